/** What a schema says of the package as a whole, of its `package.json`. */
export interface PackageFile {
    name: string;
    version: string;
    description: string;
    keywords: string[];
    license: string;
    peerDependencies: Record<string, string>;
    /** Known in a release alone: the workflow sets where it was built. */
    repository?: { url: string };
}

/** The head of the schema. */
export function metadata({ version, description, keywords, license, repository }: PackageFile): object {
    const [, owner, name] = /github\.com\/([^/]+)\/([^/]+?)(?:\.git)?$/.exec(repository?.url ?? "") ?? [];
    return {
        name: "k3s",
        displayName: "K3s",
        version,
        description: `${description}.`,
        keywords: [...keywords, "category/infrastructure", "kind/component"],
        license,
        publisher: owner ?? "pulumi-k3s",
        ...(owner && name
            ? {
                  homepage: `https://github.com/${owner}/${name}`,
                  repository: `https://github.com/${owner}/${name}`,
                  logoUrl: `https://raw.githubusercontent.com/${owner}/${name}/v${version}/docs/assets/logo.png`,
                  pluginDownloadURL: `github://api.github.com/${owner}/${name}`,
              }
            : {}),
    };
}

/** What each generator has to know. */
export function languages({ description, peerDependencies, repository }: PackageFile): object {
    const [, home, owner = ""] = /(github\.com\/([^/]+)\/[^/]+?)(?:\.git)?$/.exec(repository?.url ?? "") ?? [];
    const [oldest = ""] = /\d[\d.]*/.exec(peerDependencies["@pulumi/pulumi"] ?? "") ?? [];
    const go = `${home ?? "pulumi-k3s"}/sdk/go`;
    return {
        nodejs: { respectSchemaVersion: true },
        python: {
            packageName: "pulumi_k3s",
            pyproject: { enabled: true },
            requires: { pulumi: `>=${oldest},<4.0.0` },
            readme: `${description}.\n`,
            respectSchemaVersion: true,
        },
        go: { importBasePath: `${go}/k3s`, modulePath: go, respectSchemaVersion: true },
        csharp: {
            // Names that begin with Pulumi. are reserved on NuGet.
            rootNamespace: "PulumiK3s",
            namespaces: { k3s: "K3s" },
            packageReferences: { Pulumi: "3.*" },
            respectSchemaVersion: true,
        },
        java: {
            ...(owner === "" ? {} : { basePackage: `io.github.${owner.toLowerCase().replaceAll("-", "_")}` }),
            buildFiles: "gradle",
        },
    };
}
