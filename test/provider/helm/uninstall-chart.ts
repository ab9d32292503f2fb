/**
 * A chart with each kind of object that an uninstallation treats in its own way. Its hooks are Jobs and Pods that run
 * the given commands.
 */
export const uninstallChart: Record<string, string> = {
    "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
    "values.yaml": 'before: ["/coredns", "-version"]\nafter: ["/coredns", "-version"]\npolicies: {}\n',
    "templates/_helpers.tpl": `{{- define "run" -}}
restartPolicy: Never
containers: [{ name: main, image: "docker.io/local/coredns:1", imagePullPolicy: Never, command: {{ toJson . }} }]
{{- end }}
`,
    "templates/objects.yaml": `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { a: "1" }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: kept, annotations: { helm.sh/resource-policy: keep } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: spared, annotations: { helm.sh/resource-policy: whatever } }
---
apiVersion: v1
kind: Secret
metadata: { name: login }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: web }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: "web-{{ .Release.Namespace }}" }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: List
items:
    - { apiVersion: v1, kind: ConfigMap, metadata: { name: listed } }
    - { apiVersion: v1, kind: Secret, metadata: { name: listed } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
    selector: { matchLabels: { app: web } }
    template:
        metadata: { labels: { app: web } }
        spec: { containers: [{ name: main, image: "docker.io/local/pause:1" }] }
`,
    "templates/hooks.yaml": `
apiVersion: v1
kind: ConfigMap
metadata:
    name: hook-settings
    annotations: { helm.sh/hook: "pre-delete,post-delete", helm.sh/hook-weight: "-5", helm.sh/hook-delete-policy: "before-hook-creation,hook-succeeded" }
data: { mode: {{ 420 | quote }} }
---
apiVersion: batch/v1
kind: Job
metadata:
    name: before
    annotations: { helm.sh/hook: pre-delete {{- with .Values.policies.before }}, helm.sh/hook-delete-policy: {{ quote . }}{{ end }} }
spec: { backoffLimit: 0, template: { spec: {{ include "run" .Values.before | fromYaml | toJson }} } }
---
apiVersion: v1
kind: Pod
metadata:
    name: check
    annotations: { helm.sh/hook: pre-delete, helm.sh/hook-weight: "5" }
spec: {{ include "run" .Values.before | fromYaml | toJson }}
---
apiVersion: batch/v1
kind: Job
metadata:
    name: after
    annotations: { helm.sh/hook: post-delete, helm.sh/hook-delete-policy: hook-succeeded }
spec: { backoffLimit: 0, template: { spec: {{ include "run" .Values.after | fromYaml | toJson }} } }
---
apiVersion: v1
kind: Secret
metadata: { name: farewell, annotations: { helm.sh/hook: post-delete, helm.sh/hook-weight: "3" } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: installed, annotations: { helm.sh/hook: post-install } }
`,
};
