// Every screen with the real server: WCAG 2.2 AA in light and dark, on a laptop and on a phone; nothing scrolls
// sideways; the browser has nothing to complain about.
import { type Page, expect, test } from "@playwright/test";
import { violations } from "./axe";
import { type Person, laptop } from "./people";
import { SCREENS, type Screen, type Stage, agree, enter, prepare, show } from "./screens";
import { Server } from "./server";

test.describe.configure({ mode: "serial", timeout: 600_000 });

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

async function flaws(page: Page, screen: Screen): Promise<string[]> {
  const found: string[] = screen.big ? await far(page) : [];
  for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [390, "dark"], [390, "light"]] as const) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    // Only colours differ in the dark.
    found.push(...(await violations(page, colorScheme === "dark")).map((v) => `${width} ${colorScheme} ${v}`));
    found.push(...await wide(page));
  }
  if (screen.busy) return found;
  await page.setViewportSize({ width: 320, height: 700 });
  found.push(...await wide(page));
  return found;
}

/** At five metres: nothing on the wall is smaller than 26 px at 1920 wide, and nothing of it is cut off. */
async function far(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 1920, height: 1080 });
  return page.evaluate(() => {
    const words = document.createTreeWalker(document.querySelector(".screen") as Node, NodeFilter.SHOW_TEXT);
    const found = [...document.querySelectorAll(".screen > *")].filter((e) => e.scrollHeight > e.clientHeight + 1).map((e) => `big: .${e.className} is cut off`);
    while (words.nextNode()) {
      const size = parseFloat(getComputedStyle(words.currentNode.parentElement as Element).fontSize);
      if (words.currentNode.textContent?.trim() && size < 26) found.push(`big: ${size} px for "${words.currentNode.textContent}"`);
    }
    return found;
  });
}

const wide = (page: Page): Promise<string[]> => page.evaluate(() =>
  [...document.querySelectorAll("html, .main, .sheet-body, .log, .door")].filter((e) => e.scrollWidth > e.clientWidth + 1)
    .map((e) => `${innerWidth}: ${e.tagName}.${e.className} is ${e.scrollWidth} wide in ${e.clientWidth}`));

/** A person's screens in their order, a dozen at a time. */
const parts = [...new Set(SCREENS.map((s) => s.who))].flatMap((who) => {
  const all = SCREENS.filter((s) => s.who === who && !s.paper);
  return all.flatMap((first, n) => (n % 12 === 0 ? [{ who, screens: all.slice(n, n + 12), from: first.name }] : []));
});
for (const { who, screens, from } of parts)
  test(`the screens of ${who ?? "a visitor"} from ${from} can be used by everybody, in both widths and both schemes`, async ({ browser }) => {
    const person: Person = await enter(browser, stage, who, laptop);
    const found: string[] = [];
    for (const screen of screens) {
      await person.page.setViewportSize({ width: 1280, height: 800 });
      await show(person.page, screen, stage);
      found.push(...(await flaws(person.page, screen)).map((f) => `${screen.name}, ${f}`));
    }
    expect(found).toEqual([]);
    // A token that is not one is refused, and the browser notes that.
    expect(person.complaints.filter((c) => !/Failed to load resource: .* 4\d\d/.test(c))).toEqual([]);
    await person.context.close();
  });
