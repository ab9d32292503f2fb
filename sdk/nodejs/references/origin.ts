import type * as pulumi from "@pulumi/pulumi";

/** What an Output was beside its value, which has to hold for all that is made of it. */
export interface Origin {
    readonly isSecret: boolean;
    /** What it comes from; it outlives what is made of it. */
    readonly resources: readonly pulumi.Resource[];
}

/** Of what was plain. */
export const noOrigin: Origin = { isSecret: false, resources: [] };

export function joinedOrigin(...origins: (Origin | undefined)[]): Origin {
    return {
        isSecret: origins.some((origin) => origin?.isSecret),
        resources: [...new Set(origins.flatMap((origin) => origin?.resources ?? []))],
    };
}
