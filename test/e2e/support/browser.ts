import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BrowserContext, chromium, type Page } from "playwright-core";

/** A browser with a dashboard that was opened as `--open` does it, and the errors that the browser reported. */
export interface OpenedPage {
    page: Page;
    context: BrowserContext;
    complaints: string[];
    close: () => Promise<void>;
}

/** Opens the page through a file that redirects to its URL, which the browser treats as another site. */
export async function openInBrowser(url: string): Promise<OpenedPage> {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-browser-"));
    const browser = await chromium.launch({
        executablePath: process.env.K3S_TEST_CHROMIUM ?? "/usr/bin/chromium",
        args: ["--no-sandbox"],
    });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
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
