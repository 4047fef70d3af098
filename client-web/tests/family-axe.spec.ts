// Every screen of the family's page in all six languages: WCAG 2.2 AA, light and dark and forced colours, no sideways
// scroll at 320 px, and nothing to press that is smaller than 24 px (44 in the call).
import AxeBuilder from "@axe-core/playwright";
import { chromium, expect, test, type Browser, type BrowserContext, type Page } from "@playwright/test";
// @ts-expect-error plain JavaScript, used by tests only
import { startFamily } from "./fixtures/family.mjs";
// @ts-expect-error plain JavaScript, used by tests only
import { ARGS, link, SCREENS } from "./fixtures/family-screens.mjs";

type Fixture = { url: string; reset(change?: object): void; close(): void };
type Go = (page: Page, fixture: Fixture) => Promise<BrowserContext | undefined>;
let browser: Browser;
let fixture: Fixture;
test.beforeAll(async () => {
  fixture = await startFamily();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });
});
test.afterAll(async () => { await browser.close(); fixture.close(); });

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LANGUAGES = ["nl", "en", "pl", "tr", "ar", "uk"];

async function faults(page: Page, look: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(TAGS).analyze();
  return violations.map((v) => `${look} ${v.id}: ${v.nodes.slice(0, 2).map((n) => n.html.slice(0, 160)).join(" | ")}`);
}
/** Too wide, or too small to press; a link within a sentence may be as high as its line. */
const measure = (page: Page) => page.evaluate(() => {
  const found: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`${root.scrollWidth} wide of ${root.clientWidth}`);
  for (const e of document.querySelectorAll<HTMLElement>("button, select, .pick, summary, input[type=checkbox]")) {
    const box = e.getBoundingClientRect();
    const least = e.closest(".controls, .bar, .answers, .foot") ? 44 : 24;
    if (box.width > 0 && (box.height < least || box.width < least)) found.push(`${e.className || e.tagName}: ${Math.round(box.width)}x${Math.round(box.height)}`);
  }
  return found;
});

for (const [name, go] of Object.entries(SCREENS as Record<string, Go>)) {
  test(`${name}: clean in every language and scheme, whole at 320`, async () => {
    fixture.reset();
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, timezoneId: "Europe/Amsterdam", reducedMotion: "reduce" });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (m) => { if (/Content.Security|TrustedHTML/i.test(m.text())) complaints.push(m.text()); });
    await page.goto(link(fixture, "nl"));
    await page.locator("h1").waitFor();
    const other = await go(page, fixture);
    const found: string[] = [];
    for (const language of LANGUAGES) {
      await page.locator(".language select").selectOption(language);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await page.setViewportSize({ width: 390, height: 844 });
      found.push(...await faults(page, language));
      await page.setViewportSize({ width: 320, height: 640 });
      found.push(...(await measure(page)).map((f) => `${language} at 320: ${f}`));
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: "dark" });
    found.push(...await faults(page, "dark"));
    await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    found.push(...await faults(page, "forced"));
    expect([...found, ...complaints]).toEqual([]);
    await context.close();
    await other?.close();
  });
}
