// The workers' screens of consults, calls and the household's plan, before a stand-in of the server, in Dutch and English:
// WCAG 2.2 AA by axe on a laptop and on a phone, in the dark, no sideways scroll at 320 px and nothing too small to press.
// The others are looked at with the real server: screens.spec.ts.
import { type Browser, type Page, expect, test } from "@playwright/test";
import { fixtures, violations } from "./axe";

type Fixture = { url: string; close(): void };
type Screen = { name: string };
type Screens = { ARGS: string[]; SCREENS: Screen[]; show(browser: Browser, fixture: Fixture, screen: Screen): Promise<Page> };
const ours = /call|plan|consult|asking along/;

const measure = (page: Page): Promise<string[]> => page.evaluate(() => [
  ...[...document.querySelectorAll("html, .main, .sheet-body, .log, .door, .panel-now")].filter((e) => e.scrollWidth > e.clientWidth + 1)
    .map((e) => `${e.tagName}.${e.className}: ${e.scrollWidth} wide of ${e.clientWidth}`),
  ...[...document.querySelectorAll<HTMLElement>("button, select, summary")].map((e) => ({ e, box: e.getBoundingClientRect() }))
    .filter(({ e, box }) => box.width > 1 && getComputedStyle(e).display !== "inline" && (box.width < 24 || box.height < 24))
    .map(({ e, box }) => `${e.className}: ${Math.round(box.width)}x${Math.round(box.height)} to press`),
]);

async function judged(page: Page): Promise<string[]> {
  const found: string[] = [];
  const look = async (width: number, words: string, contrast = false) => {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    found.push(...(await violations(page, contrast)).map((f) => `${words} ${f}`));
  };
  await look(1280, "nl at 1280");
  await page.emulateMedia({ colorScheme: "dark" });
  await look(1280, "dark", true);
  await page.emulateMedia({ colorScheme: "light" });
  // As when it is chosen in another tab: what is open stays open.
  await page.evaluate(() => { localStorage.setItem("kl.language", "en"); dispatchEvent(new StorageEvent("storage", { key: "kl.language" })); });
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await look(390, "en at 390");
  await page.setViewportSize({ width: 320, height: 700 });
  found.push(...(await measure(page)).map((f) => `en at 320 ${f}`));
  return found;
}

test.describe.configure({ timeout: 600_000 });

test("the screens of consults, calls and plans are clean in both languages, and whole at 320 px", async ({ playwright }) => {
  const [{ ARGS, SCREENS, show }, { startFixture }] = await Promise.all([fixtures<Screens>("staff-screens.mjs"),
    fixtures<{ startFixture(): Promise<Fixture> }>("server.mjs")]);
  const fixture = await startFixture();
  const browser = await playwright.chromium.launch({ executablePath: process.env.KORTELIJN_CHROMIUM, args: ARGS });
  const found: string[] = [];
  try {
    const screens = SCREENS.filter((s) => ours.test(s.name));
    expect(screens.length).toBeGreaterThan(20);
    for (const screen of screens) {
      const began = performance.now();
      const page = await show(browser, fixture, screen);
      const there = performance.now();
      found.push(...(await judged(page)).map((f) => `${screen.name}: ${f}`));
      await page.context().close();
      if (process.env.KORTELIJN_TIMES) console.log(screen.name, Math.round(there - began), Math.round(performance.now() - there));
    }
  } finally {
    await browser.close();
    fixture.close();
  }
  expect(found).toEqual([]);
});
