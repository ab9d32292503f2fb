import { Failure } from "../../provider/failure";
import { containerTypes, type Rule } from "../policy-rule";

export const privilegedContainers: Rule = {
    name: "no-privileged-containers",
    description: "Containers are not privileged.",
    types: containerTypes,
    violations: ({ name, stack, isOurs, properties }) =>
        properties.privileged === true
            ? [
                  new Failure(`The container "${name}" of the stack ${stack} would be privileged.`, {
                      why: "root in it is root on the Docker host",
                      next: isOurs
                          ? "nodes of local clusters have to be: run pulumi config set k3s:target production, or use a stack of another name"
                          : "leave privileged out, and add the rights that it needs one by one, with capabilities",
                  }),
              ]
            : [],
};
