import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { userKubeconfig } from "../../../shared/kubeconfig/user-kubeconfig";

const { KUBECONFIG: before } = process.env;
let folder: string;

beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "user-kubeconfig-"));
    delete process.env.KUBECONFIG;
});
afterEach(() => {
    rmSync(folder, { recursive: true });
    if (before === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = before;
});

describe("the user's own kubeconfig", () => {
    const home = join(homedir(), ".kube", "config");

    it("is the one in the home folder", () => expect(userKubeconfig(true)).toBe(home));

    it.each([[""], [":"], [join(homedir(), ".pulumi-k3s/shop/dev/k8s/kubeconfig.yaml")]])(
        "is that too where KUBECONFIG names no file of the user's own: %j",
        (listed) => {
            process.env.KUBECONFIG = listed;
            expect(userKubeconfig(true)).toBe(home);
        },
    );

    it("is the first that exists of those in KUBECONFIG", () => {
        const [one, two, three] = ["one", "two", "three"].map((name) => join(folder, name)) as [string, string, string];
        writeFileSync(two, "");
        writeFileSync(three, "");
        process.env.KUBECONFIG = `:${one}:${two}:${three}`;
        expect(userKubeconfig(true)).toBe(two);
    });

    it("is the last of them when none exists, as kubectl makes it", () => {
        process.env.KUBECONFIG = `${folder}/one:${folder}/two`;
        expect(userKubeconfig(true)).toBe(join(folder, "two"));
    });

    it("is the one that is given, from where the program runs or from the home folder", () => {
        process.env.KUBECONFIG = join(folder, "one");
        expect(userKubeconfig("/etc/kubeconfig")).toBe("/etc/kubeconfig");
        expect(userKubeconfig("config/kube")).toBe(resolve("config/kube"));
        expect(userKubeconfig("~/.kube/other")).toBe(join(homedir(), ".kube/other"));
    });
});
