import { type WantedVolume } from "../../docker/volumes/volume-owner";

/** Whose volumes are. */
export interface StackVolumes {
    /** Fails where a stack is not to have a volume that is there. */
    refuse(wanted: WantedVolume, dockerHost?: string): Promise<void>;
    /** Fails where a stack is not to have a volume deleted. */
    refuseDeletion(volume: Pick<WantedVolume, "name" | "owner">, dockerHost?: string): Promise<void>;
}
