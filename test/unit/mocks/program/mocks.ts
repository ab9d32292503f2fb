import * as pulumi from "@pulumi/pulumi";

/** All that the program makes. */
export const made: pulumi.runtime.MockResourceArgs[] = [];

/** What only real resources would know, as far as the tests look at it. */
const computed: Record<string, object> = {
    "pulumi-nodejs:dynamic/k3s:Daemon": { publishedHost: "127.0.0.1" },
    "pulumi-nodejs:dynamic/k3s:HostPort": { port: 20001 },
    "pulumi-nodejs:dynamic/k3s:EndpointTarget": { servicePort: 8080 },
};

void pulumi.runtime.setMocks({
    newResource: (args) => {
        made.push(args);
        return { id: `${args.name}_id`, state: { ...(args.inputs as object), ...computed[args.type] } };
    },
    call: ({ inputs }) => inputs as Record<string, unknown>,
});

export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise((resolve) => output.apply(resolve));
}
