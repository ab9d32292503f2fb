// Stands for: one resource of a Terraform provider.
import type Docker from "dockerode";
import type { PropertyMap } from "../host/plugin";
import type { Fields } from "./field";

export interface Resource {
    fields: Fields;
    /** What only the provider sets. */
    outputs: string[];
    alwaysDeleteBeforeReplace: boolean;
    /** Reports the id as soon as the object exists: what fails after that is recorded with it. */
    create(docker: Docker, inputs: PropertyMap, created: (id: string) => void): Promise<void>;
    /** Undefined when the object is gone. */
    read(docker: Docker, id: string, state: PropertyMap): Promise<{ id: string; state: PropertyMap } | undefined>;
    update(docker: Docker, id: string, state: PropertyMap, planned: PropertyMap): Promise<void>;
    delete(docker: Docker, id: string, state: PropertyMap): Promise<void>;
}
