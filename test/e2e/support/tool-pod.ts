import { webImage } from "./environment";

const folders = ["bin", "lib", "lib64", "usr"];

/** Returns a pod with the commands of its node, because the images of pods here have none. */
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
