import { type Resource } from "../../model/resource";

/** A resource without what only one who asks for it wants to know. */
export function brief(resource: Resource): Partial<Resource> {
    const { relations: _relations, containers: _containers, traffic: _traffic, addresses, ...rest } = resource;
    return { ...rest, ...(addresses.length > 0 && { addresses }) };
}
