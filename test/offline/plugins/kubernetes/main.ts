import { serve } from "../host/serve";
import { KubernetesPlugin } from "./kubernetes-plugin";

serve(new KubernetesPlugin()).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
});
