/** A container's network and its names there, by which the other containers of the cluster find it. */
export interface NetworkAttachment {
    network: string;
    aliases: string[];
}
