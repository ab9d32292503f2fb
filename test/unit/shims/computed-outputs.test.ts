import { type LifecycleName, lifecycles } from "../../../provider/lifecycles";
import { computedNames } from "../../../provider/shims/computed-outputs";

it.each(["kubeconfig", "containerKubeconfig", "token", "agentToken", "password"])("%s is never plain", (key) => {
    const kinds = (Object.keys(lifecycles) as LifecycleName[])
        .map(computedNames)
        .filter(({ all }) => all.includes(key));
    expect(kinds.length).toBeGreaterThan(0);
    for (const { secret } of kinds) expect(secret).toContain(key);
});
