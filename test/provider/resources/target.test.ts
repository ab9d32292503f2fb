import { Target } from "../../../provider/resources/target";
import { failure } from "./fake-nodes";

const local = { cluster: "dev", target: "local" };

describe("a Target", () => {
    it("is made and stays", async () => {
        expect(await new Target().create(local)).toEqual({ id: "local", outputs: local });
        expect(await new Target().diff("local", local, local)).toEqual({ changes: false });
    });

    it("never changes within a stack: the preview says so, and what to do", async () => {
        const message = await failure(() => new Target().diff("local", local, { ...local, target: "production" }));
        expect(message).toBe(
            'The cluster "dev" of this stack is local and cannot become production.\n' +
                "Next: set it back (pulumi config set k3s:target local), or use a stack of its own for production",
        );
    });
});
