import { homedir } from "node:os";
import { join } from "node:path";
import { kubeconfigPaths } from "../../../sdk/nodejs/cluster/kubeconfig-paths";

describe("the files of a kubeconfig", () => {
    const before = process.env.PULUMI_K3S_HOME;

    afterEach(() => {
        if (before === undefined) delete process.env.PULUMI_K3S_HOME;
        else process.env.PULUMI_K3S_HOME = before;
    });

    it("lie in the home folder, apart for every project, stack and cluster", () => {
        delete process.env.PULUMI_K3S_HOME;
        const root = join(homedir(), ".pulumi-k3s");
        expect(kubeconfigPaths("shop/dev/k8s")).toEqual({
            root,
            path: join(root, "shop/dev/k8s/kubeconfig.yaml"),
            containerPath: join(root, "shop/dev/k8s/container-kubeconfig.yaml"),
        });
    });

    it("lie where PULUMI_K3S_HOME says", () => {
        process.env.PULUMI_K3S_HOME = "/elsewhere";
        expect(kubeconfigPaths("shop/dev/k8s").root).toBe("/elsewhere");
        expect(kubeconfigPaths("shop/dev/k8s").path).toBe("/elsewhere/shop/dev/k8s/kubeconfig.yaml");
    });
});
