import { linkOf } from "../../../../provider/dashboard/page/view/address";
import { actionsFor, questionOf } from "../../../../provider/dashboard/page/view/actions";
import { factsOf } from "../../../../provider/dashboard/page/view/facts";
import { nameParts, shortLabels } from "../../../../provider/dashboard/page/view/names";
import { piecesOf } from "../../../../provider/dashboard/page/view/yaml";
import { type Action } from "../../../../provider/dashboard/protocol";
import { resource } from "./pictures";

describe("addresses", () => {
    const endpoint = (target: string, address = "127.0.0.1:20373", scheme?: "https") =>
        linkOf(resource("endpoint", "web", { target, addresses: [address], ...(scheme && { scheme }) }));

    it("are opened by a browser where it understands them", () => {
        expect(endpoint("web/web:http")).toBe("http://127.0.0.1:20373");
        expect(endpoint("web/web:tls", "127.0.0.1:20373", "https")).toBe("https://127.0.0.1:20373");
        expect(endpoint("web/web:80", "0.0.0.0:80")).toBe("http://127.0.0.1:80");
        expect(endpoint("web/web:80", "[::1]:80")).toBe("http://[::1]:80");
    });

    it.each(["data/postgres:5432", "data/db:postgresql", "data/cache:redis", "data/api:grpc"])(
        "are text for %s",
        (target) => {
            expect(endpoint(target)).toBeUndefined();
        },
    );

    it.each(["javascript:alert(1)", "evil.example/x@127.0.0.1", "127.0.0.1:80/?<script>", ""])(
        "are never opened when they are none: %j",
        (address) => expect(endpoint("web/web:80", address)).toBeUndefined(),
    );

    it("of anything but endpoints are text", () => {
        expect(linkOf(resource("node", "dev-server", { addresses: ["127.0.0.1:6443"] }))).toBeUndefined();
    });
});

describe("actions", () => {
    const all: Action[] = ["restart", "stop", "start"];

    it("are what can be done to something as it is", () => {
        expect(actionsFor(resource("node", "a"), all)).toEqual(["restart", "stop"]);
        expect(actionsFor(resource("node", "a", { state: "stopped", health: "unhealthy" }), all)).toEqual(["start"]);
        expect(actionsFor(resource("cluster", "a/b/c"))).toEqual([]);
    });

    it("say what they do before they do it", () => {
        const node = resource("node", "dev-agent-0", { container: "shop-dev-dev-agent-0" });
        expect(questionOf("stop", node)).toEqual({
            title: "Stop node dev-agent-0?",
            text: expect.stringContaining("not drained") as string,
        });
        const release = resource("release", "web", { namespace: "shop" });
        expect(questionOf("restart", release).title).toBe("Restart release shop/web?");
    });
});

describe("names", () => {
    it("keep their ends where they are long", () => {
        expect(nameParts("web")).toEqual({ head: "web", tail: "" });
        expect(nameParts("storefront-7d5f8c-4mzlq")).toEqual({ head: "storefront-7d5f8c", tail: "-4mzlq" });
        const { head, tail } = nameParts("👩‍💻".repeat(20));
        expect(tail).toBe("👩‍💻".repeat(6));
        expect(head).toBe("👩‍💻".repeat(14));
    });

    it("of logs lose what all have in common, where that is much", () => {
        expect([...shortLabels(["web-7d5f8c-aa", "web-7d5f8c-bb"]).values()]).toEqual(["aa", "bb"]);
        expect([...shortLabels(["web-0", "web-1"]).values()]).toEqual(["web-0", "web-1"]);
        expect([...shortLabels(["storefront-0"]).values()]).toEqual(["storefront-0"]);
        expect([...shortLabels(["storefront-", "storefront-a"]).values()]).toEqual(["storefront-", "a"]);
        expect(shortLabels([]).size).toBe(0);
    });
});

it("facts are told once, and times as they are here", () => {
    const pod = resource("pod", "web-0", { version: "1.2.3", restarts: 2 });
    const more = [
        { label: "Cluster", value: "shop/dev/dev" },
        { label: "Version", value: "1.2.3" },
        { label: "Restarts", value: "2" },
        { label: "Deployed at", value: "2026-01-01T00:00:00.123456789Z" },
        { label: "Image", value: "2026-01-01T is no time" },
    ];
    expect(factsOf(pod, more)).toEqual([
        { label: "Version", value: "1.2.3" },
        { label: "Restarts", value: "2" },
        { label: "Deployed at", value: new Date("2026-01-01T00:00:00.123Z").toLocaleString() },
        { label: "Image", value: "2026-01-01T is no time" },
    ]);
});

it("keys of YAML are told from values, and no character is lost", () => {
    const text = 'a: 1\n- name: "x: y"\n  "quoted": 2\n# note: none\n  - - deep: <b>\n';
    const pieces = piecesOf(text);
    expect(pieces.map((line) => line.map((piece) => piece.text).join("")).join("\n")).toBe(text.trimEnd());
    expect(
        pieces
            .flat()
            .filter(({ isKey }) => isKey)
            .map((piece) => piece.text),
    ).toEqual(["a:", "name:", "deep:"]);
});
