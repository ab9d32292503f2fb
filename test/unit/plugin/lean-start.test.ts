import { cacheFolder } from "../../../provider/plugin/lean-start";

it.each([
    ["linux", {}, "/home/me/.cache/pulumi-k3s/compiled"],
    ["linux", { XDG_CACHE_HOME: "/cache" }, "/cache/pulumi-k3s/compiled"],
    ["darwin", { XDG_CACHE_HOME: "/cache" }, "/home/me/Library/Caches/pulumi-k3s/compiled"],
    ["win32", {}, "/home/me/AppData/Local/pulumi-k3s/compiled"],
    ["win32", { LOCALAPPDATA: "/local" }, "/local/pulumi-k3s/compiled"],
] as const)("compiled code is kept where %s with %j has what can be made again", (platform, environment, folder) => {
    expect(cacheFolder(platform, environment, "/home/me")).toBe(folder);
});
