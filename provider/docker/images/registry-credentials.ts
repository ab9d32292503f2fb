import { join } from "node:path";

/** The credentials that a daemon passes to a registry, in the format of its `X-Registry-Auth`. */
export interface RegistryCredentials {
    serveraddress: string;
    username?: string;
    password?: string;
    identitytoken?: string;
}

/** The places where the Docker command line keeps the user's logins. */
export interface CredentialSources {
    /** The folder of the Docker command line's configuration. */
    folder: string;
    /** `DOCKER_AUTH_CONFIG`: logins that take precedence over those of the configuration. */
    logins?: string;
    /** Returns the file's text, or undefined when there is no such file. */
    readFile: (path: string) => string | undefined;
    /**
     * Returns the answer of `docker-credential-<helper> get` for a registry, or undefined when the helper has no login
     * for it.
     */
    askHelper: (helper: string, registry: string) => Promise<string | undefined>;
}

/** The content of `config.json`. */
interface Configuration {
    auths?: Record<string, Entry | null | undefined> | null;
    credsStore?: string;
    credHelpers?: Record<string, string | undefined> | null;
}

interface Entry {
    /** Name and password, in base64. They take precedence over the fields below. */
    auth?: string;
    username?: string;
    password?: string;
    identitytoken?: string;
}

/**
 * Returns the credentials with which the user has logged in to a registry. Returns undefined when there are none, or
 * the helper fails and the configuration has none: most images are public, and the registry reports when one is not. As
 * with the docker command line, the login in the configuration counts when the helper fails, but not when the helper
 * has no login.
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

/**
 * Parses `DOCKER_AUTH_CONFIG`. Like the docker command line, it ignores the whole text when that has more than an
 * `auth` for each registry.
 */
function loginsIn(text = ""): Record<string, Entry> | undefined {
    const { auths, ...rest } = parse(text || "{}");
    const entries = Object.entries(auths ?? {});
    const isLogin = (entry: [string, Entry | null | undefined]): entry is [string, Entry] =>
        Object.keys(entry[1] ?? {}).join() === "auth" && ofEntry("", entry[1] ?? {}) !== undefined;
    return Object.keys(rest).length === 0 && entries.every(isLogin) ? Object.fromEntries(entries) : undefined;
}

/** Reads a helper's answer. An identity token comes with a user name that no user has (docker-credential-helpers). */
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

/** Decodes name and password. Zero bytes that pad the text in some files are not part of the password. */
function decoded(auth: string): Pick<Entry, "username" | "password"> {
    const [, username, password] = /^([^:]+):(.*)$/s.exec(Buffer.from(auth, "base64").toString("utf8")) ?? [];
    return { username, password: password?.replace(/^\0+|\0+$/g, "") };
}

/** Returns the host of a registry's address. Older command lines wrote the whole URL of its API. */
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
