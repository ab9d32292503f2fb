import { webImage } from "./environment";

const folders = ["bin", "lib", "lib64", "usr"];

/** A pod with the commands of the node that it is on: no image of a pod has any here. */
export function toolPod(name: string, settings: string): string {
    return `
apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
  ${settings}
  terminationGracePeriodSeconds: 0
  containers:
    - name: web
      image: "${webImage}"
      env: [{ name: PATH, value: /bin }]
      volumeMounts:
${folders.map((folder) => `        - { name: ${folder}, mountPath: /${folder}, readOnly: true }`).join("\n")}
  volumes:
${folders.map((folder) => `    - { name: ${folder}, hostPath: { path: /${folder}, type: DirectoryOrCreate } }`).join("\n")}
`;
}
