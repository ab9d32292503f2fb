import { NodeImages } from "../../../provider/resources/node-images";
import { failure, recordingContext } from "./fake-nodes";
import { says } from "../../support/says";

function store(ids: Record<string, string | string[]>) {
    const loaded: string[] = [];
    const transfer = {
        imageIds: (image: string) => Promise.resolve(ids[image] === undefined ? undefined : [ids[image]].flat()),
        load: (image: string, container: string) => {
            loaded.push(`${image} into ${container}`);
            return Promise.resolve();
        },
    };
    return { loaded, images: new NodeImages(() => transfer) };
}

const inputs = { container: "server", containerId: "c1", images: ["app:dev", "db:dev"] };
const ids = { "app:dev": "sha256:1", "db:dev": "sha256:2" };
const old = { ...inputs, imageIds: ids };

describe("the images of a node", () => {
    it("are loaded, and remembered by what their names stand for", async () => {
        const { loaded, images } = store(ids);
        const context = recordingContext();
        expect(await images.create(inputs, context)).toEqual({ id: "server", outputs: old });
        expect(loaded).toEqual(["app:dev into server", "db:dev into server"]);
        expect(context.messages).toEqual(["loading app:dev into server", "loading db:dev into server"]);
    });

    it("stay while their names stand for the same", async () => {
        expect(await store(ids).images.diff("", old, inputs)).toEqual({ changes: false });
    });

    it("are loaded again when built anew, and only those", async () => {
        const { loaded, images } = store({ ...ids, "app:dev": "sha256:3" });
        expect(await images.diff("", old, inputs)).toEqual({ changes: true });
        await images.update("", old, inputs, recordingContext());
        expect(loaded).toEqual(["app:dev into server"]);
    });

    it("stay when they were built anew from the same, or are known by what an earlier version remembers", async () => {
        const indexed = { "app:dev": ["sha256:1", "sha256:index"], "db:dev": ["sha256:other", "sha256:2"] };
        const { loaded, images } = store(indexed);
        expect(await images.diff("", old, inputs)).toEqual({ changes: false });
        const { imageIds } = await images.update("", old, inputs, recordingContext());
        expect(loaded).toEqual([]);
        expect(imageIds).toEqual({ "app:dev": "sha256:1", "db:dev": "sha256:other" });
    });

    it("are all loaded into a container made anew", async () => {
        const { loaded, images } = store(ids);
        const anew = { ...inputs, containerId: "c2" };
        expect(await images.diff("", old, anew)).toEqual({ changes: true });
        await images.update("", old, anew, recordingContext());
        expect(loaded).toHaveLength(2);
    });

    it("change with their list, and are replaced with the container's name", async () => {
        const { images } = store(ids);
        expect(await images.diff("", old, { ...inputs, images: ["app:dev"] })).toEqual({ changes: true });
        expect(await images.diff("", old, { ...inputs, container: "other" })).toEqual({
            changes: true,
            replaces: ["container"],
        });
    });

    it("stay in the node when the daemon has lost them", async () => {
        expect(await store({}).images.diff("", old, inputs)).toEqual({ changes: false });
    });

    it("that are not there are refused by name", async () => {
        const { images } = store({ "app:dev": "sha256:1" });
        expect(await failure(() => images.create(inputs, recordingContext()))).toMatch(
            says('Docker daemon … no image "db:dev" … load into … cluster (images).\nNext … build … docker pull'),
        );
    });
});
