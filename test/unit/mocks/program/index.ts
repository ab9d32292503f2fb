import * as docker from "@pulumi/docker";
import * as k3s from "pulumi-k3s";

const cluster = new k3s.Cluster("dev", { agents: 1, images: ["shop:1"] });

const shop = new k3s.HelmRelease("shop", { cluster, chart: "shop", repo: "https://charts.example.com" });

const web = new k3s.ServiceEndpoint("web", { cluster, namespace: shop.namespace, service: "shop", port: "http" });

const proxy = new docker.Container("proxy", k3s.withReferences({ image: "proxy:1" }, web));

export const url = web.url;
export const proxyVariables = proxy.envs;
