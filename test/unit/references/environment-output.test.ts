import * as pulumi from "@pulumi/pulumi";
import { Cluster, environment, ServiceEndpoint } from "../../../sdk/nodejs";
import { recordedProgram, valueOf } from "../support/recorded-program";
import { settled } from "../support/refusal";

beforeEach(async () => {
    await recordedProgram();
});

afterEach(settled);

const endpoint = (args = {}) =>
    new ServiceEndpoint("cache-1", {
        cluster: new Cluster("dev"),
        service: "redis",
        port: 6379,
        scheme: "redis",
        ...args,
    });

describe("the environment as an output", () => {
    it.each([
        ["a cluster", () => new Cluster("dev")],
        ["an endpoint", endpoint],
    ])("of %s is what environment() gives", async (_, make) => {
        const made = make();
        expect(await valueOf(made.environment)).toEqual(await valueOf(pulumi.output(environment(made))));
    });

    it("of a container that uses a cluster names the place of the file", async () => {
        expect(await valueOf(new Cluster("dev").containerEnvironment)).toEqual({
            KUBECONFIG: "/etc/pulumi-k3s/dev/kubeconfig.yaml",
            K8S_CLUSTER_NAME: "dev",
        });
    });

    it.each([
        ["through the nodes", {}, "redis://cache-1:80"],
        ["through the API server", { via: "api", forContainers: true }, "redis://host.docker.internal:40000"],
        ["for this machine alone", { via: "api" }, undefined],
    ])("of a container that uses an endpoint %s", async (_, args, url) => {
        const expected = url && { "services__cache-1__url": url, services__cache_1__url: url };
        expect(await valueOf(endpoint(args).containerEnvironment)).toEqual(expected);
    });
});
