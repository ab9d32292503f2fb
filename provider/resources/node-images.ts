import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { type ImageTransfer, missingImage } from "../docker/images/image-transfer";

export interface NodeImagesInputs {
    container: string;
    /** A recreated container needs its images again. */
    containerId: string;
    images: string[];
    dockerHost?: string;
}

export interface NodeImagesOutputs extends NodeImagesInputs {
    /** The id of each image when it was loaded. */
    imageIds: Record<string, string>;
}

/** Local Docker images in a node's own image store. */
export class NodeImages implements Lifecycle<NodeImagesInputs, NodeImagesOutputs> {
    constructor(private readonly transfer: (dockerHost?: string) => ImageTransfer) {}

    async create(inputs: NodeImagesInputs, context: Context): Promise<{ id: string; outputs: NodeImagesOutputs }> {
        const outputs = await this.load(inputs, {}, context);
        return { id: inputs.container, outputs };
    }

    async diff(_id: string, old: NodeImagesOutputs, inputs: NodeImagesInputs): Promise<Difference> {
        if (inputs.container !== old.container) return { changes: true, replaces: ["container"] };
        if (inputs.containerId !== old.containerId || !sameNames(inputs.images, old.images)) return { changes: true };
        const transfer = this.transfer(inputs.dockerHost);
        const ids = await Promise.all(inputs.images.map((image) => transfer.imageIds(image)));
        return {
            changes: inputs.images.some((image, index) => ids[index]?.includes(old.imageIds[image] ?? "") === false),
        };
    }

    update(
        _id: string,
        old: NodeImagesOutputs,
        inputs: NodeImagesInputs,
        context: Context,
    ): Promise<NodeImagesOutputs> {
        return this.load(inputs, inputs.containerId === old.containerId ? old.imageIds : {}, context);
    }

    private async load(
        inputs: NodeImagesInputs,
        loaded: Record<string, string>,
        { progress }: Context,
    ): Promise<NodeImagesOutputs> {
        const transfer = this.transfer(inputs.dockerHost);
        const imageIds: Record<string, string> = {};
        for (const image of inputs.images) {
            const ids = await transfer.imageIds(image);
            if (ids === undefined) throw missingImage(image);
            if (!ids.includes(loaded[image] ?? "")) {
                progress(`loading ${image} into ${inputs.container}`);
                await transfer.load(image, inputs.container);
            }
            [imageIds[image] = ""] = ids;
        }
        return { ...inputs, imageIds };
    }
}

function sameNames(one: string[], other: string[]): boolean {
    return one.length === other.length && one.every((name, index) => name === other[index]);
}
