import { chartArguments } from "./chart-source";
import { defaultTimeoutSeconds, type ReleaseInputs } from "./release-inputs";

/** Values go by standard input: they may hold secrets. */
const valuesFromInput = ["--values", "-"];

export function installArguments(release: ReleaseInputs): string[] {
    return [
        "install",
        release.name,
        ...chartArguments(release),
        ...sharedArguments(release),
        ...when(release.disableWebhooks, "--no-hooks"),
        ...when(release.skipCrds, "--skip-crds"),
        ...when(release.createNamespace, "--create-namespace"),
        ...when(release.replace, "--replace"),
    ];
}

export function upgradeArguments(release: ReleaseInputs): string[] {
    return [
        "upgrade",
        release.name,
        ...chartArguments(release),
        ...sharedArguments(release),
        ...when(release.disableCRDHooks, "--no-hooks"),
        ...when(release.forceUpdate, "--force"),
        ...when(release.resetValues, "--reset-values"),
        ...when(release.reuseValues, "--reuse-values"),
        ...when(release.recreatePods, "--recreate-pods"),
        ...when(release.cleanupOnFail, "--cleanup-on-fail"),
        // The library keeps every revision unless told otherwise; the command line keeps ten.
        `--history-max=${release.maxHistory ?? 0}`,
    ];
}

export function uninstallArguments(release: ReleaseInputs): string[] {
    const waits = release.atomic || !release.skipAwait;
    return [
        "uninstall",
        release.name,
        `--namespace=${release.namespace}`,
        ...(waits ? ["--wait", timeoutArgument(release)] : []),
    ];
}

function sharedArguments(release: ReleaseInputs): string[] {
    return [
        `--namespace=${release.namespace}`,
        ...valuesFromInput,
        ...when(!release.skipAwait, "--wait"),
        ...when(!release.skipAwait && release.waitForJobs, "--wait-for-jobs"),
        ...when(release.atomic, "--atomic"),
        ...when(release.dependencyUpdate, "--dependency-update"),
        ...when(release.disableOpenapiValidation, "--disable-openapi-validation"),
        ...when(release.renderSubchartNotes, "--render-subchart-notes"),
        ...when(release.takeOwnership, "--take-ownership"),
        ...(release.description ? [`--description=${release.description}`] : []),
        ...(release.postrender ? [`--post-renderer=${release.postrender}`] : []),
        timeoutArgument(release),
    ];
}

function timeoutArgument({ timeout }: ReleaseInputs): string {
    return `--timeout=${timeout || defaultTimeoutSeconds}s`;
}

function when(condition: boolean, argument: string): string[] {
    return condition ? [argument] : [];
}
