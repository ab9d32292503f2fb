import type { ReleaseInputs } from "./release-inputs";

export type ChartSource = Pick<ReleaseInputs, "chart" | "repositoryOpts">;

/** What a repository with a password is called while Helm runs. */
export const privateName = "private";

/** A chart and where it is found, as Helm's arguments. */
export function chartArguments(release: ReleaseInputs): string[] {
    const { chart, version, devel, verify, keyring, repositoryOpts: repository } = release;
    const isUrl = /^[a-z][a-z0-9+.-]*:\/\/|^\//i.test(repository?.repo ?? "");
    const oci = isInRegistry(release);
    const login = hasLogin(release);
    const named = repository?.repo && !isUrl && !oci && !chart.includes("/");
    // Without a login the real plugin takes a registry client that is given none.
    const files = oci && !login ? undefined : repository;
    return [
        named ? `${repository.repo}/${chart}` : login && !oci ? `${privateName}/${chart}` : chart.trim(),
        ...(version ? ["--version", version.trim()] : devel ? ["--version", ">0.0.0-0"] : []),
        ...(repository?.repo && isUrl && !oci && !login ? ["--repo", repository.repo] : []),
        ...(files?.caFile ? ["--ca-file", files.caFile] : []),
        ...(files?.certFile ? ["--cert-file", files.certFile] : []),
        ...(files?.keyFile ? ["--key-file", files.keyFile] : []),
        ...(verify ? ["--verify", "--keyring", keyring] : []),
    ];
}

export function isInRegistry({ chart }: ChartSource): boolean {
    return chart.trim().startsWith("oci://");
}

/** A registry is logged in to with both only; else Helm takes what it finds on the machine. */
export function hasLogin(source: ChartSource): boolean {
    const { username, password } = source.repositoryOpts ?? {};
    return isInRegistry(source) ? Boolean(username && password) : Boolean(username || password);
}
