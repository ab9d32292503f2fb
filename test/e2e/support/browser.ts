import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** A browser that a dashboard was opened in as `--open` does it, and what it complained of. */
export interface OpenedPage {
    page: Page;
    context: BrowserContext;
    complaints: string[];
    close: () => Promise<void>;
}

/** A browser without a window. */
export function launchBrowser(...args: string[]): Promise<Browser> {
    return chromium.launch({
        executablePath: process.env.K3S_TEST_CHROMIUM ?? "/usr/bin/chromium",
        // The container of the tests has no other user, and may be root's.
        args: ["--no-sandbox", ...args],
    });
}

/** A context with time for a machine on which clusters start meanwhile. */
export async function newContext(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(120_000);
    return context;
}

/** Opens the page by a file that leads to its address: another site, for a browser. */
export async function openInBrowser(url: string): Promise<OpenedPage> {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-browser-"));
    const browser = await launchBrowser();
    const context = await newContext(browser, { viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
    });
    writeFileSync(join(folder, "open.html"), `<!doctype html><meta http-equiv="refresh" content="0; url=${url}">`);
    await page.goto(pathToFileURL(join(folder, "open.html")).href);
    await page.locator("[role=tree]").waitFor();
    const close = async () => {
        await browser.close();
        rmSync(folder, { recursive: true });
    };
    return { page, context, complaints, close };
}
