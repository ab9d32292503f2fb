/** The contract server and a Redis, with their Services. */
export const workloads = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: contract }
spec:
  replicas: 1
  strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } }
  selector: { matchLabels: { app: contract } }
  template:
    metadata: { labels: { app: contract } }
    spec:
      containers:
        - name: contract
          image: pulumi-k3s-test/contract-server:1
          ports: [{ name: web, containerPort: 8080 }]
          readinessProbe: { tcpSocket: { port: 7000 }, periodSeconds: 1 }
---
apiVersion: v1
kind: Service
metadata: { name: contract }
spec:
  selector: { app: contract }
  ports:
    - { name: tcp, port: 7000 }
    - { name: udp, port: 7000, protocol: UDP }
    - { name: banner, port: 7001 }
    - { name: closed, port: 7002 }
    - { name: http, port: 80, targetPort: web }
    - { name: https, port: 443, targetPort: 8443 }
    - { name: grpc, port: 9000 }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: redis }
spec:
  selector: { matchLabels: { app: redis } }
  template:
    metadata: { labels: { app: redis } }
    spec:
      containers:
        - { name: redis, image: "pulumi-k3s-operator/redis:7", args: [--protected-mode, "no", --save, ""] }
---
apiVersion: v1
kind: Service
metadata: { name: redis }
spec: { clusterIP: None, selector: { app: redis }, ports: [{ name: redis, port: 6379 }] }
---
apiVersion: v1
kind: Service
metadata: { name: redis-address }
spec: { selector: { app: redis }, ports: [{ name: redis, port: 6379 }] }
`;
