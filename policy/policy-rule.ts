import { type Failure } from "../provider/failure";
import { type Properties } from "./plain-properties";

/** A rule that resources of some types have to keep in the stacks that a policy guards. */
export interface Rule {
    /** The name of the policy, as the configuration of the policy pack uses it. */
    name: string;
    description: string;
    /** The type tokens of the resources that the rule checks. */
    types: readonly string[];
    /** Returns a Failure for each violation: what is wrong with the resource and what to do about it. */
    violations(resource: Resource): Failure[];
}

/** A resource as the program declares it, before Pulumi creates it. */
export interface Resource {
    name: string;
    /** `organization/project/stack`. */
    stack: string;
    /** Whether the resource belongs to one of this package's components. */
    isOurs: boolean;
    properties: Properties;
}

export const containerTypes = ["docker:index/container:Container"];
