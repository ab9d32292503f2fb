import { isOurRelease } from "../../../provider/helm/uninstall-ownership";
import { record } from "./fake-cluster";

const mark = "pulumi-k3s shop/dev/k8s#1a2b3c4d 0123456789abcdef";
const of = (status: string, description: string) => record(status, { release: { info: { description } } })[1];
const ours = (status: string) => of(status, `${mark}, chart files 0123456789abcdef`);
const theirs = (status: string) => of(status, "Install complete");
const another = (status: string) => of(status, "pulumi-k3s shop/dev/k8s#1a2b3c4d fedcba9876543210");
const helms = (status: string) => of(status, "Deletion in progress (or silently failed)");

it.each([
    ["is deployed", [ours("deployed")]],
    ["has an upgrade that failed", [of("failed", 'Upgrade "web" failed'), ours("deployed")]],
    ["has an upgrade that was ended in its midst", [of("pending-upgrade", "Preparing upgrade"), ours("deployed")]],
    ["never came to be", [of("failed", 'Release "web" failed: timed out')]],
    ["somebody began to uninstall", [helms("uninstalling"), ours("superseded")]],
    ["somebody uninstalled, and kept its history", [helms("uninstalled"), ours("superseded")]],
    ["we began to uninstall", [of("uninstalling", `${mark}, being uninstalled`)]],
])("a release of ours is ours when it %s", (_, records) => {
    expect(isOurRelease(records, mark)).toBe(true);
});

it.each([
    ["deployed it", [theirs("deployed")]],
    ["took it over", [theirs("deployed"), ours("superseded")]],
    ["failed to upgrade it", [of("failed", 'Upgrade "web" failed'), theirs("deployed")]],
    ["began to uninstall it", [helms("uninstalling")]],
    ["uninstalled it, and kept its history", [helms("uninstalled"), theirs("superseded")]],
    ["made it for another cluster", [another("deployed"), ours("superseded")]],
])("a release is not ours when somebody else %s", (_, records) => {
    expect(isOurRelease(records, mark)).toBe(false);
});
