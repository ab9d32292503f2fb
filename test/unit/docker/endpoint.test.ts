import { createHash } from "node:crypto";
import { type EndpointSources, resolveEndpoint } from "../../../shared/docker/endpoint";
import { says } from "../../support/says";

const contexts = "/home/me/.docker/contexts";
const colima = createHash("sha256").update("colima").digest("hex");
const metaPath = `${contexts}/meta/${colima}/meta.json`;
const meta = JSON.stringify({ Name: "colima", Endpoints: { docker: { Host: "unix:///colima.sock" } } });
const current = { "/home/me/.docker/config.json": JSON.stringify({ currentContext: "colima" }), [metaPath]: meta };

function resolve(
    sources: Partial<EndpointSources> & { files?: Record<string, string>; sockets?: string[] } = {},
): ReturnType<typeof resolveEndpoint> {
    const { files = {}, sockets = [], ...rest } = sources;
    return resolveEndpoint({
        environment: {},
        home: "/home/me",
        platform: "linux",
        readFile: (path) => files[path],
        exists: (path) => path in files || sockets.includes(path),
        ...rest,
    });
}

describe("the Docker endpoint", () => {
    const environment = { DOCKER_HOST: "tcp://env:2375", DOCKER_CONTEXT: "colima" };

    it("is the argument's before all else", () => {
        expect(resolve({ dockerHost: "tcp://argument:2375", environment, files: current })).toEqual({
            host: "tcp://argument:2375",
            certificatePath: undefined,
            source: "the dockerHost argument",
        });
    });

    it("is that of DOCKER_HOST before that of a context", () => {
        expect(resolve({ environment, files: current })).toMatchObject({
            host: "tcp://env:2375",
            source: "DOCKER_HOST",
        });
    });

    it("is that of DOCKER_CONTEXT before the current context", () => {
        const files = { ...current, "/home/me/.docker/config.json": JSON.stringify({ currentContext: "other" }) };
        expect(resolve({ environment: { DOCKER_CONTEXT: "colima" }, files })).toEqual({
            host: "unix:///colima.sock",
            certificatePath: undefined,
            source: 'context "colima"',
        });
    });

    it("is that of the current context before the default socket", () => {
        expect(resolve({ files: current, sockets: ["/var/run/docker.sock"] })).toMatchObject({
            host: "unix:///colima.sock",
        });
    });

    it("is the default socket for the context default, and for a broken configuration", () => {
        const inContextDefault = { environment: { DOCKER_CONTEXT: "default" }, files: current };
        const broken = { files: { "/home/me/.docker/config.json": "{" } };
        for (const sources of [inContextDefault, broken, {}]) {
            expect(resolve(sources)).toEqual({ host: "unix:///var/run/docker.sock", source: "the default socket" });
        }
    });

    it("is found by the configuration folder that DOCKER_CONFIG names", () => {
        const files = {
            "/etc/docker-cli/config.json": JSON.stringify({ currentContext: "colima" }),
            [`/etc/docker-cli/contexts/meta/${colima}/meta.json`]: meta,
        };
        expect(resolve({ environment: { DOCKER_CONFIG: "/etc/docker-cli" }, files }).host).toBe("unix:///colima.sock");
    });

    /** As files for Compose and templates of CI leave them. */
    it.each([{ DOCKER_CONTEXT: "" }, { DOCKER_CONFIG: "" }, { DOCKER_HOST: "" }, { DOCKER_TLS_VERIFY: "" }])(
        "is the same with %j, which is not set",
        (empty) => {
            expect(resolve({ environment: empty, files: current })).toEqual(resolve({ files: current }));
            const named = { DOCKER_HOST: "tcp://env:2376", DOCKER_TLS_VERIFY: "1", ...empty };
            expect(resolve({ environment: { ...named, DOCKER_CERT_PATH: "" } })).toEqual(
                resolve({ environment: named }),
            );
        },
    );

    it("is one of TCP where it is a host alone", () => {
        expect(resolve({ environment: { DOCKER_HOST: "build:2375" } }).host).toBe("tcp://build:2375");
    });

    it("is refused when its context does not exist", () => {
        expect(() => resolve({ environment: { DOCKER_CONTEXT: "gone" } })).toThrow(
            says('Docker context "gone" … not exist … "docker context ls" lists'),
        );
    });

    const sockets = [
        "/var/run/docker.sock",
        "/home/me/.docker/run/docker.sock",
        "/home/me/.rd/docker.sock",
        "/home/me/.colima/default/docker.sock",
        "/run/user/1000/docker.sock",
        "/run/podman/podman.sock",
    ];

    it.each(sockets)("is the socket %s where none before it exists", (socket) => {
        const there = sockets.slice(sockets.indexOf(socket));
        const endpoint = resolve({ environment: { XDG_RUNTIME_DIR: "/run/user/1000" }, sockets: there });
        expect(endpoint.host).toBe(`unix://${socket}`);
    });

    it("is the default pipe on Windows", () => {
        expect(resolve({ platform: "win32" }).host).toBe("npipe:////./pipe/docker_engine");
    });
});

describe("the certificates of an endpoint", () => {
    it("are those of the context that has some", () => {
        const files = { ...current, [`${contexts}/tls/${colima}/docker/ca.pem`]: "" };
        expect(resolve({ files }).certificatePath).toBe(`${contexts}/tls/${colima}/docker`);
    });

    it("are those of DOCKER_CERT_PATH only with DOCKER_TLS_VERIFY", () => {
        const environment = { DOCKER_HOST: "tcp://env:2376", DOCKER_CERT_PATH: "/certificates" };
        expect(resolve({ environment }).certificatePath).toBeUndefined();
        const verified = { ...environment, DOCKER_TLS_VERIFY: "1" };
        expect(resolve({ environment: verified }).certificatePath).toBe("/certificates");
    });

    it("are beside the configuration where no folder is named, as for the docker command line", () => {
        const environment = { DOCKER_HOST: "tcp://env:2376", DOCKER_TLS_VERIFY: "1" };
        expect(resolve({ environment }).certificatePath).toBe("/home/me/.docker");
        expect(resolve({ environment: { ...environment, DOCKER_CONFIG: "/config" } }).certificatePath).toBe("/config");
        expect(resolve({ dockerHost: "tcp://argument:2376", environment }).certificatePath).toBe("/home/me/.docker");
    });

    it("are none for a socket", () => {
        const environment = { DOCKER_HOST: "unix:///docker.sock", DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: "/c" };
        expect(resolve({ environment }).certificatePath).toBeUndefined();
    });
});
