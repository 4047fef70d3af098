// A whole start with the keyboard alone: there, open, on, back, reorder, minutes, an action, and out at once.
// Runs against the stand-in; what the server decides is the journeys' to prove.
import { chromium, expect, test, type Browser, type Page } from "@playwright/test";
// @ts-expect-error plain JavaScript, used by tests only
import { startFixture } from "./fixtures/server.mjs";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
let browser: Browser;
let fixture: { url: string; state: { you: number; start: { current: number | null; planned: boolean } }; push(...n: unknown[]): void; close(): void };
test.beforeAll(async () => {
  fixture = await startFixture();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });
});
test.afterAll(async () => { await browser.close(); fixture.close(); });

const spoken = (p: Page) => p.locator("p.visually-hidden[role=status]").last();
const order = (p: Page) => p.locator(".ag").evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset.item).join());
async function tabTo(p: Page, words: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await p.evaluate((w) => document.activeElement?.textContent?.includes(w) && document.activeElement.tagName === "BUTTON", words)) return;
    await p.keyboard.press("Tab");
  }
  throw new Error(`no button ${words} within reach`);
}

test("a chair runs a start without a pointer", async () => {
  fixture.state.you = 11;
  Object.assign(fixture.state.start, { current: null, planned: true });
  const p = await browser.newPage({ locale: "nl-NL", timezoneId: "Europe/Amsterdam", viewport: { width: 1280, height: 800 } });
  await p.goto(`${fixture.url}/vandaag`);
  await p.getByRole("link", { name: "Naar de dagstart" }).waitFor();
  await p.keyboard.press("g");
  await p.keyboard.press("d");
  await p.getByRole("button", { name: "Begin de dagstart" }).waitFor();
  await tabTo(p, "Begin de dagstart");
  await p.keyboard.press("Enter");
  await p.getByText("De agenda staat klaar").waitFor();

  await p.keyboard.press("n");
  await expect(spoken(p)).toHaveText("Nu punt 1, Esdoorn");
  await p.keyboard.press("n");
  await expect(spoken(p)).toHaveText("Nu punt 2, Melding, termijn loopt af");
  await p.keyboard.press("p");
  await expect(spoken(p)).toHaveText("Nu punt 1, Esdoorn");

  await tabTo(p, "Vlier");
  await p.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => order(p)).toBe("101,102,103,104,105,107,106,108");
  await p.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => order(p)).toBe("101,102,103,104,105,106,107,108");
  await p.keyboard.press("Enter");
  await tabTo(p, "+");
  await p.keyboard.press("Enter");
  await expect(p.locator('[data-item="107"] .ag-min')).toHaveText("11 min");

  for (let i = 0; i < 5; i++) { await p.keyboard.press("n"); await p.waitForTimeout(150); }
  await expect(spoken(p)).toHaveText("Nu punt 6, Meidoorn");
  await p.locator(".item-write").waitFor();
  await p.keyboard.press("/");
  await expect(p.locator("#action-text")).toBeFocused();
  await p.keyboard.type("@fatma belt moeder morgen");
  await expect(p.locator("#action-read")).toContainText("Fatma Yıldız belt moeder");
  await p.keyboard.press("Enter");
  await expect(p.locator(".line-kept")).toContainText("bewaard");

  fixture.push(["board.gone", { board: 50 }]);
  await expect(p.locator("h1")).toBeFocused();
  expect([new URL(p.url()).pathname, await spoken(p).textContent()]).toEqual(["/vandaag", ""]);
  await p.close();
});
