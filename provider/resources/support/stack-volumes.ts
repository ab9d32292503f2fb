import { type WantedVolume } from "../../docker/volumes/volume-owner";

/** Checks that a stack may use or delete a volume. */
export interface StackVolumes {
    /** Fails when the stack must not use the existing volume. */
    refuse(wanted: WantedVolume, dockerHost?: string): Promise<void>;
    /** Fails when the stack must not delete the volume. */
    refuseDeletion(volume: Pick<WantedVolume, "name" | "owner">, dockerHost?: string): Promise<void>;
}
