import { endpointUrl } from "../../../model/endpoint-url";
import { type Resource } from "../../../model/resource";

/** Matches the numbers and names of ports whose protocols browsers do not speak. */
const others =
    /^(?:22|25|53|1433|1521|1883|2379|3306|4222|5432|5671|5672|6379|9042|9092|11211|27017|50051|.*(?:sql|postgres|redis|amqp|kafka|mongo|grpc|dns|ssh|tcp|ldap|smtp).*)$/i;

/** Returns the URL of an endpoint. Undefined for other resources, and for protocols that browsers do not speak. */
export function linkOf(resource: Resource | undefined): string | undefined {
    if (resource?.kind !== "endpoint") return undefined;
    const { target = "" } = resource;
    return others.test(target.slice(target.lastIndexOf(":") + 1)) ? undefined : endpointUrl(resource);
}
