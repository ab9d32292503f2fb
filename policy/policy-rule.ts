import { type Failure } from "../provider/failure";
import { type Properties } from "./plain-properties";

/** What some resources are not to be, in the stacks that a policy guards. */
export interface Rule {
    /** Of the policy, as its configuration names it. */
    name: string;
    description: string;
    /** The type tokens of the resources that it is about. */
    types: readonly string[];
    /** What is wrong with a resource, and what to do about it. */
    violations(resource: Resource): Failure[];
}

/** A resource as it is asked for, before it is made. */
export interface Resource {
    name: string;
    /** `organization/project/stack`. */
    stack: string;
    /** A part of one of this package's components. */
    isOurs: boolean;
    properties: Properties;
}

export const containerTypes = ["docker:index/container:Container"];
