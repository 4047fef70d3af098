// A daily start with six browsers at once: the chair on a laptop, the big screen, two colleagues on laptops, one on a
// phone in a browser process of its own, and one whom the household lets in while its item is open. Each scene goes on
// from the one before.
import { type BrowserServer, type Page, chromium, expect, test } from "@playwright/test";
import { type Person, about, arrive, line, phone, signIn, write } from "./people";
import { Server } from "./server";
import { type Family, allow, arrange, cardsOf, commons, familyOf, goToStart, inDays, itemNamed, itemTitle, neutral, newCase, newest, onTo, organisation,
  person, present, putOn, teamOf, today, withdraw } from "./start-people";
import { ask, rowOf } from "./wire";

test.describe.configure({ mode: "serial" });

const CASE = "Meidoorn";
const server = new Server();
const people: Person[] = [];
let sanne: Person, screen: Person, fatma: Person, joris: Person, yvonne: Person, aylin: Person;
let jorisBrowser: BrowserServer;
let family: Family, mee: number;
const said = { open: "Karin vraagt of we vrijdag langskomen.", meanwhile: "Lotte was er vandaag op tijd." };

test.beforeAll(() => server.start());
test.afterAll(async () => {
  for (const p of people) await p.context.close().catch(() => {});
  await jorisBrowser?.close();
  await server.stop();
});

async function come(browser: Parameters<typeof signIn>[0], name: string, look?: object): Promise<Person> {
  const person = await signIn(browser, server.url, name, look);
  people.push(person);
  return person;
}
function calm(): void {
  for (const p of people) expect(p.complaints).toEqual([]);
}
const everything = (page: Page): Promise<string> => page.evaluate(() =>
  document.documentElement.outerHTML + document.title + JSON.stringify({ ...sessionStorage, ...localStorage }));
const others = (): Person[] => [fatma, yvonne, aylin];

/** One state for everybody: each version of the common part is the same text at every board. */
function sameForAll(): void {
  const texts = new Map<number, Set<string>>();
  for (const p of people) for (const c of commons(p)) texts.set(c.version, (texts.get(c.version) ?? new Set()).add(JSON.stringify(c)));
  expect(texts.size).toBeGreaterThan(2);
  for (const [version, all] of texts) expect(all.size, `version ${version}`).toBe(1);
}
/** The chair signed in at the screen: what its board heard of this item counts, not its list of cases. */
async function hearsNothing(p: Person, heard: string): Promise<void> {
  const all = heard + await everything(p.page);
  for (const trace of [CASE, family.number, "Karin", "Lotte", said.open]) expect(all, trace).not.toContain(trace);
}

test("the chair opens today's start; who joins is ticked off on every screen, and the order is the chair's", async ({ browser }) => {
  sanne = await come(browser, "Sanne de Wit");
  family = await familyOf(sanne.page, await rowOf(sanne.page, CASE));
  mee = await organisation(sanne.page, "MEE Lindestreek");
  await newCase(sanne.page, "Wilg", await person(sanne.page, "Ricardo"));
  await putOn(sanne.page, [CASE, "Vlier", "Esdoorn", "Wilg"]);
  const ricardo = await signIn(browser, server.url, "Ricardo");
  await ask(ricardo.page, "absence.record", { who: await person(ricardo.page, "Ricardo"), from: today(), to: inDays(7),
    replacement: await person(ricardo.page, "Aylin"), replacement_to: inDays(7), client_id: 1 });
  await ricardo.context.close();
  await goToStart(sanne.page);
  await sanne.page.getByRole("button", { name: "Begin de dagstart" }).click();
  await expect(present(sanne.page)).toContainText("Sanne (voorzitter)");

  screen = await come(browser, "Sanne de Wit", { viewport: { width: 1920, height: 1080 } });
  await screen.page.goto(`${server.url}/dagstart?bord`);
  fatma = await come(browser, "Fatma");
  yvonne = await come(browser, "Yvonne");
  aylin = await come(browser, "Aylin");
  jorisBrowser = await anotherBrowser();
  joris = await come(await chromium.connect(jorisBrowser.wsEndpoint()), "Joris", phone);
  for (const p of [fatma, yvonne, aylin, joris]) await goToStart(p.page);
  for (const p of [sanne, screen, fatma, yvonne, aylin])
    for (const words of ["Welzijn Noord Sanne (voorzitter)", "Jeugdhulp Lindestroom Joris", "Kredietbank Overlinde Fatma", "GGD Overlinde Yvonne",
      "MEE Lindestreek Aylin", "Verslavingszorg De Overstap Ricardo is afwezig, Aylin vervangt"])
      await expect(present(p.page).getByText(words)).toBeVisible();
  await expect(joris.page.getByText("5 aanwezig")).toBeVisible();

  for (const [label, place] of [["Vlier", 1], [CASE, 2], ["Esdoorn", 3], ["Wilg", 4]] as const) await arrange(sanne, itemNamed(sanne, label), place);
  const order = newest(sanne).items.map((i) => i.item);
  for (const p of people) await expect.poll(() => newest(p).items.map((i) => i.item)).toEqual(order);
  expect(cardsOf(aylin).map((c) => c.label)).toContain("Wilg");  // in Ricardo's place
  expect(cardsOf(yvonne).map((c) => c.label)).not.toContain("Wilg");
  sameForAll();
  calm();
});

/** Into the room beside the board. */
async function say(page: Page, text: string): Promise<void> {
  await about(page, "School");
  await write(page, text);
  await expect(line(page, text)).not.toHaveClass(/ln-pending/);
}
/** The neutral card as it is drawn, but for the reader's own next number. */
const drawn = (p: Person): Promise<string> => neutral(p.page).evaluate((card) => card.outerHTML.replace(/U bent [^.]*\./, "").replace(/nog ongeveer \d+/, ""));
function whenNeutral(): void {
  new MutationObserver((_, me) => {
    if (!document.querySelector(".neutral")) return;
    (window as unknown as { outAt: number }).outAt = Date.now();
    me.disconnect();
  }).observe(document.body, { childList: true, subtree: true });
}
const anotherBrowser = (): Promise<BrowserServer> => chromium.launchServer(test.info().project.use.launchOptions);

test("at an item its people get the room beside the board, the others one and the same card, and the big screen no name", async () => {
  await onTo(sanne, itemNamed(sanne, "Vlier"));
  await expect(neutral(yvonne.page)).toBeVisible();
  const ofAnother = await drawn(yvonne);
  const item = itemNamed(sanne, CASE);
  await onTo(sanne, item);
  for (const p of [sanne, joris]) {
    await expect(itemTitle(p.page)).toHaveText(CASE);
    await expect(p.page.getByRole("log")).toBeVisible();
  }
  await say(sanne.page, said.open);
  await expect(line(joris.page, said.open)).toBeVisible();

  for (const p of others()) await expect(neutral(p.page)).toContainText("Er wordt een andere casus besproken");
  for (const p of others()) expect(await drawn(p)).toBe(ofAnother);
  await expect(neutral(yvonne.page)).toContainText("U bent vandaag niet meer aan de beurt.");
  await expect(neutral(fatma.page)).toContainText("U bent weer aan de beurt bij punt 3.");
  await expect(screen.page.getByRole("heading", { level: 2, name: "Er wordt een andere casus besproken" })).toBeVisible();
  await expect(screen.page.locator("[aria-current=step]")).toHaveText("2Punt 2niet voor iedereen hier");
  for (const p of [...others(), screen]) await hearsNothing(p, p === screen ? JSON.stringify(commons(p).filter((c) => c.current === item)) : p.heard.join("\n"));
  sameForAll();
  calm();
});

test("a yes that is recorded at that moment lets somebody in; a yes that ends puts them out at once, card and room", async () => {
  await allow(sanne.page, family, mee, "daily_start");
  await expect(itemTitle(aylin.page)).toHaveText(CASE);
  await expect(aylin.page.getByText("U mag dit punt volgen. De kamer is hier niet voor u.")).toBeVisible();
  await allow(sanne.page, family, mee, "cooperation");
  await expect(line(aylin.page, said.open)).toBeVisible();
  await expect(sanne.page.getByText("3 mensen hier mogen dit zien")).toBeVisible();
  for (const p of [fatma, yvonne]) await expect(neutral(p.page)).toBeVisible();
  await expect(screen.page.getByRole("heading", { level: 2, name: "Er wordt een andere casus besproken" })).toBeVisible();

  await aylin.page.evaluate(whenNeutral);
  await withdraw(sanne.page, family, mee, "cooperation");
  await withdraw(sanne.page, family, mee, "daily_start");
  const ended = Date.now();
  await expect(neutral(aylin.page)).toBeVisible();
  const took = (await aylin.page.evaluate(() => (window as unknown as { outAt: number }).outAt)) - ended;
  console.log(`    out of the item ${took} ms after the last answer`);
  expect(took).toBeLessThan(1_000);
  const left = await everything(aylin.page);
  for (const trace of [CASE, family.number, "Karin", "Lotte", said.open]) expect(left, trace).not.toContain(trace);
  expect(await drawn(aylin)).toBe(await drawn(yvonne));
  await expect(sanne.page.getByText("2 mensen hier mogen dit zien")).toBeVisible();
  sameForAll();
  calm();
});

test("a browser that is killed while the item is open comes back to the state as it is now", async () => {
  const kept = await joris.context.storageState();
  people.splice(people.indexOf(joris), 1);
  await jorisBrowser.kill();
  await say(sanne.page, said.meanwhile);
  await sanne.page.getByRole("button", { name: new RegExp(`^2\\b.*${CASE}`) }).click();
  await sanne.page.getByRole("button", { name: "Een minuut meer" }).click();
  await expect.poll(() => newest(sanne).items[1].minutes).toBe(6);

  jorisBrowser = await anotherBrowser();
  const browser = await chromium.connect(jorisBrowser.wsEndpoint());
  joris = await arrive(browser, `${server.url}/dagstart`, { ...phone, storageState: kept });
  people.push(joris);
  await expect(itemTitle(joris.page)).toHaveText(CASE);
  for (const text of [said.open, said.meanwhile]) await expect(line(joris.page, text)).toHaveCount(1);
  await expect(joris.page.getByText("5 aanwezig")).toBeVisible();
  expect(newest(joris)).toEqual(newest(sanne));
  expect(cardsOf(joris).map((c) => c.label).sort()).toEqual([CASE, "Vlier"]);
  sameForAll();
  calm();
});

test("of two clicks of the chair one moves on, and the other is told", async () => {
  let held: (() => void)[] | null = null;
  const second = await sanne.context.newPage();
  await second.routeWebSocket(/\/ws$/, (socket) => {
    const real = socket.connectToServer();
    socket.onMessage((text) => real.send(text));
    // Until it pressed itself, this tab has not heard that the other one did.
    real.onMessage((text) => { if (held) held.push(() => socket.send(text)); else socket.send(text); });
  });
  await second.goto(`${server.url}/dagstart`);
  await expect(itemTitle(second)).toHaveText(CASE);
  const before = newest(sanne);
  held = [];
  await sanne.page.locator("body").press("n");
  await expect(itemTitle(sanne.page)).toHaveText("Esdoorn");
  await second.locator("body").press("n");
  const late = held as (() => void)[];
  await expect.poll(() => late.length).toBeGreaterThan(1);
  held = null;
  for (const give of late) give();
  await expect(second.getByText("Iemand anders ging net verder. U ziet nu punt 3.")).toBeVisible();
  await expect(itemTitle(second)).toHaveText("Esdoorn");
  expect(newest(sanne).version).toBe(before.version + 1);
  await expect(itemTitle(fatma.page)).toHaveText("Esdoorn");
  await expect(neutral(joris.page)).toBeVisible();
  await second.close();
  calm();
});

test("an action is typed as it is said, shown before it is kept, and is on its owner's own list", async () => {
  await fatma.page.keyboard.press("/");
  const field = fatma.page.getByRole("textbox", { name: "Wie doet wat, wanneer?" });
  await expect(field).toBeFocused();
  await about(fatma.page, "Wonen");
  await field.fill("@sanne belt Denise vr");
  await expect(fatma.page.locator(".line-preview")).toContainText("Wordt: Sanne de Wit belt Denise, vrijdag");
  await field.press("Enter");
  await expect(fatma.page.locator(".line-kept")).toContainText("bewaard");
  for (const p of [sanne, fatma]) await expect(p.page.getByRole("log").locator(".event-start", { hasText: "belt Denise" })).toContainText("Sanne de Wit · ");
  await fatma.page.getByRole("radio", { name: "Besluit" }).check();
  await fatma.page.getByRole("textbox", { name: "Wat is besloten?" }).fill("We wachten niet op de brief.");
  await fatma.page.getByRole("button", { name: "Bewaar besluit" }).click();
  await expect(sanne.page.getByRole("log").locator(".event-start", { hasText: "We wachten niet op de brief." })).toBeVisible();
  for (const p of [joris, yvonne, aylin]) for (const text of ["Denise", "op de brief"]) expect(p.heard.join("\n") + await everything(p.page)).not.toContain(text);
  calm();
});

test("the chair ends the start for everybody, and what was not reached is on the next one", async () => {
  await sanne.page.getByRole("button", { name: "Meer over deze dagstart" }).click();
  await sanne.page.getByRole("button", { name: "Sluit de dagstart" }).click();
  for (const p of others()) await expect(p.page.getByRole("status").getByText("De dagstart is klaar")).toBeVisible();
  await expect(screen.page.getByRole("heading", { level: 2, name: "De dagstart is klaar" })).toBeVisible();
  const waiting = newest(fatma).items.filter((i) => i.state === "waiting").length;
  expect(waiting).toBeGreaterThan(0);
  await expect.poll(() => sanne.heard.some((f) => f.includes(`"result":{"carried":${waiting}}`))).toBe(true);
  const team = await teamOf(sanne.page);
  const days = await Promise.all([1, 2, 3, 4, 5].map((n) => ask<{ items: number; state: string }>(sanne.page, "board.today", { team, day: inDays(n) })));
  const next = days.find((d) => d.items > 0) as { items: number; state: string };
  expect(next.state).toBe("planned");
  expect(next.items).toBeGreaterThanOrEqual(waiting);
  sameForAll();
  for (const p of people.filter((one) => one !== sanne)) expect(p.complaints).toEqual([]);
});

test("a case with an open action is not closed before somebody says what becomes of it; then somebody calls in six weeks", async () => {
  const { page } = sanne;
  const { case: esdoorn } = await rowOf(page, "Esdoorn");
  await page.goto(`${server.url}/casus/${esdoorn}/gezin`);
  await page.getByRole("button", { name: "Sluit de casus" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.locator(".chip", { hasText: "Doelen gehaald" }).click();
  await sheet.getByRole("button", { name: "Sluit de casus" }).click();
  await expect(sheet.getByRole("alert")).toContainText("Er is nog 1 open afspraak");
  await sheet.getByRole("button", { name: "Klaar: belt Denise" }).click();
  await expect(sheet.getByText("Geen open afspraken")).toBeVisible();
  const call = new Date(Date.now() + 42 * 86_400_000);
  await sheet.getByLabel("Bel nog eens op").fill(call.toLocaleDateString("nl-NL", { day: "numeric", month: "long" }));
  await sheet.getByRole("button", { name: "Sluit de casus" }).click();
  await expect(sheet).toHaveCount(0);
  await expect(page.getByText(`Nabellen op ${call.toLocaleDateString("nl-NL", { day: "numeric", month: "short" }).replace(".", "")}`)).toBeVisible();
  calm();
});
