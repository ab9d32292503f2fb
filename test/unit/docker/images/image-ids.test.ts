import { imageIdsOf } from "../../../../provider/docker/images/image-ids";

const image = (ID: string, Available = true) => ({ ID, Kind: "image", Available });
const attestation = (ID: string) => ({ ID, Kind: "attestation", Available: true });

it.each([
    ["of Docker's own store", undefined, ["index"]],
    ["without an index", [image("index")], ["index"]],
    ["with an attestation, which is another one after each build", [image("a"), attestation("x")], ["a", "index"]],
    ["of which one platform is there", [image("a"), image("b", false)], ["a", "index"]],
    ["of two platforms, in whatever order", [image("b"), image("a")], ["a b", "index"]],
    ["of which nothing is there", [image("a", false), attestation("x")], ["index"]],
])("an image %s", (_, Manifests, ids) => {
    expect(imageIdsOf({ Id: "index", Manifests })).toEqual(ids);
});
