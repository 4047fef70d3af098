// What the looks at every screen share: axe run in the page itself, by the rules of WCAG 2.2 A and AA and good practice, and the
// client's own stand-ins of the server.
import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const client = resolve(__dirname, "../../client-web");
export const fixtures = <T>(name: string): Promise<T> => import(pathToFileURL(join(client, "tests/fixtures", name)).href);
const axe = readFileSync(createRequire(join(client, "package.json")).resolve("axe-core/axe.min.js"), "utf8");

const TAGS = ["best-practice", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
type Axe = { run(where: Document, how: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };

/** `contrast`: of its colours alone, which is all that another scheme changes. */
export async function violations(page: Page, contrast = false): Promise<string[]> {
  if (!await page.evaluate("'axe' in window")) await page.evaluate(axe);
  return page.evaluate(async (runOnly) => {
    const { axe: judge } = window as unknown as { axe: Axe };
    const found = await judge.run(document, { runOnly, resultTypes: ["violations"], preload: false, iframes: false });
    return found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 2).map((n) => n.html.slice(0, 160)).join(" | ")}`);
  }, contrast ? { type: "rule", values: ["color-contrast"] } : { type: "tag", values: TAGS });
}
