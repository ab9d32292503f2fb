/** Where the others of the cluster find a container: the network, and the names that it has there. */
export interface NetworkAttachment {
    network: string;
    aliases: string[];
}
