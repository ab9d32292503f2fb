import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, type Page } from "playwright-core";
import { type Snapshot } from "../../../provider/dashboard/protocol";
import { type Resource } from "../../../provider/model/resource";
import { launchBrowser, newContext } from "../../e2e/support/browser";
import { buildPage } from "./build-page";
import { FakeDashboardServer } from "./fake-dashboard-server";
import { cluster, detailsOf, logLines, resource, shop, snapshotOf, usageAt } from "./invented-shop";

jest.setTimeout(300_000);

/** Whether to write the pictures of the documentation again (UPDATE=1). */
const isUpdating = process.env.UPDATE === "1";
const pictures = join(__dirname, "../../../docs/assets");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const widths = [390, 1280, 2560] as const;
const themes = ["light", "dark"] as const;
const id = (...parts: string[]) => [cluster, ...parts].join("/");
const at = (place: Record<string, string>) => `#${new URLSearchParams(place).toString()}`;

let folder: string;
let browser: Browser;
let server: FakeDashboardServer;
let address: string;
let context: BrowserContext;
let page: Page;
/** The problems that the page has reported: errors, blocked contents, failed requests. */
let complaints: string[];
/** The URLs that the page has requested. */
let asked: string[];

beforeAll(async () => {
    folder = await buildPage();
    browser = await launchBrowser("--force-color-profile=srgb", "--font-render-hinting=none");
});

afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
});

afterEach(async () => {
    await context.close();
    await server.stop();
});

interface Opened {
    width?: number;
    theme?: "light" | "dark";
    place?: string;
}

async function open(snapshot: Snapshot, { width = 1280, theme = "light", place = "" }: Opened = {}): Promise<void> {
    server = new FakeDashboardServer(folder, snapshot, detailsOf);
    server.logTail = logLines(120);
    address = await server.start();
    context = await newContext(browser, {
        viewport: { width, height: width < 600 ? 844 : 800 },
        colorScheme: theme,
        reducedMotion: "reduce",
        acceptDownloads: true,
    });
    page = await context.newPage();
    complaints = [];
    asked = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
    });
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${address}${place}`);
    await page.locator("[role=tree], .canvas, .empty").first().waitFor();
}

const line = (name: string | RegExp) => page.getByRole("treeitem", { name });
const details = () => page.getByRole("complementary", { name: "Details" });
const shown = async () => (await page.locator("[role=treeitem] .own").allTextContents()).join(" ");

/** Evaluates an expression in the page. It is text, because the types of a browser are only there. */
const inPage = async <Value>(expression: string): Promise<Value> => page.evaluate<Value>(expression);
const focused = (text: string) => page.locator(":focus").filter({ hasText: text }).waitFor();

interface Finding {
    id: string;
    nodes: { html: string; failureSummary?: string }[];
}

/** Returns the violations that axe finds, by the rules of WCAG and axe's own best practices. */
async function findings(): Promise<string[]> {
    await inPage(axe);
    const found = await inPage<Finding[]>("axe.run().then(({ violations }) => violations)");
    return found.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary = "" }) => `${id}: ${html} ${failureSummary}`),
    );
}

/** Simulates some minutes of load and traffic. */
async function work(steps = 40): Promise<void> {
    for (let step = 0; step < steps; step++) {
        const upserts = server.snapshot.resources
            .filter(({ kind }) => kind === "endpoint")
            .map((each) => {
                const carried = (each.name === "web" ? 90_000 : 4_000) * (1.2 + Math.sin(step / 2));
                return {
                    ...each,
                    traffic: { ...each.traffic, bytes: (each.traffic?.bytes ?? 0) + Math.round(carried) },
                };
            });
        server.change({ upserts, deletes: [] });
        server.measure(usageAt(step, server.snapshot.resources));
    }
    await page.locator(".sparkline .line[d^=M]").first().waitFor({ state: "attached" });
}

describe("the tree", () => {
    it("shows what runs and how it is, asks nobody else, and follows what changes", async () => {
        await open(snapshotOf(shop()));
        await expect(
            line(/^payments .*release unhealthy deployed .*Deployment payments: 0 of 1/).count(),
        ).resolves.toBe(1);
        expect(await page.title()).toBe("5 unhealthy · shop/dev · pulumi-k3s");
        expect(await page.locator(".connection").textContent()).toBe("Live");
        const release = shop().find((each) => each.id === id("release", "shop", "payments")) as Resource;
        server.change({
            upserts: [
                { ...release, health: "healthy", why: undefined },
                resource("release", "mail", { namespace: "shop" }),
            ],
            deletes: [id("manifest", "data")],
        });
        await line(/^payments .*release deployed healthy/).waitFor();
        await line(/^mail .*release/).waitFor();
        await line(/^data .*manifest/).waitFor({ state: "detached" });
        expect(asked.filter((url) => !url.startsWith(address))).toEqual([]);
        expect(complaints).toEqual([]);
    });

    it("is walked with the keyboard alone", async () => {
        await open(snapshotOf(shop()));
        await page.getByRole("treeitem").first().focus();
        for (const key of ["ArrowDown", "ArrowDown", "ArrowLeft"]) await page.keyboard.press(key);
        await focused("agent");
        await line(/^agent .*pool/)
            .and(page.locator("[aria-expanded=false]"))
            .waitFor();
        await page.keyboard.press("ArrowRight");
        await page.keyboard.press("ArrowRight");
        await focused("dev-agent-0");
        await page.keyboard.press("ArrowLeft");
        await focused("agent");
        await page.keyboard.press("End");
        await focused("kube-system");
        await page.keyboard.press("Home");
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Enter");
        await details().getByRole("heading", { name: "dev" }).waitFor();
        await page.keyboard.press("Escape");
        await details().waitFor({ state: "detached" });
        await page.keyboard.press("?");
        await page.getByRole("dialog", { name: "Keys" }).waitFor();
        expect(await findings()).toEqual([]);
        await page.keyboard.press("Escape");
        await page.getByRole("dialog", { name: "Keys" }).waitFor({ state: "detached" });
        await page.keyboard.press("g");
        await page.locator(".canvas").waitFor();
        await page.keyboard.press("t");
        await page.getByRole("tree").waitFor();
        await page.keyboard.press("/");
        await page.keyboard.type("pod storefront");
        await page.getByRole("status").getByText("6 lines shown").waitFor();
        expect(await shown()).toContain("storefront-7d5f8c-9hxvn");
        await page.keyboard.press("Escape");
        await line(/^kube-system .*namespace/).waitFor();
        expect(complaints).toEqual([]);
    });

    it("is filtered by words and by health", async () => {
        await open(snapshotOf(shop()));
        await page.getByRole("button", { name: "3 progressing" }).click();
        await page.getByRole("status").getByText("5 lines shown").waitFor();
        expect((await shown()).split(" ")).toEqual(["shop/dev", "dev", "search", "search", "search-2"]);
        await page.getByRole("searchbox", { name: "Filter" }).fill("nothing like it");
        await page.getByText("Nothing is like that.").waitFor();
        await page.getByRole("button", { name: "Clear the filter" }).click();
        await line(/^storefront .*release/).waitFor();
    });

    it("has links to endpoints that a browser understands, which open by a click alone", async () => {
        await open(snapshotOf(shop()));
        const link = page.getByRole("link", { name: "127.0.0.1:20373" });
        const attributes = await Promise.all(["href", "target", "rel"].map((name) => link.getAttribute(name)));
        expect(attributes).toEqual(["http://127.0.0.1:20373", "_blank", "noopener noreferrer"]);
        expect(await page.getByRole("link", { name: "15432" }).count()).toBe(0);
        const [opened] = await Promise.all([context.waitForEvent("page"), link.click()]);
        expect(await opened.evaluate("window.opener")).toBeNull();
        expect(await details().count()).toBe(0);
    });
});

it("the graph leads from endpoints to the stack, and is followed with the keyboard", async () => {
    await open(snapshotOf(shop()), { place: at({ view: "graph" }), width: 1600 });
    const node = (name: RegExp) => page.getByRole("button", { name });
    expect(await page.locator(".column").allTextContents()).toEqual([
        "Endpoints",
        "Services",
        "Workloads",
        "Pods",
        "Nodes",
        "Clusters",
        "Stacks",
    ]);
    expect(await node(/^coredns Deployment/).count()).toBe(0);
    await page.getByRole("checkbox", { name: /K3s’s own/ }).check();
    await node(/^coredns Deployment/).waitFor();
    await page.getByRole("checkbox", { name: /K3s’s own/ }).uncheck();
    await node(/^web endpoint/).click();
    await details().getByRole("heading", { name: "web" }).waitFor();
    await page.locator(".edge.on-way").first().waitFor({ state: "attached" });
    const names = (nodes: string) =>
        inPage(`Array.from(document.querySelectorAll("${nodes} .own"), ({ title }) => title)`);
    expect(await names(".node:not(.off-way)")).toEqual(
        expect.arrayContaining(["endpoint web", "Service storefront", "Pod storefront-7d5f8c-4mzlq", "stack shop/dev"]),
    );
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await focused("Deployment");
    await page.getByRole("searchbox", { name: "Filter" }).fill("postgres");
    await node(/^storefront Deployment/).waitFor({ state: "detached" });
    expect(await names(".node")).toEqual(
        expect.arrayContaining(["endpoint database", "Service postgres", "Pod postgres-0", "node dev-server"]),
    );
    expect(complaints).toEqual([]);
});

describe("the details", () => {
    it("have conditions, events, connections, values and objects as they are", async () => {
        await open(snapshotOf(shop()), { place: at({ id: id("release", "shop", "payments") }) });
        await details()
            .getByText(/^Deployment payments: 0 of 1 pods available/)
            .waitFor();
        await details().getByText("Failed to pull image").waitFor();
        await details().getByRole("tab", { name: "Values" }).click();
        expect(await details().locator("pre").textContent()).toContain('password: "[secret]"');
        await page.goto(`${address}${at({ id: id("manifest", "data"), tab: "objects" })}`);
        await details().getByText("StatefulSet data/postgres").click();
        await details().getByText("kind: Deployment").waitFor();
        await details().getByText("missing").waitFor();
        await page.goto(`${address}${at({ id: id("deployment", "shop", "payments") })}`);
        await details().getByText("does not have minimum availability").waitFor();
        await details()
            .getByRole("button", { name: /payments-6f7c9/ })
            .waitFor({ state: "detached" });
        await page.goto(`${address}${at({ id: id("service", "shop", "payments") })}`);
        await details()
            .getByRole("button", { name: /payments-6f7c9-x2kqp/ })
            .click();
        await details()
            .getByRole("heading", { name: /^payments-6f7c9/ })
            .waitFor();
        await page.goBack();
        await details().getByText("Service in shop").waitFor();
        expect(complaints).toEqual([]);
    });

    it("draw traffic, processor and memory over time", async () => {
        await open(snapshotOf(shop()), { place: at({ id: id("endpoint", "web") }) });
        await work(5);
        await details()
            .getByRole("img", { name: /^Traffic, now .*KiB\/s/ })
            .waitFor();
        await page.goto(`${address}${at({ id: id("node", "dev-server") })}`);
        await work(5);
        await details()
            .getByRole("img", { name: /^CPU, now 0\.\d\d cores/ })
            .waitFor();
        await details()
            .getByRole("img", { name: /^Memory, now \d+ MiB/ })
            .waitFor();
    });

    it("say what is gone, and what could not be read", async () => {
        await open(snapshotOf(shop()), { place: at({ id: id("release", "shop", "search") }) });
        server.change({ upserts: [], deletes: [id("release", "shop", "search")] });
        await details().getByText("It is not there any more.").waitFor();
    });
});

describe("actions", () => {
    it("are asked for, done, and told", async () => {
        await open(snapshotOf(shop()), { place: at({ id: id("node", "dev-agent-0") }) });
        server.answer = { status: 200, body: { done: ["container shop-dev-dev-agent-0"] } };
        await details().getByRole("button", { name: "Stop" }).click();
        const dialog = page.getByRole("dialog", { name: "Stop node dev-agent-0?" });
        await dialog.getByText("not drained").waitFor();
        await dialog.getByRole("button", { name: "Cancel" }).click();
        expect(server.asked).toEqual([]);
        await details().getByRole("button", { name: "Stop" }).click();
        expect(await findings()).toEqual([]);
        await dialog.getByRole("button", { name: "Stop" }).click();
        await page.getByText("Stopped: container shop-dev-dev-agent-0").waitFor();
        expect(server.asked).toEqual([{ id: id("node", "dev-agent-0"), action: "stop" }]);
        const node = shop().find((each) => each.id === id("node", "dev-agent-0")) as Resource;
        server.change({ upserts: [{ ...node, state: "stopped", health: "unhealthy" }], deletes: [] });
        // Exactly: "Restart" has a "start" too.
        await details().getByRole("button", { name: "Start", exact: true }).waitFor();
        expect(await details().getByRole("button", { name: "Stop", exact: true }).count()).toBe(0);
    });

    it("that fail say why, until somebody has read it", async () => {
        await open(snapshotOf(shop()), { place: at({ id: id("endpoint", "web") }) });
        server.answer = { status: 409, body: { problem: "the stack shop/dev is being updated; try again after it" } };
        await details().getByRole("button", { name: "Restart" }).click();
        await page.getByRole("dialog").getByRole("button", { name: "Restart" }).click();
        await page.getByText("web was not restarted: the stack shop/dev is being updated").waitFor();
        await page.getByRole("button", { name: "Dismiss" }).click();
        await page.getByText("was not restarted").waitFor({ state: "detached" });
    });
});

describe("logs", () => {
    const place = at({ id: id("release", "shop", "storefront"), tab: "logs" });
    const log = () => page.getByRole("log");
    const distance = `(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)(
        document.querySelector("[role=log]"))`;
    const said = (from: number, count: number) => ({
        lines: Array.from({ length: count }, (_, index) => ({
            label: "web-0",
            time: "",
            text: `line ${from + index}`,
        })),
    });

    /** Opens the log. Returns when the page follows it: lines that the server sends before are lost. */
    const openLog = async () => {
        await open(snapshotOf(shop()), { place });
        await page.getByText("120 lines").waitFor();
    };

    it("follow, are filtered, paused and saved", async () => {
        await openLog();
        await log().getByText("GET /products?page=2").first().waitFor();
        // Includes long lines, whose height is unknown until they are drawn.
        const long = { label: "web-0", time: "", text: "a long line ".repeat(80) };
        server.log("lines", { lines: [...said(0, 200).lines, ...Array.from({ length: 20 }, () => long)] });
        server.log("lines", said(220, 80));
        await page.getByText("420 lines").waitFor();
        await page.getByText("Following").waitFor();
        await log().getByText("line 299").waitFor();
        expect(await inPage<number>(distance)).toBeLessThan(24);
        await page.getByRole("button", { name: "Pause" }).click();
        server.log("lines", said(300, 5));
        await page.getByText("Paused, 5 new lines").waitFor();
        expect(await log().getByText("line 304").count()).toBe(0);
        await page.getByRole("button", { name: "Resume" }).click();
        await log().getByText("line 304").waitFor();
        await page.getByRole("searchbox", { name: "Filter lines" }).fill("line 30");
        await page.getByText("6 lines of 425").waitFor();
        const [download] = await Promise.all([
            page.waitForEvent("download"),
            page.getByRole("button", { name: "Save" }).click(),
        ]);
        expect(download.suggestedFilename()).toBe("storefront.log");
        expect(
            readFileSync(await download.path(), "utf8")
                .split("\n")
                .at(-2),
        ).toBe("line 304");
        expect(complaints).toEqual([]);
    });

    it("stay where somebody reads, and lead back to the end", async () => {
        await openLog();
        server.log("lines", said(0, 300));
        await page.getByText("420 lines").waitFor();
        await inPage(`document.querySelector("[role=log]").scrollTo(0, 0)`);
        await page.getByRole("button", { name: "To the end" }).waitFor();
        server.log("lines", said(300, 50));
        await page.getByText("470 lines").waitFor();
        expect(await inPage(`document.querySelector("[role=log]").scrollTop`)).toBe(0);
        await page.getByRole("button", { name: "To the end" }).click();
        await page.getByText("Following").waitFor();
    });

    it("keep a bounded number of lines, and say how many are left out", async () => {
        await openLog();
        for (let batch = 0; batch < 40; batch++) server.log("lines", said(batch * 500, 500));
        server.log("dropped", { count: 1000 });
        await log().getByText("line 19999").waitFor();
        await log()
            .getByText(/^16,\d\d\d lines left out before these$/)
            .waitFor({ state: "attached" });
        expect(await log().locator(".log-line").count()).toBeLessThanOrEqual(5000);
    });

    it("say that they end, and what went wrong", async () => {
        await openLog();
        server.log("told", { problem: "container main of pod web-0: it was not found" });
        server.log("end", {});
        await page.getByText("The log ends here.").waitFor();
        await page.getByText("it was not found").waitFor();
        expect(asked.filter((url) => url.includes("/logs"))).toHaveLength(1);
    });
});

describe("what is not as usual", () => {
    it("is an empty machine, and what to do", async () => {
        await open(snapshotOf([], { note: "No stack of this user has a cluster.", problems: [] }));
        await page.getByRole("heading", { name: "Nothing runs yet" }).waitFor();
        await page.getByText("No stack of this user has a cluster.").waitFor();
        expect(await findings()).toEqual([]);
        server.change({ upserts: shop(), deletes: [] });
        await line(/^storefront .*release/).waitFor();
    });

    it("is a connection that is lost, and found again with what has changed meanwhile", async () => {
        await open(snapshotOf(shop()));
        await server.stop();
        await page.getByText("The connection to the dashboard is lost.").waitFor();
        await line(/^storefront .*release/).waitFor();
        expect(await findings()).toEqual([]);
        server.snapshot = snapshotOf(shop().filter(({ name }) => name !== "web"));
        await server.start();
        await page.getByText("The connection to the dashboard is lost.").waitFor({ state: "detached" });
        await line(/^web .*endpoint/).waitFor({ state: "detached" });
    });

    it("is a page that is not let in any more", async () => {
        await open(snapshotOf(shop()));
        await server.stop();
        server.isRefusing = true;
        await server.start();
        await page.getByText("This page is not signed in any more.").waitFor();
    });

    it("is a daemon that does not answer, and everything behind it unknown", async () => {
        const unknown = shop().map((each) => ({
            ...each,
            state: "unknown",
            health: "unknown" as const,
            why: "no answer in 10 s",
        }));
        await open(snapshotOf(unknown, { problems: ["Docker does not answer"] }));
        await page.getByText("Docker does not answer").waitFor();
        await page.getByRole("button", { name: "35 unknown" }).waitFor();
        expect(await findings()).toEqual([]);
    });

    it("is Pulumi at work, with what it says", async () => {
        await open(snapshotOf(shop()));
        const lines = ["k3s:index:Cluster dev: ready", "k3s:index:HelmRelease payments: 0 of 1 pods available"];
        server.note({
            problems: [],
            updating: { stack: "shop/dev", since: new Date(Date.now() - 35_000).toISOString(), lines },
        });
        await page.getByText(/Pulumi has been at work on shop\/dev for 3\ds/).click();
        await page.getByText("k3s:index:Cluster dev: ready").waitFor();
        expect(await findings()).toEqual([]);
        server.note({ problems: [] });
        await page.getByText("Pulumi has been at work").waitFor({ state: "detached" });
    });

    it("is hostile text, which is text", async () => {
        const evil = `<img src=x onerror="window.evil=1"><script>window.evil=1</script>\u202e\u0000javascript:alert(1)`;
        const pod = resource("pod", evil, {
            ...{ objectKind: "Pod", namespace: evil, state: evil, health: "unhealthy", why: evil, version: evil },
            addresses: [`javascript:alert(1)//${evil}`],
        });
        const endpoint = resource("endpoint", evil, { addresses: ["javascript:window.evil=1"], target: evil });
        await open(snapshotOf([...shop(), pod, endpoint], { problems: [evil], note: evil }), {
            place: at({ id: pod.id }),
        });
        server.logTail = [{ label: evil, time: evil, text: evil }];
        await details().getByRole("heading", { name: "<img src=x" }).waitFor();
        await details().getByRole("tab", { name: "Logs" }).click();
        await page.getByRole("log").getByText("<script>window.evil=1</script>").waitFor();
        await page.goto(`${address}${at({ view: "graph", id: pod.id })}`);
        await page.locator(".canvas").getByText("<img src=x").first().waitFor();
        expect(await inPage(`"evil" in window`)).toBe(false);
        expect(await page.locator("a[href^=javascript], #app img, #app script").count()).toBe(0);
        expect(complaints).toEqual([]);
    });

    it("is a lot: 500 objects, each a line when all is opened, and the graph too", async () => {
        const many = Array.from({ length: 20 }, (_, release) => {
            const parent = resource("release", `app-${release}`, { namespace: "many" });
            const workload = resource("workload", `app-${release}`, {
                objectKind: "Deployment",
                namespace: "many",
                parent: parent.id,
            });
            const pods = Array.from({ length: 23 }, (_, pod) =>
                resource("pod", `app-${release}-${pod}`, {
                    ...{ objectKind: "Pod", namespace: "many", parent: workload.id },
                    relations: [{ type: "runs-on", id: id("node", "dev-server") }],
                }),
            );
            return [parent, workload, ...pods];
        }).flat();
        await open(snapshotOf([...shop(), ...many]));
        await page.getByRole("searchbox", { name: "Filter" }).fill("pod/many");
        await page.getByRole("status").getByText("502 lines shown").waitFor();
        expect(await page.getByRole("treeitem").count()).toBe(502);
        await page.getByRole("searchbox", { name: "Filter" }).fill("");
        await page.getByRole("button", { name: "Graph" }).click();
        await page
            .getByRole("button", { name: /^23 pods Pods/ })
            .first()
            .waitFor();
        expect(await page.locator(".node").count()).toBeLessThan(100);
        expect(complaints).toEqual([]);
    });
});

it("the theme is the system's, or the one that was chosen here", async () => {
    await open(snapshotOf(shop()), { theme: "dark" });
    const background = () => inPage<string>("getComputedStyle(document.body).backgroundColor");
    const dark = await background();
    await page.getByRole("button", { name: "Use the light theme" }).click();
    await page.getByRole("button", { name: "Use the dark theme" }).waitFor();
    expect(await background()).not.toBe(dark);
    await page.reload();
    await line(/^storefront .*release/).waitFor();
    expect(await background()).not.toBe(dark);
    await page.getByRole("button", { name: "Use the dark theme" }).click();
    expect(await inPage("localStorage.length")).toBe(0);
});

/**
 * The views that are checked in each theme and at each width: by axe and, as pictures of the documentation, by people.
 */
const looks = [
    ["tree", ""],
    ["graph", at({ view: "graph" })],
    ["details", at({ id: id("release", "shop", "payments") })],
    ["logs", at({ id: id("release", "shop", "storefront"), tab: "logs" })],
    ["values", at({ id: id("release", "shop", "payments"), tab: "values" })],
    ["graph-details", at({ view: "graph", id: id("endpoint", "web") })],
] as const;

/** The widths at which a view is a picture of the documentation. */
const inDocs: Record<string, number[]> = {
    tree: [390, 1280],
    graph: [1280, 2560],
    details: [390, 1280, 2560],
    logs: [390],
};

describe.each(themes)("in the %s theme", (theme) => {
    it.each(widths)("is accessible and fits at %d pixels", async (width) => {
        await open(snapshotOf(shop()), { width, theme });
        await work();
        for (const [name, place] of looks) {
            await inPage(`location.hash = ${JSON.stringify(place)}`);
            const sign = { tree: "[role=tree]", graph: ".canvas" }[name as string] ?? ".details [role=tabpanel]";
            await page.locator(sign).waitFor();
            if (name === "details") await page.getByText("Failed to pull image").waitFor();
            if (name === "logs") await page.getByText("120 lines").waitFor();
            expect((await findings()).map((finding) => `${name}: ${finding}`)).toEqual([]);
            const overflow = await inPage("document.documentElement.scrollWidth - innerWidth");
            expect(overflow).toBeLessThanOrEqual(0);
            if (!isUpdating || !(inDocs[name] ?? []).includes(width)) continue;
            mkdirSync(pictures, { recursive: true });
            await page.screenshot({ path: join(pictures, `dashboard-${name}-${width}-${theme}.png`) });
        }
        expect(complaints).toEqual([]);
    });
});
