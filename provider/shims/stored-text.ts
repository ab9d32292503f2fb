/**
 * What Pulumi stores of `dynamicProvider` in a TypeScript program. The plugin stores it too, so that a stack which goes over to
 * a TypeScript program has what Pulumi's own plugin for dynamic resources runs. The same for ever: a change of it is a diff in
 * every resource of every user.
 */
export const storedText = `exports.handler = __f0;

var __provider = {create: __f1, diff: __f2, update: __f3, read: __f4, delete: __f5};

function __f1(__0) {
  return (function() {
    with({ this: undefined, arguments: undefined }) {

return (inputs) => require("pulumi-k3s/provider").create(inputs);

    }
  }).apply(undefined, undefined).apply(this, arguments);
}

function __f2(__0, __1, __2) {
  return (function() {
    with({ this: undefined, arguments: undefined }) {

return (id, olds, news) => require("pulumi-k3s/provider").diff(id, olds, news);

    }
  }).apply(undefined, undefined).apply(this, arguments);
}

function __f3(__0, __1, __2) {
  return (function() {
    with({ this: undefined, arguments: undefined }) {

return (id, olds, news) => require("pulumi-k3s/provider").update(id, olds, news);

    }
  }).apply(undefined, undefined).apply(this, arguments);
}

function __f4(__0, __1) {
  return (function() {
    with({ this: undefined, arguments: undefined }) {

return (id, props) => require("pulumi-k3s/provider").read(id, props);

    }
  }).apply(undefined, undefined).apply(this, arguments);
}

function __f5(__0, __1) {
  return (function() {
    with({ this: undefined, arguments: undefined }) {

return (id, props) => require("pulumi-k3s/provider").remove(id, props);

    }
  }).apply(undefined, undefined).apply(this, arguments);
}

function __f0() {
  return (function() {
    with({ provider: __provider, this: undefined, arguments: undefined }) {

return () => provider;

    }
  }).apply(undefined, undefined).apply(this, arguments);
}
`;
