import { readArguments } from "../../../../provider/cli/arguments";
import { commands } from "../../../../provider/cli/commands";
import { readDiagnose } from "../../../../provider/cli/commands/diagnose";
import { chosenClusters } from "../../../../provider/cli/diagnose/clusters";
import { environmentSecrets, secretsIn, tokenSecrets } from "../../../../provider/redaction/credentials";
import { jsonReport, markdownReport, type Report } from "../../../../provider/cli/diagnose/report";
import { section } from "../../../../provider/cli/diagnose/section";
import { UsageError } from "../../../../provider/usage-error";
import { says } from "../../../support/says";

function diagnose(line: string) {
    const request = readArguments(`diagnose ${line}`.split(" ").filter(Boolean), commands);
    if (request.kind !== "command") throw new Error(`${line} asks for ${request.kind}`);
    return readDiagnose(request.given);
}

describe("the diagnose command", () => {
    it("takes a cluster and options", () => {
        expect(diagnose("")).toEqual({ lines: 100, json: false });
        expect(diagnose("dev --lines 5 --file r.md --docker-host tcp://h:2375 --json")).toEqual({
            cluster: "dev",
            lines: 5,
            file: "r.md",
            dockerHost: "tcp://h:2375",
            json: true,
        });
    });

    it.each([
        ["a b", "diagnose takes one cluster, not 2"],
        ["--lines 0", '--lines must be a whole number above 0, but is "0"'],
    ])("says what is wrong with: %s", (line, message) => {
        expect(() => diagnose(line)).toThrow(new UsageError(message));
    });

    it("tells of the clusters that are meant", () => {
        const all = ["shop/dev/k8s", "shop/test/k8s", "shop/test/other"];
        expect(chosenClusters(all, undefined, [])).toEqual(all);
        expect(chosenClusters(all, "other", [])).toEqual(["shop/test/other"]);
        expect(chosenClusters(all, "dev/k8s", [])).toEqual(["shop/dev/k8s"]);
        expect(() => chosenClusters(all, "k8s", [])).toThrow(
            new UsageError("choose one of the clusters shop/dev/k8s, shop/test/k8s"),
        );
        expect(() => chosenClusters(all, "8s", [])).toThrow(says(`no cluster 8s.\n … ${all.join(", ")}`));
        expect(() => chosenClusters([], undefined, ["Docker is away"])).toThrow(
            says("no clusters.\n  Docker is away\nNext: … pulumi up"),
        );
    });
});

describe("credentials are known", () => {
    const kubeconfig = [
        "clusters: [{ name: c, cluster: { server: https://h, certificate-authority-data: QQ== } }]",
        "users: [{ name: u, user: { client-key-data: S0VZ, token: abc, password: hunter2 } }]",
    ].join("\n");

    it.each([
        ["a kubeconfig", kubeconfig, ["QQ==", "S0VZ", "abc", "hunter2"]],
        ["a forwarder's table", JSON.stringify({ cluster: "a/b/c", kubeconfig }), ["QQ==", "S0VZ", "abc", "hunter2"]],
        ["K3s's registries", 'configs: { h: { auth: { username: u, password: "p w" } } }', ["p w"]],
        ["a registry's upstream", "proxy: { remoteurl: https://h, username: u, password: pw }", ["pw"]],
        ["an empty file", "", []],
        ["a file that is broken", "{ token: 0123456789abcdefghij, a: b", ["0123456789abcdefghij,"]],
    ])("from %s", (_, text, expected) => {
        expect(secretsIn(text)).toEqual(expected);
    });

    it("from files of tokens and from variables", () => {
        expect(tokenSecrets("K10ab::server:secret\n")).toEqual(["K10ab::server:secret", "secret"]);
        expect(tokenSecrets("")).toEqual([]);
        expect(environmentSecrets(["DB_PASSWORD=a=b", "PATH=/bin", "API_TOKEN="])).toEqual(["a=b"]);
    });
});

describe("a report", () => {
    const broken = section("pods", "Pods", { value: [] }, () => {
        throw new Error("pods are strange");
    });
    const away = section("nodes", "Nodes", { problem: "nobody answers" }, () => ({
        text: [],
        content: [],
        findings: [],
    }));
    const logs = section("logs", "Logs", { value: "login s3cret-value at redis://:pw-1234@h" }, (log) => ({
        text: [log, "", "", ""],
        content: { log, password: "kept as it is" },
        findings: [`it says: ${log}`],
    }));
    const report: Report = {
        madeAt: "2026-01-01T00:00:00.000Z",
        versions: { name: "versions", title: "Versions", text: ["- one"], content: { one: 1 }, findings: [] },
        clusters: [
            {
                cluster: "shop/dev/k8s",
                sections: [away, broken, logs],
                credentials: { values: ["s3cret-value"], unread: ["files of server: it is away"] },
            },
            { cluster: "shop/dev/well", sections: [], credentials: { values: [], unread: [] } },
        ],
    };

    it("has each section for people, also where one failed, and no secrets", () => {
        const text = markdownReport(report);
        expect(text.split("\n\n").slice(3)).toEqual([
            "## Versions",
            "- one",
            "## Cluster shop/dev/k8s",
            "### What is wrong",
            "- it says: login [redacted] at redis://:[redacted]@h",
            "### Nodes",
            "Not known: nobody answers",
            "### Pods",
            "Not known: pods are strange",
            "### Logs",
            "login [redacted] at redis://:[redacted]@h",
            "### Credentials that could not be read",
            "They are taken out by their form alone.",
            "- files of server: it is away",
            "## Cluster shop/dev/well",
            "### What is wrong",
            "Nothing that was looked at.\n",
        ]);
    });

    it("has the same as JSON", () => {
        expect(JSON.parse(jsonReport(report))).toEqual({
            madeAt: "2026-01-01T00:00:00.000Z",
            versions: { one: 1 },
            clusters: [
                {
                    cluster: "shop/dev/k8s",
                    findings: ["it says: login [redacted] at redis://:[redacted]@h"],
                    nodes: { problem: "nobody answers" },
                    pods: { problem: "pods are strange" },
                    logs: { log: "login [redacted] at redis://:[redacted]@h", password: "kept as it is" },
                    unreadCredentials: ["files of server: it is away"],
                },
                { cluster: "shop/dev/well", findings: [], unreadCredentials: [] },
            ],
        });
    });
});
