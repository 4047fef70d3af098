// Every screen of the family's two pages, before a stand-in of the server, in all six languages at 320 px: WCAG 2.2 AA by
// axe, no sideways scroll, nothing to press that is smaller than 24 px (44 in the call and at its doors), every word there;
// in Dutch also dark and with forced colours. Held to the product's own content security policy.
import { type Browser, type BrowserContext, type Page, expect, test } from "@playwright/test";
import { fixtures, violations } from "./axe";

type Fixture = { url: string; quick: boolean; reset(change?: object): void; close(): void };
type Go = (page: Page, fixture: Fixture) => Promise<BrowserContext | undefined>;
type Screens = { ARGS: string[]; SCREENS: Record<string, Go>; link(fixture: Fixture, language: string): string };
const LANGUAGES = ["en", "pl", "tr", "ar", "uk", "nl"];
/** The same elements as the screen before it, seen further down. */
const SCROLLED = /-low$/;
const SMALL = { width: 320, height: 640 };

/** Too wide, or too small to press (a link within a sentence may be as high as its line); a word that is missing. */
const measure = (page: Page): Promise<string[]> => page.evaluate(() => {
  const found: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`${root.scrollWidth} wide of ${root.clientWidth}`);
  for (const e of document.querySelectorAll<HTMLElement>("button, select, a, textarea, input, .pick, summary")) {
    const box = e.getBoundingClientRect();
    const least = e.closest(".controls, .bar, .answers, .foot") ? 44 : 24;
    const hidden = box.width <= 1 || (e instanceof HTMLInputElement && e.closest("label")) || (e.tagName === "A" && getComputedStyle(e).display === "inline");
    if (!hidden && (box.height < least || box.width < least)) found.push(`${e.className || e.tagName}: ${Math.round(box.width)}x${Math.round(box.height)}`);
    if (!hidden && (box.left < -1 || box.right > root.clientWidth + 1)) found.push(`${e.className || e.tagName}: off the side`);
  }
  const word = /(^|\s)[a-z]+(\.[a-z]+)+(?=\s|$)|\{\w+\}/.exec(document.body.innerText);
  if (word) found.push(`no word for ${word[0].trim()}`);
  return found;
});

async function judged(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const language of LANGUAGES) {
    await page.locator(".language select").selectOption(language);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    const seen = [...await violations(page), ...await measure(page)];
    found.push(...seen.map((f) => `${language} ${f}`));
  }
  await page.emulateMedia({ colorScheme: "dark" });
  found.push(...(await violations(page, true)).map((f) => `dark ${f}`));
  await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
  found.push(...(await violations(page, true)).map((f) => `forced colours ${f}`));
  return found;
}

test.describe.configure({ timeout: 600_000 });

test("every screen of the family is clean in every language, and whole at 320 px", async ({ playwright }) => {
  const [{ ARGS, SCREENS, link }, { startFamily }] = await Promise.all([fixtures<Screens>("family-screens.mjs"),
    fixtures<{ startFamily(): Promise<Fixture> }>("family.mjs")]);
  const fixture = await startFamily();
  fixture.quick = true;
  const browser: Browser = await playwright.chromium.launch({ executablePath: process.env.KORTELIJN_CHROMIUM, args: ARGS });
  const found: string[] = [];
  try {
    for (const [name, go] of Object.entries(SCREENS).filter(([n]) => !SCROLLED.test(n))) {
      const began = performance.now();
      fixture.reset();
      const context = await browser.newContext({ viewport: SMALL, timezoneId: "Europe/Amsterdam", reducedMotion: "reduce" });
      const page = await context.newPage();
      page.on("console", (m) => { if (/Content.Security|Trusted/i.test(m.text())) found.push(`${name}: ${m.text()}`); });
      page.on("request", (r) => { if (/^https?:/.test(r.url()) && !r.url().startsWith(fixture.url)) found.push(`${name} asked ${r.url()}`); });
      await page.goto(link(fixture, "nl"));
      await page.locator("h1").waitFor();
      const other = await go(page, fixture);
      const there = performance.now();
      found.push(...(await judged(page)).map((f) => `${name}: ${f}`));
      await Promise.all([context.close(), other?.close()]);
      if (process.env.KORTELIJN_TIMES) console.log(name, Math.round(there - began), Math.round(performance.now() - there));
    }
  } finally {
    await browser.close();
    fixture.close();
  }
  expect(found).toEqual([]);
});
