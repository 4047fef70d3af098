// WCAG 2.2 AA on every screen, light and dark, laptop and phone; no sideways scroll at 320 px; touch targets on a phone.
import AxeBuilder from "@axe-core/playwright";
import { chromium, expect, test, type Browser, type Page } from "@playwright/test";
// @ts-expect-error plain JavaScript, used by tests only
import { startFixture } from "./fixtures/server.mjs";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
let browser: Browser;
let fixture: { url: string; state: { you: number }; push(...n: unknown[]): void; close(): void };
test.beforeAll(async () => {
  fixture = await startFixture();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });
});
test.afterAll(async () => { await browser.close(); fixture.close(); });

type Screen = { name: string; you: number; path: string; open?: (p: Page) => Promise<void> };
const press = (name: RegExp) => async (p: Page) => { await p.getByRole("button", { name }).filter({ visible: true }).first().click(); };
const SCREENS: Screen[] = [
  { name: "sign-in", you: 0, path: "/" }, { name: "invitation", you: 0, path: "/uitnodiging#a", open: press(/Open de/) },
  { name: "overview", you: 11, path: "/vandaag" }, { name: "cases", you: 11, path: "/casussen" }, { name: "new case", you: 11, path: "/casussen", open: press(/Nieuwe casus/) },
  { name: "room", you: 11, path: "/casus/5" }, { name: "room, life domain", you: 11, path: "/casus/5", open: press(/^Leefgebied/) },
  { name: "who may know what", you: 11, path: "/casus/5/weten" }, { name: "record", you: 11, path: "/casus/5/weten", open: press(/^Organisatie$/) }, { name: "without consent", you: 11, path: "/casus/5/weten", open: press(/Grondslag zonder/) },
  { name: "household", you: 11, path: "/casus/5/gezin" }, { name: "invite", you: 11, path: "/casus/5/gezin", open: press(/Nodig uit/) }, { name: "more", you: 11, path: "/meer" },
  { name: "search", you: 11, path: "/vandaag", open: async (p) => { await p.keyboard.press("Control+k"); await p.locator("dialog input").fill("school"); await p.getByText("Berichten").waitFor(); } },
  { name: "gone", you: 13, path: "/casus/5", open: async (p) => { fixture.push(["room.gone", { room: 7, case: 5 }]); await p.getByRole("alert").waitFor(); } },
  { name: "absent", you: 11, path: "/casus/999" }, { name: "log", you: 17, path: "/logboek", open: press(/Toon bewijs/) },
];
async function show(s: Screen, width: number, scheme: "light" | "dark"): Promise<Page> {
  fixture.state.you = s.you;
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: scheme, locale: "nl-NL", reducedMotion: "reduce" });
  await page.goto(fixture.url + s.path);
  await page.locator("h1").filter({ visible: true }).first().waitFor();
  await page.waitForTimeout(250);
  await s.open?.(page);
  await page.waitForTimeout(100);
  return page;
}

for (const s of SCREENS) {
  for (const [width, scheme] of [[1280, "light"], [1280, "dark"], [390, "light"], [390, "dark"]] as const) {
    test(`${s.name} is accessible at ${width}, ${scheme}`, async () => {
      const page = await show(s, width, scheme);
      const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
      expect(violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`)).toEqual([]);
      await page.close();
    });
  }
  test(`${s.name} reflows at 320`, async () => {
    const page = await show(s, 320, "light");
    const over = await page.evaluate(() => {
      const wide = document.documentElement.clientWidth;
      const fixed = document.documentElement.scrollWidth - wide;
      const inner = [...document.querySelectorAll(".main, .sheet-body, .log, .door")].filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.className);
      return { fixed, inner };
    });
    expect(over).toEqual({ fixed: 0, inner: [] });
    await page.close();
  });
}
