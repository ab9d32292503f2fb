import { join } from "node:path";

const dockerHub = "https://index.docker.io/v1/";

/** What a daemon hands on to a registry, in the form of its `X-Registry-Auth`. */
export interface RegistryCredentials {
    serveraddress: string;
    username?: string;
    password?: string;
    identitytoken?: string;
}

/** Where the Docker command line keeps what the user has logged in with. */
export interface CredentialSources {
    /** The folder of its configuration. */
    folder: string;
    /** The file's text, or undefined when there is none. */
    readFile: (path: string) => string | undefined;
    /** What `docker-credential-<helper> get` answers for a registry. */
    askHelper: (helper: string, registry: string) => Promise<string>;
}

/** Its `config.json`. */
interface Configuration {
    auths?: Record<string, { auth?: string; identitytoken?: string } | undefined>;
    credsStore?: string;
    credHelpers?: Record<string, string | undefined>;
}

/** The registry that an image comes from, as the Docker command line's configuration names it. */
export function registryOf(image: string): string {
    const [first = "", ...rest] = image.split("/");
    const isHost = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
    return isHost && first !== "docker.io" ? first : dockerHub;
}

/**
 * What the user has logged in to a registry with. Undefined where he has not, or his helper has nothing to tell: most
 * images are for everybody, and the registry says when one is not.
 */
export async function registryCredentials(
    registry: string,
    { folder, readFile, askHelper }: CredentialSources,
): Promise<RegistryCredentials | undefined> {
    const { auths = {}, credsStore, credHelpers = {} } = parse(readFile(join(folder, "config.json")));
    const helper = credHelpers[registry] ?? credsStore;
    if (helper) return ofHelper(registry, await askHelper(helper, registry).catch(() => ""));
    const found = Object.entries(auths).find(([address]) => hostOf(address) === hostOf(registry))?.[1];
    return found && ofEntry(registry, found);
}

/** A helper answers with an identity token under a name that no user has (docker-credential-helpers). */
function ofHelper(serveraddress: string, answer: string): RegistryCredentials | undefined {
    const { Username, Secret } = parse(answer) as { Username?: string; Secret?: string };
    if (!Secret) return undefined;
    return Username === "<token>"
        ? { serveraddress, identitytoken: Secret }
        : { serveraddress, username: Username, password: Secret };
}

function ofEntry(
    serveraddress: string,
    { auth = "", identitytoken }: { auth?: string; identitytoken?: string },
): RegistryCredentials | undefined {
    if (identitytoken) return { serveraddress, identitytoken };
    const [, username, password] = /^([^:]+):(.*)$/s.exec(Buffer.from(auth, "base64").toString("utf8")) ?? [];
    return username === undefined ? undefined : { serveraddress, username, password };
}

/** Older command lines wrote the whole address of a registry's API. */
function hostOf(address: string): string {
    return address.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
}

function parse(text = "{}"): Configuration {
    try {
        return (JSON.parse(text) ?? {}) as Configuration;
    } catch {
        return {};
    }
}
