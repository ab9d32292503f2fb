import { join } from "node:path";

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
    /** `DOCKER_AUTH_CONFIG`: logins that count more than those of the configuration. */
    logins?: string;
    /** The file's text, or undefined when there is none. */
    readFile: (path: string) => string | undefined;
    /** What `docker-credential-<helper> get` answers for a registry; none where the helper knows no login for it. */
    askHelper: (helper: string, registry: string) => Promise<string | undefined>;
}

/** Its `config.json`. */
interface Configuration {
    auths?: Record<string, Entry | null | undefined> | null;
    credsStore?: string;
    credHelpers?: Record<string, string | undefined> | null;
}

interface Entry {
    /** Name and password, in base64; they count more than those beside. */
    auth?: string;
    username?: string;
    password?: string;
    identitytoken?: string;
}

/**
 * What the user has logged in to a registry with. Undefined where he has not, or his helper has nothing to tell: most
 * images are for everybody, and the registry says when one is not. As for the docker command line, what is in its
 * configuration counts where the helper fails, and not where it knows no login.
 */
export async function registryCredentials(
    registry: string,
    { folder, logins, readFile, askHelper }: CredentialSources,
): Promise<RegistryCredentials | undefined> {
    const given = loginsIn(logins)?.[registry];
    if (given) return ofEntry(registry, given);
    const { auths, credsStore, credHelpers } = parse(readFile(join(folder, "config.json")));
    const older = () => Object.entries(auths ?? {}).find(([address]) => hostOf(address) === registry)?.[1];
    const written = auths?.[registry] ?? older();
    const inFile = written ? ofEntry(registry, written) : undefined;
    const helper = credHelpers?.[registry] ?? credsStore;
    if (!helper) return inFile;
    try {
        return ofHelper(registry, (await askHelper(helper, registry)) ?? "{}");
    } catch {
        return inFile;
    }
}

/** All or nothing: the docker command line takes none of it where there is more in it than an `auth` for each registry. */
function loginsIn(text = ""): Record<string, Entry> | undefined {
    const { auths, ...rest } = parse(text || "{}");
    const entries = Object.entries(auths ?? {});
    const isLogin = (entry: [string, Entry | null | undefined]): entry is [string, Entry] =>
        Object.keys(entry[1] ?? {}).join() === "auth" && ofEntry("", entry[1] ?? {}) !== undefined;
    return Object.keys(rest).length === 0 && entries.every(isLogin) ? Object.fromEntries(entries) : undefined;
}

/** A helper answers with an identity token under a name that no user has (docker-credential-helpers). */
function ofHelper(serveraddress: string, answer: string): RegistryCredentials | undefined {
    const { Username, Secret } = JSON.parse(answer) as { Username?: string; Secret?: string };
    if (!Secret) return undefined;
    return Username === "<token>"
        ? { serveraddress, identitytoken: Secret }
        : { serveraddress, username: Username, password: Secret };
}

function ofEntry(serveraddress: string, { auth, identitytoken, ...beside }: Entry): RegistryCredentials | undefined {
    if (identitytoken) return { serveraddress, identitytoken };
    const { username, password = "" } = auth ? decoded(auth) : beside;
    return username ? { serveraddress, username, password } : undefined;
}

/** What fills up the last bytes in some files is no part of the password. */
function decoded(auth: string): Pick<Entry, "username" | "password"> {
    const [, username, password] = /^([^:]+):(.*)$/s.exec(Buffer.from(auth, "base64").toString("utf8")) ?? [];
    return { username, password: password?.replace(/^\0+|\0+$/g, "") };
}

/** Older command lines wrote the whole address of a registry's API. */
function hostOf(address: string): string {
    return address.replace(/^\w+:\/\/([^/@]*@)?/, "").replace(/\/.*$/, "");
}

function parse(text = "{}"): Configuration {
    try {
        return (JSON.parse(text) ?? {}) as Configuration;
    } catch {
        return {};
    }
}
