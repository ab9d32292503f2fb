import * as pulumi from "@pulumi/pulumi";
import { agentCommand } from "../../../../sdk/nodejs/agents/agent";
import { type ClusterArgs } from "../../../../sdk/nodejs";
import { clusterSettings } from "../../../../sdk/nodejs/cluster/arguments/cluster-settings";
import { serverCommand } from "../../../../sdk/nodejs/cluster/local/server-command";
import { valueOf } from "../../support/recorded-program";

function command(args: ClusterArgs = {}, publishedHost = "127.0.0.1"): Promise<string[]> {
    return valueOf(pulumi.output(serverCommand("dev", "dev-server", clusterSettings(args), publishedHost)));
}

describe("the command line of the server", () => {
    it("is this one by default; a change of it replaces every user's server", async () => {
        expect(await command()).toEqual([
            "server",
            "--node-name=dev-server",
            "--token-file=/etc/rancher/pulumi-k3s/token",
            "--agent-token-file=/etc/rancher/pulumi-k3s/agent-token",
            "--tls-san=localhost",
            "--tls-san=dev",
            "--tls-san=dev-server",
            "--tls-san=127.0.0.1",
            "--cluster-cidr=10.42.0.0/16",
            "--service-cidr=10.43.0.0/16",
            "--disable=traefik",
            "--disable=metrics-server",
        ]);
    });

    it.each([
        ["build.example", "--tls-san=build.example"],
        ["[fd00::1]", "--tls-san=fd00::1"],
    ])("names the host %s in the certificate", async (host, san) => {
        expect(await command({}, host)).toContain(san);
    });

    it("takes subnets, components to leave out and more arguments, in their order", async () => {
        const args = {
            podSubnet: "10.50.0.0/16",
            serviceSubnet: "10.51.0.0/16",
            disable: ["servicelb", "coredns"],
            server: { extraArgs: ["--debug", "--node-label=a=b"] },
        };
        expect((await command(args)).slice(-6)).toEqual([
            "--cluster-cidr=10.50.0.0/16",
            "--service-cidr=10.51.0.0/16",
            "--disable=servicelb",
            "--disable=coredns",
            "--debug",
            "--node-label=a=b",
        ]);
    });

    it("leaves out nothing of K3s for an empty list", async () => {
        expect((await command({ disable: [] })).filter((word) => word.startsWith("--disable"))).toEqual([]);
    });

    it.each([[undefined], [true]])("gives K3s its tokens with dataVolume %j", async (dataVolume) => {
        expect((await command({ dataVolume })).join(" ")).toContain("token-file=");
    });

    it("gives K3s no token where its data outlives the stack, because it refuses another one", async () => {
        expect((await command({ dataVolume: "team-data" })).join(" ")).not.toContain("token");
    });
});

it("the command line of an agent is this one; a change of it replaces every user's agents", async () => {
    const command = agentCommand("dev", "dev-agent-0", ["--node-label=pool=gpu"]);
    expect(await valueOf(pulumi.output(command))).toEqual([
        "agent",
        "--node-name=dev-agent-0",
        "--server=https://dev:6443",
        "--token-file=/etc/rancher/pulumi-k3s/agent-token",
        "--node-label=pool=gpu",
    ]);
});
