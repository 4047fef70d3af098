// WCAG 2.2 AA on every screen, light and dark, laptop and phone; no sideways scroll at 320 px; touch targets on a phone.
import AxeBuilder from "@axe-core/playwright";
import { chromium, expect, test, type Browser, type Page } from "@playwright/test";
// @ts-expect-error plain JavaScript, used by tests only
import { startFixture } from "./fixtures/server.mjs";
// @ts-expect-error plain JavaScript, used by tests only
import { ARGS, SCREENS, show } from "./fixtures/staff-screens.mjs";

let browser: Browser;
let fixture: { close(): void };
test.beforeAll(async () => {
  fixture = await startFixture();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });
});
test.afterAll(async () => { await browser.close(); fixture.close(); });

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
for (const s of SCREENS as { name: string }[]) {
  test(`${s.name}: no violation of WCAG 2.2 AA in any width or scheme, and no sideways scroll at 320`, async () => {
    const page: Page = await show(browser, fixture, s);
    const found: string[] = [];
    for (const [width, scheme] of [[1280, "light"], [1280, "dark"], [390, "light"], [390, "dark"]] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: scheme });
      await page.waitForTimeout(200);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(TAGS).analyze();
      for (const v of violations) found.push(`${width} ${scheme} ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(" | ")}`);
    }
    await page.setViewportSize({ width: 320, height: 700 });
    await page.waitForTimeout(200);
    const wide = await page.evaluate(() => [...document.querySelectorAll("html, .main, .sheet-body, .log, .door, .panel-now")].filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => `${e.tagName}.${e.className}: ${e.scrollWidth} of ${e.clientWidth}`));
    expect([...found, ...wide]).toEqual([]);
    await page.context().close();
  });
}
