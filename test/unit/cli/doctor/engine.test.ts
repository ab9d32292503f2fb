import { checkCgroups } from "../../../../provider/cli/doctor/cgroups";
import { checkDisk, diskOutOfSight } from "../../../../provider/cli/doctor/disk";
import { checkEngine, type Engine } from "../../../../provider/cli/doctor/engine";
import { checkInotify } from "../../../../provider/cli/doctor/inotify";
import { checkMemory } from "../../../../provider/cli/doctor/memory";
import { checkNodeImage } from "../../../../provider/cli/doctor/node-image";
import { checkProcessors } from "../../../../provider/cli/doctor/processors";
import { unreachable } from "../../../../provider/docker/daemon/unreachable";
import { says } from "../../../support/says";

const image = "rancher/k3s:v1.36.0-k3s1";
const docker: Engine = {
    endpoint: { host: "unix:///var/run/docker.sock", source: "the default socket" },
    version: { Version: "28.0.0", ApiVersion: "1.48", Components: [{ Name: "Engine" }] },
    info: { ID: "A", Name: "here", OSType: "linux", CgroupVersion: "2" },
    isRemote: false,
    isInSight: true,
};
const found = "Docker 28.0.0 (API 1.48) at unix:///var/run/docker.sock (from the default socket)";
const engine = (its: Partial<Engine>, info: Partial<Engine["info"]> = {}) =>
    checkEngine({ value: { ...docker, ...its, info: { ...docker.info, ...info } } });
const cgroups = (info: Partial<Engine["info"]>, nodeImage = image) =>
    checkCgroups({ ...docker.info, ...info }, nodeImage);

describe("the engine", () => {
    it("is ok with its address, where that was found, and its versions", () => {
        expect(engine({})).toEqual({ state: "ok", found });
        expect(engine({ isRemote: true })).toEqual({ state: "ok", found: `${found}, on another machine` });
        const version = { Version: "4.3.1", ApiVersion: "1.41", Components: [{ Name: "Podman Engine" }] };
        expect(engine({ version }, { BuildahVersion: "1.28.2", Rootless: false }).found).toMatch(/^Podman 4.3.1 /);
    });

    it.each([
        ["too old", { version: { Version: "19.03.15", ApiVersion: "1.40" } }, {}, "which knows no private cgroup"],
        ["rootless", {}, { SecurityOptions: ["name=rootless"] }, "it runs rootless, and K3s needs privileged"],
        ["of Windows containers", {}, { OSType: "windows" }, "it runs windows containers"],
    ])("is a problem when it is %s, in the words of pulumi up", (_, its, info, consequence) => {
        const verdict = engine(its, info);
        expect(verdict.state).toBe("problem");
        expect(verdict.consequence).toContain(`pulumi up refuses it: it `);
        expect(verdict.consequence).toContain(consequence);
    });

    it("has all of its problems at once", () => {
        const { consequence, next } = engine({}, { OSType: "windows", Rootless: true });
        expect(consequence).toMatch(says("pulumi up … windows containers; … rootless … privileged containers"));
        expect(next).toMatch(says("Linux containers; … rootful daemon"));
    });

    it("is a problem when it does not answer, with what is said by pulumi up", () => {
        expect(checkEngine({ problem: unreachable(docker.endpoint, { code: "ECONNREFUSED" }) })).toMatchObject({
            state: "problem",
            found: expect.stringMatching(
                says("No Docker daemon … unix:///var/run/docker.sock (from the default socket): ECONNREFUSED"),
            ) as string,
            next: expect.stringMatching(/^start Docker/) as string,
        });
    });

    it("is a problem when its context is not there, with a way out", () => {
        expect(checkEngine({ problem: new Error('The Docker context "gone" does not exist.') })).toMatchObject({
            state: "problem",
            found: 'The Docker context "gone" does not exist',
            next: expect.stringContaining("DOCKER_HOST") as string,
        });
    });
});

describe("cgroups", () => {
    it("are ok in v2", () => expect(cgroups({ CPUSet: true })).toEqual({ state: "ok", found: "cgroup v2" }));

    it("are a problem in v1, in the words of pulumi up", () => {
        const verdict = cgroups({ CgroupVersion: "1" });
        expect(verdict).toMatchObject({ state: "problem", found: "cgroup v1" });
        expect(verdict.consequence).toMatch(says(`host … cgroup v1 … ${image} refuses`));
    });

    it.each(["rancher/k3s:v1.34.4-k3s1", "own/k3s:latest"])("are a warning in v1 with %s", (nodeImage) => {
        expect(cgroups({ CgroupVersion: "1" }, nodeImage).state).toBe("warning");
    });

    it("are a problem without a controller that K3s needs", () => {
        expect(cgroups({ CPUSet: true, MemoryLimit: false })).toMatchObject({
            state: "problem",
            found: "cgroup v2 without memory",
            next: expect.stringContaining("cgroup_enable=memory") as string,
        });
        expect(cgroups({ Rootless: true, CPUSet: false, CPUShares: false })).toMatchObject({
            found: expect.stringMatching(says("cgroup v2 without cpu, cpuset, … rootless engine")) as string,
            next: expect.stringContaining("rootful daemon") as string,
        });
    });

    it("are unknown when the engine does not report it", () => {
        expect(cgroups({ CgroupVersion: undefined }).state).toBe("unknown");
    });
});

it.each([
    [8 * 2 ** 30, "ok", "8.0 GiB"],
    [2 ** 30, "warning", "1.0 GiB"],
    [500 * 2 ** 20, "problem", "500.0 MiB"],
    [0, "unknown", "the engine does not report it"],
    [undefined, "unknown", "the engine does not report it"],
])("memory of %p is %s", (bytes, state, told) => {
    expect(checkMemory(bytes)).toMatchObject({ state, found: told });
});

it.each([
    [2, "ok"],
    [1, "warning"],
    [undefined, "unknown"],
])("%p processors are %s", (count, state) => expect(checkProcessors(count).state).toBe(state));

describe("the disk", () => {
    const gibibyte = 2 ** 30;

    it.each([
        [20, 100, "ok"],
        [8, 100, "warning"],
        [4, 100, "problem"],
        [0.9, 4, "problem"],
    ])("with %d of %d GiB free is %s", (free, total, state) => {
        expect(checkDisk({ path: "/data", free: free * gibibyte, total: total * gibibyte }).state).toBe(state);
    });

    it("is told with its folder", () => {
        expect(checkDisk({ path: "/data", free: 4 * gibibyte, total: 100 * gibibyte })).toMatchObject({
            found: "4.0 GiB (4 %) free at /data",
            consequence: expect.stringMatching(says("5 % … no pods … evict")) as string,
        });
    });

    it("is unknown of another machine, with a way to look there", () => {
        expect(diskOutOfSight("/data")).toMatchObject({
            state: "unknown",
            next: expect.stringContaining("df -h /data") as string,
        });
    });
});

describe("inotify limits", () => {
    it("are ok when they are high enough, or nodes raise them", () => {
        const told = "1024 instances, 1048576 watches";
        expect(checkInotify({ instances: 1024, watches: 1_048_576, canBeRaised: false })).toEqual({
            state: "ok",
            found: told,
        });
        expect(checkInotify({ instances: 128, watches: 2_000_000, canBeRaised: true })).toEqual({
            state: "ok",
            found: "128 instances, 2000000 watches; nodes raise them to 1024 and 1048576",
        });
    });

    it("are a warning when nodes cannot raise them", () => {
        expect(checkInotify({ instances: 128, watches: 8_192, canBeRaised: false })).toMatchObject({
            state: "warning",
            next: expect.stringContaining("sysctl -w fs.inotify.max_user_instances=1024") as string,
        });
    });
});

describe("the node image", () => {
    const absent = { name: image, isThere: false };
    const refused = { kind: "refuses", why: "no such host" } as const;

    it("is ok when it is there, or its registry has it", () => {
        expect(checkNodeImage({ ...absent, isThere: true })).toEqual({ state: "ok", found: `${image} is there` });
        expect(checkNodeImage({ ...absent, registry: { kind: "has it" } }).state).toBe("ok");
    });

    it("is a problem when it cannot be pulled, in the engine's words", () => {
        expect(checkNodeImage({ ...absent, registry: refused })).toMatchObject({
            state: "problem",
            found: `${image} is not there and cannot be pulled: no such host`,
            next: expect.stringContaining("docker login") as string,
        });
    });

    it("is unknown when its registry is silent, or is not asked", () => {
        const silent = { kind: "is silent", why: "no answer within 20 s" } as const;
        for (const its of [{ registry: silent }, { registry: { kind: "is not asked" } as const }]) {
            const verdict = checkNodeImage({ ...absent, ...its });
            expect(verdict).toMatchObject({ state: "unknown", next: expect.stringContaining("pull") as string });
        }
    });
});
