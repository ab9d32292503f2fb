// Stands for: the executable pulumi-resource-docker.
import { serve } from "../host/serve";
import { dockerPlugin } from "./plugin";

void serve(dockerPlugin());
