import type * as pulumi from "@pulumi/pulumi";

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/no-unsafe-return,
   @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access -- the text below is stored in every
   state: it captures nothing, requires this package when it runs, and stays the same for years. */

/** The one object handed to Pulumi for all of our resources; `implementation` among the inputs names the resource. */
export const dynamicProvider: pulumi.dynamic.ResourceProvider = {
    create: (inputs) => require("pulumi-k3s/provider").create(inputs),
    diff: (id, olds, news) => require("pulumi-k3s/provider").diff(id, olds, news),
    update: (id, olds, news) => require("pulumi-k3s/provider").update(id, olds, news),
    read: (id, props) => require("pulumi-k3s/provider").read(id, props),
    delete: (id, props) => require("pulumi-k3s/provider").remove(id, props),
};
