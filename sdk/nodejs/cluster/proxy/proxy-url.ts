/** Returns whether a text is a proxy's URL that programs in Go accept. */
export function isProxyUrl(value: string): boolean {
    if (!URL.canParse(value)) return false;
    const { protocol, hostname, pathname, search, hash } = new URL(value);
    const isBare = ["", "/"].includes(pathname) && `${search}${hash}` === "";
    return ["http:", "https:", "socks5:"].includes(protocol) && hostname !== "" && isBare;
}

/** Returns whether the host of a URL is the local machine. */
export function isLoopbackHost(url: string): boolean {
    return loopbackHost.test(new URL(url).hostname);
}

const loopbackHost = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Returns the URL at which containers reach a proxy: `localhost` becomes the Docker host. */
export function fromContainers(url: string): string {
    if (!isLoopbackHost(url)) return url;
    const moved = new URL(url);
    moved.hostname = "host.docker.internal";
    return moved.href.replace(/\/$/, "");
}

/** Returns whether a URL contains credentials, which make it a secret. */
export function hasLogin(url: string): boolean {
    const { username, password } = new URL(url);
    return `${username}${password}` !== "";
}
