import type * as pulumi from "@pulumi/pulumi";

/** The properties of an Output other than its value, which every derived Output keeps. */
export interface Origin {
    readonly isSecret: boolean;
    /** The resources that the value comes from. They are deleted after everything that is derived from it. */
    readonly resources: readonly pulumi.Resource[];
}

/** The origin of a plain value. */
export const noOrigin: Origin = { isSecret: false, resources: [] };

export function joinedOrigin(...origins: (Origin | undefined)[]): Origin {
    return {
        isSecret: origins.some((origin) => origin?.isSecret),
        resources: [...new Set(origins.flatMap((origin) => origin?.resources ?? []))],
    };
}
