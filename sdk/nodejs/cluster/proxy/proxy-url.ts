/** Whether a text names a proxy in a way that programs in Go take. */
export function isProxyUrl(value: string): boolean {
    if (!URL.canParse(value)) return false;
    const { protocol, hostname, pathname, search, hash } = new URL(value);
    const isBare = ["", "/"].includes(pathname) && `${search}${hash}` === "";
    return ["http:", "https:", "socks5:"].includes(protocol) && hostname !== "" && isBare;
}

/** Of a proxy's URL: whether it is on the machine of who asks. */
export function isLoopbackHost(url: string): boolean {
    return loopbackHost.test(new URL(url).hostname);
}

const loopbackHost = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** The same proxy as containers reach it, where it is on the Docker host. */
export function fromContainers(url: string): string {
    if (!isLoopbackHost(url)) return url;
    const moved = new URL(url);
    moved.hostname = "host.docker.internal";
    return moved.href.replace(/\/$/, "");
}

/** Whether there is a login in it, which makes a secret of it. */
export function hasLogin(url: string): boolean {
    const { username, password } = new URL(url);
    return `${username}${password}` !== "";
}
