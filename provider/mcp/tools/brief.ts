import { type Resource } from "../../model/resource";

/** Returns a resource without the fields that are of interest only in its full description. */
export function brief(resource: Resource): Partial<Resource> {
    const { relations: _relations, containers: _containers, traffic: _traffic, addresses, ...rest } = resource;
    return { ...rest, ...(addresses.length > 0 && { addresses }) };
}
