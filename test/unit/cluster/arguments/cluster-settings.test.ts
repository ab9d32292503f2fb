import { clusterSettings } from "../../../../sdk/nodejs/cluster/arguments/cluster-settings";

describe("the node image", () => {
    it("is the argument's before all else", () => {
        expect(clusterSettings({ image: "own/k3s:v1.33.1-k3s1" }, { image: "configured:1" }).image).toBe(
            "own/k3s:v1.33.1-k3s1",
        );
    });

    it("is the official one of a given version, even where the configuration names an image", () => {
        expect(clusterSettings({ version: "v1.35.2-k3s1" }, { image: "configured:1" }).image).toBe(
            "rancher/k3s:v1.35.2-k3s1",
        );
    });

    it("is the configuration's where no argument says otherwise", () => {
        expect(clusterSettings({}, { image: "configured:1" }).image).toBe("configured:1");
    });

    it("is the default version's official one where nothing is said", () => {
        expect(clusterSettings({}).image).toBe("rancher/k3s:v1.36.0-k3s1");
    });
});

describe("the version of K3s", () => {
    it.each([
        [{}, "v1.36.0-k3s1"],
        [{ version: "v1.35.2-k3s1" }, "v1.35.2-k3s1"],
        [{ image: "registry.example:5000/k3s:v1.34.4-k3s1" }, "v1.34.4-k3s1"],
        [{ image: "registry.example:5000/k3s" }, undefined],
        [{ image: "own/k3s:latest" }, undefined],
    ])("of %j is %s", (args, version) => expect(clusterSettings(args).version).toBe(version));
});

it("defaults make one node whose data goes with it", () => {
    expect(clusterSettings({})).toEqual({
        image: "rancher/k3s:v1.36.0-k3s1",
        version: "v1.36.0-k3s1",
        agents: 0,
        podSubnet: "10.42.0.0/16",
        serviceSubnet: "10.43.0.0/16",
        disable: ["traefik", "metrics-server"],
        server: {},
        agent: {},
        hostAliases: [],
        network: undefined,
        images: [],
        kubeconfig: {},
        registries: {},
        registryImage: "registry:3",
        transforms: {},
        timeoutSeconds: 300,
        keepsData: false,
    });
});

describe("the data", () => {
    it.each([
        [undefined, { keepsData: false, keptVolume: undefined }],
        [false, { keepsData: false, keptVolume: undefined }],
        [true, { keepsData: true, keptVolume: undefined }],
        ["team-data", { keepsData: true, keptVolume: "team-data" }],
    ])("with dataVolume %j is kept so: %j", (dataVolume, kept) => {
        expect(clusterSettings({ dataVolume })).toMatchObject(kept);
    });
});
