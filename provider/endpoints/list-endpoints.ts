import type Docker from "dockerode";
import { connectDocker } from "../docker/daemon/connect";
import { userFolder } from "../../shared/user-folder";
import { type ManagedEndpoint } from "./endpoint-row";
import { ForwardedEndpoints } from "./forwarded-endpoints";
import { RelayedEndpoints } from "./relayed-endpoints";

/** The endpoints of all clusters of this user; `tell` is told why some are missing. Without Docker, the forwarders' endpoints are still there. */
export async function listEndpoints(
    tell: (problem: string) => void,
    connect: () => Promise<Docker> = () => connectDocker(),
): Promise<ManagedEndpoint[]> {
    const forwarded = await new ForwardedEndpoints(userFolder()).list();
    try {
        return [...forwarded, ...(await new RelayedEndpoints(connect).list())];
    } catch (error) {
        tell(`relays are not shown: ${(error as Error).message}`);
        return forwarded;
    }
}
