import { deepEqual, objectAt, textAt } from "../json";
import { done, notYet, type Readiness } from "./judge";

export const volumeReadiness: Readiness = {
    judge: (volume) =>
        ["Available", "Bound"].includes(textAt(volume, "status", "phase"))
            ? done
            : notYet("PersistentVolume is neither available nor bound"),
};

export const claimReadiness: Readiness = {
    related: [{ apiVersion: "storage.k8s.io/v1", kind: "StorageClass" }],
    judge: (claim, snapshot, { before }) => {
        const phase = textAt(claim, "status", "phase");
        const storageClass = snapshot
            .of("StorageClass")
            .find((item) => textAt(item, "metadata", "name") === textAt(claim, "spec", "storageClassName"));
        const waitsForConsumer = textAt(storageClass, "volumeBindingMode") === "WaitForFirstConsumer";
        const ready = waitsForConsumer && !(before && phase === "Bound") ? phase === "Pending" : phase === "Bound";
        return ready ? done : notYet(`PersistentVolumeClaim is ${phase || "not seen by its controller yet"}`);
    },
};

export const quotaReadiness: Readiness = {
    judge: (quota) =>
        deepEqual(objectAt(quota, "spec", "hard"), objectAt(quota, "status", "hard"))
            ? done
            : notYet("ResourceQuota is not in force yet"),
};

/** Only a token that a controller fills in is waited for. */
export const secretReadiness: Readiness = {
    judge: (secret) =>
        textAt(secret, "type") !== "kubernetes.io/service-account-token" ||
        Object.keys(objectAt(secret, "data")).length > 0
            ? done
            : notYet("the token has not been written yet"),
};
