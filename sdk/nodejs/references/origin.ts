import type * as pulumi from "@pulumi/pulumi";

/** The properties of an Output beside its value, which everything derived from it keeps. */
export interface Origin {
    readonly isSecret: boolean;
    /** The resources that it comes from; they outlive what is derived from it. */
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
