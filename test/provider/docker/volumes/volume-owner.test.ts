import type Docker from "dockerode";
import { ownerLabel } from "../../../../shared/labels";
import {
    type FoundVolume,
    refuseForeignDeletion,
    refuseForeignVolume,
    volumeRefusal,
    type WantedVolume,
} from "../../../../provider/docker/volumes/volume-owner";
import { says } from "../../../support/says";

const name = "shop-dev-k8s-data";
const owner = "shop/dev/k8s#0a1b2c3d";
/** The owner of a stack with the same project and name, but of another checkout. */
const namesake = "shop/dev/k8s#ffffffff";
const own: WantedVolume = { name, owner, kept: false };
const kept: WantedVolume = { name: "team", owner, kept: true };
const plain: FoundVolume = { owner: undefined, driver: "local", driverOpts: {}, users: [] };
const usedBy = (user: string): FoundVolume => ({ ...plain, users: [{ container: "server", owner: user }] });

const refusal = (wanted: WantedVolume, found: FoundVolume) => volumeRefusal(wanted, found)?.message;

describe("a volume that goes with the stack", () => {
    it("is taken over where an interrupted run of the stack has made it", () => {
        expect(refusal(own, { ...plain, owner })).toBeUndefined();
        expect(refusal(own, { ...usedBy(namesake), owner })).toBeUndefined();
    });

    it("is taken over where Docker has made it for a container of the stack, after somebody removed it", () => {
        expect(refusal(own, usedBy(owner))).toBeUndefined();
    });

    it.each([
        ["bears the label of a stack of the same name", { ...plain, owner: namesake }],
        ["bears that label, though this stack's container has it", { ...usedBy(owner), owner: namesake }],
        ["is had by a container of another stack", usedBy(namesake)],
    ])("is refused where it %s", (_, found) => {
        expect(refusal(own, found)).toMatch(
            says(
                `volume ${name} already exists … this stack did not create it.\n` +
                    " … cluster shop/dev/k8s … another stack … this stack before … state was lost",
            ),
        );
    });

    it("is refused where it is nobody's, with the way out", () => {
        expect(refusal(own, plain)).toMatch(
            says(
                `volume ${name} already exists … this stack did not create it.\n` +
                    `Next: … nothing needs … remove … (docker volume rm ${name}) … pulumi up`,
            ),
        );
    });

    it("is not replaced by another one of its name, which would delete it", () => {
        const there = { ...plain, owner, driverOpts: { type: "tmpfs" } };
        const told = "already exists, with another driver or other options";
        expect(refusal({ ...own, driver: "nfs" }, { ...plain, owner })).toContain(told);
        expect(refusal({ ...own, driverOpts: { type: "tmpfs", device: "x" } }, there)).toContain(told);
        expect(refusal(own, there)).toContain(told);
        expect(refusal({ ...own, driver: "local", driverOpts: { type: "tmpfs" } }, there)).toBeUndefined();
    });
});

describe("a volume that is kept", () => {
    it("is anybody's while no container has it, and stays its stack's", () => {
        expect(refusal(kept, plain)).toBeUndefined();
        expect(refusal(kept, usedBy(owner))).toBeUndefined();
        expect(refusal(kept, { ...plain, driver: "nfs", driverOpts: { share: "x" } })).toBeUndefined();
    });

    it("is refused while a container of another stack has it, but to registries, which can share", () => {
        expect(refusal(kept, usedBy(namesake))).toMatch(says("volume team … use … server … cluster shop/dev/k8s."));
        expect(refusal({ ...kept, shared: true }, usedBy(namesake))).toBeUndefined();
    });

    it("is none that goes with a stack, be it another one or this one", () => {
        expect(refusal(kept, { ...plain, owner: namesake })).toContain("The volume team already exists");
        expect(refusal({ ...kept, shared: true }, { ...plain, owner: namesake })).toContain("already exists");
        expect(refusal(kept, { ...plain, owner })).toMatch(says("volume team cannot … kept."));
    });
});

interface FakeVolume {
    owner?: string;
    users?: { container: string; owner?: string; running?: boolean }[];
}

/**
 * Returns a fake daemon with this volume or none. It lists containers as Docker does: only running ones, unless asked
 * for all.
 */
function fakeDaemon(volume?: FakeVolume): Docker {
    const missing = () => Promise.reject(Object.assign(new Error("no such volume"), { statusCode: 404 }));
    return {
        getVolume: () => ({
            inspect: () =>
                volume
                    ? Promise.resolve({
                          Driver: "local",
                          Labels: volume.owner === undefined ? null : { [ownerLabel]: volume.owner },
                          Options: null,
                      })
                    : missing(),
        }),
        listContainers: ({ all = false }: { all?: boolean }) =>
            Promise.resolve(
                (volume?.users ?? [])
                    .filter(({ running = true }) => running || all)
                    .map((user) => ({
                        Names: [`/${user.container}`],
                        Labels: user.owner === undefined ? {} : { [ownerLabel]: user.owner },
                        Mounts: [{ Name: name }],
                    })),
            ),
    } as unknown as Docker;
}

describe("on a daemon", () => {
    it("a volume that is not there is nobody's", async () => {
        await refuseForeignVolume(fakeDaemon(), own);
        await refuseForeignDeletion(fakeDaemon(), own);
    });

    it("a container that is stopped has its volume all the same", async () => {
        const users = [{ container: "other-server", owner: namesake, running: false }];
        await expect(refuseForeignVolume(fakeDaemon({ users }), { ...kept, name })).rejects.toThrow(
            says(`volume ${name} … use … other-server … cluster shop/dev/k8s.`),
        );
    });

    it("a container of no cluster makes a volume nobody's", async () => {
        await expect(refuseForeignVolume(fakeDaemon({ users: [{ container: "db" }] }), own)).rejects.toThrow(
            "already exists",
        );
    });

    it("a volume is deleted by its own stack, or without a label, and by no other stack", async () => {
        await refuseForeignDeletion(fakeDaemon({ owner }), own);
        await refuseForeignDeletion(fakeDaemon({}), own);
        await expect(refuseForeignDeletion(fakeDaemon({ owner: namesake }), own)).rejects.toThrow(
            says(
                `volume ${name} belongs to another stack … not deleted.\n` +
                    " … cluster shop/dev/k8s … another stack … created it after this stack's … removed",
            ),
        );
    });
});
