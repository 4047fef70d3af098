// WCAG 2.2 AA on every screen, light and dark, laptop and phone; no sideways scroll at 320 px; touch targets on a phone.
import AxeBuilder from "@axe-core/playwright";
import { chromium, expect, test, type Browser, type Page } from "@playwright/test";
// @ts-expect-error plain JavaScript, used by tests only
import { startFixture } from "./fixtures/server.mjs";

const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
let browser: Browser;
let fixture: { url: string; state: { you: number; call?: string; plan?: string | undefined; start: { current: number } }; push(...n: unknown[]): void; close(): void };
test.beforeAll(async () => {
  fixture = await startFixture();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });
});
test.afterAll(async () => { await browser.close(); fixture.close(); });

type Screen = { name: string; you: number; path: string; item?: number; plan?: string; open?: (p: Page) => Promise<void> };
const press = (name: RegExp) => async (p: Page) => { await p.getByRole("button", { name }).filter({ visible: true }).first().click(); };
const inCall = (tab: RegExp) => async (p: Page) => { await press(/Ga naar binnen/)(p); await p.getByRole("button", { name: /Stop gesprek/ }).waitFor(); await p.getByRole("tab", { name: tab }).click(); };
const SCREENS: Screen[] = [
  { name: "sign-in", you: 0, path: "/" }, { name: "invitation", you: 0, path: "/uitnodiging#a", open: press(/Open de/) },
  { name: "overview", you: 11, path: "/vandaag" }, { name: "cases", you: 11, path: "/casussen" }, { name: "new case", you: 11, path: "/casussen", open: press(/Nieuwe casus/) },
  { name: "room", you: 11, path: "/casus/5" }, { name: "room, life domain", you: 11, path: "/casus/5", open: press(/^Leefgebied/) },
  { name: "who may know what", you: 11, path: "/casus/5/weten" }, { name: "record", you: 11, path: "/casus/5/weten", open: press(/^Organisatie$/) }, { name: "without consent", you: 11, path: "/casus/5/weten", open: press(/Grondslag zonder/) },
  { name: "household", you: 11, path: "/casus/5/gezin" }, { name: "invite", you: 11, path: "/casus/5/gezin", open: press(/Nodig uit/) }, { name: "more", you: 11, path: "/meer" },
  { name: "search", you: 11, path: "/vandaag", open: async (p) => { await p.keyboard.press("Control+k"); await p.locator("dialog input").fill("school"); await p.getByText("Berichten").waitFor(); } },
  { name: "gone", you: 13, path: "/casus/5", open: async (p) => { fixture.push(["room.gone", { room: 7, case: 5 }]); await p.getByRole("alert").waitFor(); } },
  { name: "start, a case", you: 11, path: "/dagstart", item: 106 }, { name: "start, an action", you: 11, path: "/dagstart", item: 106, open: async (p) => { await p.locator(".item-write .segment label").nth(1).click(); await p.locator("#action-text").fill("@fatma belt vr"); await p.getByText("Wordt:").waitFor(); } },
  { name: "start, triage", you: 11, path: "/dagstart", item: 103, open: async (p) => { await p.getByText("Oppakken in een nieuwe casus").click(); } }, { name: "start, not taken up", you: 11, path: "/dagstart", item: 103, open: async (p) => { await p.getByText("Niet oppakken, met reden").click(); } },
  { name: "start, neutral", you: 12, path: "/dagstart", item: 103 }, { name: "start, follow-up", you: 11, path: "/dagstart", item: 105 }, { name: "big screen", you: 11, path: "/dagstart?bord", item: 103 }, { name: "summary", you: 11, path: "/dagstart/overzicht" },
  { name: "signals", you: 11, path: "/meldingen" }, { name: "signal", you: 11, path: "/melding/72" }, { name: "new signal", you: 11, path: "/melding/nieuw" }, { name: "figures", you: 11, path: "/cijfers" }, { name: "team", you: 11, path: "/team" }, { name: "away", you: 11, path: "/team", open: press(/Meld afwezig/) },
  { name: "an action changed", you: 11, path: "/vandaag", open: press(/Wijzig afspraak/) }, { name: "closing", you: 11, path: "/casus/5/gezin", open: press(/Sluit de casus/) },
  { name: "making a call", you: 11, path: "/casus/5", open: async (p) => { await press(/Bel met het gezin/)(p); await p.locator("dialog .chip", { hasText: /^Karin$/ }).click(); await p.locator("dialog .chip", { hasText: /^Geld$/ }).click(); await p.getByText("Meer", { exact: true }).last().click(); } },
  { name: "before a call", you: 11, path: "/gesprek/9001", open: async (p) => { await p.getByRole("tab", { name: /Mensen/ }).click(); await p.locator(".invite .chip").first().click(); await press(/Maak een link/)(p); await p.getByRole("button", { name: "Toon QR-code" }).last().click(); await p.locator(".qr").waitFor(); } },
  { name: "call, consent", you: 11, path: "/gesprek/9001", open: inCall(/Toestemming/) }, { name: "call, papers", you: 11, path: "/gesprek/9001", open: async (p) => { await inCall(/Nodig/)(p); await press(/Beslis hierover/)(p); } }, { name: "call, agreed", you: 11, path: "/gesprek/9001", open: async (p) => { await inCall(/Afspraken/)(p); await press(/Stop gesprek/)(p); } },
  { name: "call, asking", you: 11, path: "/gesprek/9001", open: async (p) => { await inCall(/Toestemming/)(p); await press(/Vraag toestemming/)(p); await p.locator("dialog .chip").first().waitFor(); } }, { name: "call, word", you: 11, path: "/gesprek/9001", open: async (p) => { await inCall(/^Kamer/)(p); await press(/Veiligheidswoord/)(p); } },
  { name: "call, out", you: 11, path: "/gesprek/9001", open: async (p) => { await inCall(/Toestemming/)(p); fixture.push(["call.gone", { call: 9001, reason: "ground" }]); await p.getByRole("alert").waitFor(); } },
  { name: "asking along", you: 11, path: "/casus/5", open: async (p) => { await press(/Vraag een collega mee/)(p); await p.getByLabel("Wie of waarover").fill("fatma"); await p.locator("dialog .choose-row").first().click(); for (const x of ["Karin", "Geld"]) await p.locator("dialog .chip", { hasText: new RegExp(`^${x}$`) }).click(); await p.locator(".sees").waitFor(); } },
  { name: "consults", you: 11, path: "/consulten" }, { name: "consult", you: 11, path: "/consult/302" }, { name: "consult asked", you: 16, path: "/consult/301", open: press(/Nu niet/) },
  { name: "plan", you: 11, path: "/casus/5/plan" }, { name: "plan, empty", you: 11, path: "/casus/5/plan", plan: "empty" }, { name: "plan, not for you", you: 11, path: "/casus/5/plan", plan: "refused" },
  { name: "plan, writing", you: 11, path: "/casus/5/plan", open: press(/^Schrijf een doel$/) }, { name: "plan, an older version", you: 11, path: "/casus/5/plan", open: press(/^Lees/) }, { name: "plan, a meeting", you: 11, path: "/casus/5/plan", open: press(/Maak een netwerkberaad/) },
  { name: "plan, shared and ended", you: 11, path: "/casus/5/plan", open: async (p) => { await press(/Wie ziet dit/)(p); await p.locator(".plan-share .chip", { hasText: "Buurman Piet" }).click(); await press(/Haal weg/)(p); await press(/Beëindig de link/)(p); } },
  { name: "plan, the network", you: 11, path: "/casus/5/plan", open: async (p) => { await press(/Nodig het netwerk uit/)(p); await press(/^Maak een link$/)(p); } },
  { name: "plan, a link", you: 11, path: "/casus/5/plan", open: async (p) => { await press(/Link voor het gezin/)(p); await p.locator("dialog .chip").first().click(); await press(/^Maak een link$/)(p); await press(/Toon QR-code/)(p); await p.locator(".qr").waitFor(); } },
  { name: "absent", you: 11, path: "/casus/999" }, { name: "log", you: 17, path: "/logboek", open: press(/Toon bewijs/) },
];
async function show(s: Screen): Promise<Page> {
  fixture.state.you = s.you;
  fixture.state.start.current = s.item ?? 103;
  fixture.state.plan = s.plan;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "nl-NL", reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(fixture.url + s.path);
  await page.locator("h1").filter({ visible: true }).first().waitFor();
  await page.waitForTimeout(250);
  await s.open?.(page);
  await page.waitForTimeout(150);
  return page;
}

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
for (const s of SCREENS) {
  test(`${s.name}: no violation of WCAG 2.2 AA in any width or scheme, and no sideways scroll at 320`, async () => {
    const page = await show(s);
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
