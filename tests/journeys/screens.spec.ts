// Every screen with the real server: WCAG 2.2 AA in light and dark, on a laptop and on a phone; nothing scrolls
// sideways; the browser has nothing to complain about.
import AxeBuilder from "@axe-core/playwright";
import { type Page, expect, test } from "@playwright/test";
import { type Person, laptop } from "./people";
import { SCREENS, type Stage, agree, enter, prepare, show } from "./screens";
import { Server } from "./server";

test.describe.configure({ mode: "serial", timeout: 600_000 });

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const server = new Server();
let stage: Stage;

test.beforeAll(async ({ browser }) => {
  await server.start();
  stage = await prepare(browser, server);
  await agree(stage);
});
test.afterAll(async () => {
  await stage.sanne.context.close();
  await server.stop();
});

async function flaws(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [390, "dark"], [390, "light"]] as const) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    // Only colours differ in the dark. No frames here: "legacy" saves a second page for each look.
    const axe = new AxeBuilder({ page }).setLegacyMode(true);
    const { violations } = await (colorScheme === "light" ? axe.withTags(TAGS) : axe.withRules(["color-contrast"])).analyze();
    for (const v of violations)
      found.push(`${width} ${colorScheme} ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(" | ")}`);
    found.push(...await wide(page));
  }
  await page.setViewportSize({ width: 320, height: 700 });
  found.push(...await wide(page));
  return found;
}

const wide = (page: Page): Promise<string[]> => page.evaluate(() =>
  [...document.querySelectorAll("html, .main, .sheet-body, .log, .door")].filter((e) => e.scrollWidth > e.clientWidth + 1)
    .map((e) => `${innerWidth}: ${e.tagName}.${e.className} is ${e.scrollWidth} wide in ${e.clientWidth}`));

for (const who of new Set(SCREENS.map((s) => s.who)))
  test(`the screens of ${who ?? "a visitor"} can be used by everybody, in both widths and both schemes`, async ({ browser }) => {
    const person: Person = await enter(browser, stage, who, laptop);
    const found: string[] = [];
    for (const screen of SCREENS.filter((s) => s.who === who)) {
      await person.page.setViewportSize({ width: 1280, height: 800 });
      await show(person.page, screen, stage);
      found.push(...(await flaws(person.page)).map((f) => `${screen.name}, ${f}`));
    }
    expect(found).toEqual([]);
    // A token that is not one is refused, and the browser notes that.
    expect(person.complaints.filter((c) => !/Failed to load resource: .* 4\d\d/.test(c))).toEqual([]);
    await person.context.close();
  });
