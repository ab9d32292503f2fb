import { z } from "zod";
import { clusterDefaults, k3sImage } from "../../../shared/cluster-defaults";
import { allChecks } from "../../cli/doctor/checks";
import { gatherFacts } from "../../cli/doctor/doctor-facts";
import { requirements } from "../../cli/doctor/requirements";
import { tool } from "../tool";

export const doctor = tool({
    name: "doctor",
    title: "Check this machine",
    description:
        "What a local cluster needs before pulumi up: Docker engine, networks, node image, proxies, ports, Pulumi, Node.js. No stack is needed. problem: pulumi up will fail; warning: something may not work.",
    input: z.strictObject({}),
    run: async () => {
        const image = k3sImage();
        const checks = allChecks(
            await gatherFacts({ dockerHost: undefined, image }),
            { ...clusterDefaults, image },
            requirements,
        );
        return { checks };
    },
});
