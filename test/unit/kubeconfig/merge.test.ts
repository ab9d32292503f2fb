import { parse } from "yaml";
import { type Entries, entriesOf } from "../../../shared/kubeconfig/entries";
import { isEmptyKubeconfig, isMerged, merge, OthersEntry, takeOut } from "../../../provider/kubeconfig/merge";
import { renderKubeconfig } from "../../../provider/kubeconfig/rewrite";
import { YamlProblem } from "../../../shared/kubeconfig/yaml-text";

function cluster(port = 40_000, certificateAuthority = "b3Vycw==", key = "a2V5", name = "dev"): Entries {
    const administrator = { certificateAuthority, user: { "client-key-data": key } };
    return entriesOf(renderKubeconfig(name, `https://127.0.0.1:${port}`, administrator));
}

const ours = cluster();
const keep = { switchContext: false };
const switching = { switchContext: true };

const kubectls = `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: d29yaw==
    server: https://work.example:6443
  name: work
contexts:
- context:
    cluster: work
    namespace: shop
    user: me
  name: work
current-context: work
kind: Config
preferences: {}
users:
- name: me
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      args:
      - token
      command: sso
`;

const byHand = `# My clusters. Do not sort.
kind: Config
apiVersion: v1

clusters:     # all of them
    # the one at work
    - name:   "work"
      cluster: { server: 'https://work.example:6443',   x-own: [1,2] }   # behind the VPN
    # at home

    - cluster:
          server: https://home.example
          certificate-authority: /etc/home.pem
      name: home
    # no more of them

users: # tokens
    - user: {token: abc}
      name: me


# contexts last
contexts:
    -
      name: work
      context: &work
          cluster: work
          user: me
    - name: again
      context: *work

current-context:   'work'   # mostly
x-own-field:
    text: |
        kept as it is

    more: ~
# the end
`;

const shapes: [name: string, text: string][] = [
    ["written by kubectl", kubectls],
    ["written by hand", byHand],
    ["with the line ends of Windows", byHand.replaceAll("\n", "\r\n")],
    ["with a byte order mark", `\uFEFF${kubectls}`],
    ["without an end of its last line", kubectls.trimEnd()],
    ["without an end of its last line, on Windows", kubectls.trimEnd().replaceAll("\n", "\r\n")],
    ["empty", ""],
    ["with nothing but a comment", "# nothing yet\n"],
    ["with nothing but a comment and no line end", "# nothing yet"],
    ["with nothing but a beginning", "---\n"],
    [
        "with empty lists",
        "apiVersion: v1\nkind: Config\nclusters: []\ncontexts: [ ]   # none\nusers:\n  []\npreferences: {}\n",
    ],
    [
        "with nulls for lists",
        'apiVersion: v1\nclusters: null\ncontexts: ~ # none\ncurrent-context: ""\nkind: Config\nusers:',
    ],
    ["with keys without values", "apiVersion: v1\nclusters:   # none\ncontexts:\nusers:\ncurrent-context:\n# end\n"],
    ["without lists", "apiVersion: v1\nkind: Config\n# end\n"],
    ["without lists and without an end of its last line", "apiVersion: v1\nkind: Config"],
    ["whose last value is a list in another key", "extensions:\n- name: x\n  extension: {}\n"],
    ["with an indented mapping", "---\n  apiVersion: v1\n  kind: Config\n  users:\n  - name: me\n    user: {}\n...\n"],
    ["with quoted keys", '"apiVersion": v1\n"clusters": []\n\'users\': [{name: me, user: {}}]\n'],
    [
        "with lists in brackets",
        "clusters: [{name: work, cluster: {server: x}}]  # one\nusers: [\n  {name: me, user: {}}, # I\n  {name: you, user: {}}\n]\n",
    ],
    ["written as JSON", JSON.stringify(parse(kubectls))],
    ["written as readable JSON", `${JSON.stringify(parse(kubectls), null, 4)}\n`],
    ["written as JSON with nulls", '{ "clusters": null, "users" : [], "current-context": "" }'],
    ["written as empty JSON", "{}\n"],
    ["with items that are no entries", "clusters:\n- null\n- text\n- 7\n-\nusers:\n- {}\n"],
    [
        "with tabs and blanks at line ends",
        "clusters:  \n- name: work \t\n  cluster:   \n    server: x  \n   \t\n\nusers: []\n",
    ],
];

const others = (text: string) => {
    const {
        apiVersion: _version,
        kind: _kind,
        ["current-context"]: _current,
        ...rest
    } = (parse(text) ?? {}) as Record<string, unknown>;
    const without = (list: unknown) =>
        Array.isArray(list) ? list.filter((item: { name?: string } | null) => item?.name !== "dev") : list;
    return Object.fromEntries(
        Object.entries(rest)
            .map(([key, value]) => [key, without(value)])
            .filter(([, value]) => value !== null && (!Array.isArray(value) || value.length > 0)),
    ) as unknown;
};

const itemIn = (text: string, list: string, name = "dev") =>
    (parse(text) as Record<string, { name: string }[]>)[list]?.find(
        (item: { name: string } | null) => item?.name === name,
    );

describe.each(shapes)("a kubeconfig %s", (_, text) => {
    it("gets the cluster's entries and keeps what it has", () => {
        const merged = merge(text, ours, keep).text;
        expect(itemIn(merged, "clusters")).toEqual({ name: "dev", cluster: ours.clusters });
        expect(itemIn(merged, "users")).toEqual({ name: "dev", user: ours.users });
        expect(itemIn(merged, "contexts")).toEqual({ name: "dev", context: { cluster: "dev", user: "dev" } });
        expect(others(merged)).toEqual(others(text));
        expect(isMerged(merged, ours)).toBe(true);
        expect(isMerged(text, ours)).toBe(false);
    });

    it.each([
        ["", keep],
        [", its current context too", switching],
    ])("is afterwards, byte for byte, what it was before%s", (_, options) => {
        const { text: merged, replaced } = merge(text, ours, options);
        expect(takeOut(merged, ours, replaced)).toBe(text);
    });

    it("is afterwards what it was before when there were two clusters, in either order", () => {
        const test = cluster(40_001, "dGVzdA==", "a2V5", "test");
        const first = merge(text, ours, switching);
        const second = merge(first.text, test, keep);
        expect([isMerged(second.text, ours), isMerged(second.text, test)]).toEqual([true, true]);
        const lastInFirstOut = takeOut(takeOut(second.text, test, second.replaced), ours, first.replaced);
        expect(lastInFirstOut).toBe(text);
        const firstInFirstOut = takeOut(takeOut(second.text, ours, first.replaced), test, second.replaced);
        expect([others(firstInFirstOut), isMerged(firstInFirstOut, test)]).toEqual([others(text), false]);
    });

    it("is left alone when it has the entries already", () => {
        const { text: merged, replaced } = merge(text, ours, switching);
        const again = merge(merged, ours, { ...switching, earlier: { entries: ours, ...switching, replaced } });
        expect(again).toEqual({ text: merged, replaced });
        expect(merge(merged, ours, switching).text).toBe(merged);
    });

    it("follows a cluster that was made anew", () => {
        const { text: merged, replaced } = merge(text, ours, keep);
        const anew = cluster(41_000, "YW5ldw==", "bmV3");
        const followed = merge(merged, anew, { ...keep, earlier: { entries: ours, ...keep, replaced } });
        expect([isMerged(followed.text, anew), isMerged(followed.text, ours)]).toEqual([true, false]);
        expect(takeOut(followed.text, anew, followed.replaced)).toBe(text);
    });
});

describe("the lines of a cluster", () => {
    it("stand behind those that are there, as kubectl writes them", () => {
        expect(merge(kubectls, ours, keep).text).toBe(
            kubectls
                .replace(
                    "  name: work\ncontexts",
                    "  name: work\n- name: dev\n  cluster:\n    server: https://127.0.0.1:40000\n    certificate-authority-data: b3Vycw==\ncontexts",
                )
                .replace(
                    "  name: work\ncurrent",
                    "  name: work\n- name: dev\n  context:\n    cluster: dev\n    user: dev\ncurrent",
                )
                .concat("- name: dev\n  user:\n    client-key-data: a2V5\n"),
        );
    });

    it("make a whole kubeconfig of nothing", () => {
        expect(merge("", ours, switching).text).toBe(
            renderKubeconfig("dev", "https://127.0.0.1:40000", {
                certificateAuthority: "b3Vycw==",
                user: { "client-key-data": "a2V5" },
            }).replace(/^ {2}/gm, ""),
        );
    });

    it("are found again after kubectl has written the file in its own way", () => {
        const { text, replaced } = merge("", ours, switching);
        const { clusters, users, contexts } = parse(text) as Record<string, unknown>;
        const rewritten = JSON.stringify({ clusters, contexts, users, "current-context": "dev", preferences: {} });
        expect(isMerged(rewritten, ours)).toBe(true);
        const left = takeOut(rewritten, ours, replaced);
        expect([parse(left), isEmptyKubeconfig(left)]).toEqual([{ preferences: {} }, true]);
    });

    it("go, and what was added around them stays", () => {
        const { text, replaced } = merge(kubectls, ours, keep);
        const added = text
            .replace("- name: dev\n  cluster:", "# mine\n- name: new\n  cluster: {}\n# dev's\n- name: dev\n  cluster:")
            .concat("# and the end\n");
        expect(takeOut(added, ours, replaced)).toBe(
            kubectls
                .replace("contexts:", "# mine\n- name: new\n  cluster: {}\n# dev's\ncontexts:")
                .concat("# and the end\n"),
        );
    });
});

describe("entries that drifted", () => {
    const { text, replaced } = merge(kubectls, ours, keep);
    const earlier = { entries: ours, ...keep, replaced };

    it.each([
        ["the server was changed", "https://127.0.0.1:40000", "https://127.0.0.1:1"],
        ["the authority was changed", "b3Vycw==", "b3RoZXI="],
        ["the credentials were changed", "a2V5", "b3RoZXI="],
        ["something was added to the cluster", "b3Vycw==", "b3Vycw==\n    insecure-skip-tls-verify: true"],
        ["the context leads elsewhere", "cluster: dev\n    user: dev", "cluster: work\n    user: me"],
        ["an entry is gone", "- name: dev\n  context:\n    cluster: dev\n    user: dev\n", ""],
        ["the user is gone", "- name: dev\n  user:\n    client-key-data: a2V5\n", ""],
    ])("are seen and put right when %s", (_, from, to) => {
        const drifted = text.replace(from, to);
        expect(drifted).not.toBe(text);
        expect(isMerged(drifted, ours)).toBe(false);
        const healed = merge(drifted, ours, { ...keep, earlier });
        expect(parse(healed.text)).toEqual(parse(text));
        expect(takeOut(healed.text, ours, healed.replaced)).toBe(kubectls);
        expect(others(takeOut(drifted, ours, replaced))).toEqual(others(kubectls));
    });

    it("keep the namespace that their user has chosen, which is no drift", () => {
        const chosen = text.replace("cluster: dev\n    user: dev", "cluster: dev\n    namespace: shop\n    user: dev");
        expect(isMerged(chosen, ours)).toBe(true);
        const anew = cluster(40_000, "YW5ldw==");
        const followed = merge(chosen, anew, { ...keep, earlier }).text;
        expect(itemIn(followed, "contexts")).toEqual({
            name: "dev",
            context: { cluster: "dev", namespace: "shop", user: "dev" },
        });
    });
});

describe("an entry of the cluster's name that somebody else made", () => {
    const withItem = (list: string, item: object) => {
        const file = parse(kubectls) as Record<string, unknown[]>;
        file[list]?.push({ name: "dev", ...item });
        return JSON.stringify(file);
    };
    const foreign: [string, object][] = [
        ["clusters", { cluster: { server: "https://other.example", "certificate-authority-data": "b3RoZXI=" } }],
        ["clusters", { cluster: {} }],
        ["users", { user: { token: "abc" } }],
        ["contexts", { context: { cluster: "work", user: "me" } }],
    ];

    it.each(foreign)("among %s is refused, whether it is there from the start or comes later", (list, item) => {
        const text = withItem(list, item);
        const earlier = { entries: cluster(39_999, "b2xk"), ...keep, replaced: {} };
        expect(() => merge(text, ours, keep)).toThrow(OthersEntry);
        expect(() => merge(text, ours, { ...keep, earlier })).toThrow(OthersEntry);
    });

    it.each(foreign)("among %s stays when the cluster goes", (list, item) => {
        const text = withItem(list, item);
        expect(takeOut(text, ours, {})).toBe(text);
    });

    it("stays when it took the place of ours, and what else is ours goes", () => {
        const { text, replaced } = merge(kubectls, ours, switching);
        const taken = text.replace("https://127.0.0.1:40000", "https://other.example").replace("b3Vycw==", "b3RoZXI=");
        const left = takeOut(taken, ours, replaced);
        expect(["clusters", "users", "contexts"].map((list) => itemIn(left, list) !== undefined)).toEqual([
            true,
            false,
            true,
        ]);
        expect(parse(left)).toMatchObject({ "current-context": "dev" });
    });
});

describe("the current context", () => {
    const currentIn = (text: string) => (parse(text) as Record<string, unknown>)["current-context"];

    it("stays unless it is asked for", () => {
        expect(currentIn(merge(kubectls, ours, keep).text)).toBe("work");
        expect(currentIn(merge(kubectls, ours, switching).text)).toBe("dev");
    });

    it("is the user's own once another was chosen, then and when the cluster goes", () => {
        const { text, replaced } = merge(kubectls, ours, switching);
        const chosen = text.replace("current-context: dev", "current-context: home");
        expect(merge(chosen, ours, { ...switching, earlier: { entries: ours, ...switching, replaced } }).text).toBe(
            chosen,
        );
        expect(currentIn(takeOut(chosen, ours, replaced))).toBe("home");
    });

    it("is set again where there is none any more", () => {
        const { replaced } = merge(kubectls, ours, switching);
        const earlier = { entries: ours, ...switching, replaced };
        const healed = merge("", ours, { ...switching, earlier });
        expect(currentIn(healed.text)).toBe("dev");
        expect(takeOut(healed.text, ours, healed.replaced)).toBe("");
    });

    it("is switched when that is asked for later, and back when it is not any more", () => {
        const first = merge(kubectls, ours, keep);
        const later = merge(first.text, ours, {
            ...switching,
            earlier: { entries: ours, ...keep, replaced: first.replaced },
        });
        expect(currentIn(later.text)).toBe("dev");
        const back = merge(later.text, ours, {
            ...keep,
            earlier: { entries: ours, ...switching, replaced: later.replaced },
        });
        expect(back.text).toBe(first.text);
        expect(takeOut(back.text, ours, back.replaced)).toBe(kubectls);
    });

    it("leads nowhere after the cluster that its user chose by hand has gone", () => {
        const { text, replaced } = merge(kubectls, ours, keep);
        const chosen = text.replace("current-context: work", "current-context: dev");
        expect(takeOut(chosen, ours, replaced)).toBe(kubectls.replace("current-context: work", 'current-context: ""'));
    });
});

describe("a file that cannot be used", () => {
    it.each([
        ["a: 1\nclusters: [1\n", 3, /a bracket without its end/],
        ["a: 1\na: 2\n", 2, /the same key twice/],
        ["- a\n", 1, /not a mapping/],
        ["text\n", 1, /not a mapping/],
        ["a: 1\nusers: me\n", 2, /users is not a list/],
        ["clusters: {}\n", 1, /clusters is not a list/],
        ["a: *none\n", 1, /an alias to an anchor that is not before it/],
        ["a: 1\n---\nb: 2\n", 2, /more than one document/],
    ])("is refused with the line: %j", (text, line, message) => {
        for (const use of [() => merge(text, ours, keep), () => takeOut(text, ours, {}), () => isMerged(text, ours)]) {
            expect(use).toThrow(YamlProblem);
            expect(use).toThrow(message);
            expect(use).toThrow(expect.objectContaining({ line }) as Error);
        }
    });

    it("is refused without a word of what is in it", () => {
        expect(() => merge("users:\n- name: me\n  user: {token: s3cret\n", ours, keep)).not.toThrow(/s3cret/);
    });

    it("is refused where a change would touch what is not ours", () => {
        expect(() => merge("x: |+\n  text\n\n\n", ours, keep)).toThrow(/cannot be changed without touching/);
    });
});

it.each([
    ["", true],
    ["apiVersion: v1\nclusters: []\nusers: null\npreferences: {}\ncurrent-context: gone\n", true],
    [kubectls, false],
    ["preferences: { colors: true }\n", false],
    ["x-own: 1\n", false],
])("knows whether anybody would miss %j", (text, empty) => {
    expect(isEmptyKubeconfig(text)).toBe(empty);
});
