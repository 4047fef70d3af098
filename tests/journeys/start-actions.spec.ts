// Who does what, and the end of a start, with six browsers at once: actions typed as they are said and what becomes of
// them, an owner who leaves the team, and a summary in which each reads their own part.
import { expect, type Locator, type Page, test } from "@playwright/test";
import { type Person, about, phone } from "./people";
import { Server } from "./server";
import { arrange, bigScreen, calm, comeAll, goToStart, inDays, inWords, itemNamed, itemTitle, neutral, neverHeard, newest, onTo, putOn, teamOf } from "./start-people";
import { type Row, ask, rowOf } from "./wire";

test.describe.configure({ mode: "serial" });

const server = new Server();
let all: Person[] = [];
let sanne: Person, fatma: Person, joris: Person, hanneke: Person, yvonne: Person, screen: Person;
let esdoorn: Row;
const eva = "eva@welzijn.example";

test.beforeAll(() => server.start());
test.afterAll(async () => {
  for (const p of all) await p.context.close().catch(() => {});
  await server.stop();
});

const field = (page: Page): Locator => page.getByRole("textbox", { name: "Wie doet wat, wanneer?" });
/** One line, as it is said; what it becomes is read back before Enter keeps it. */
async function type(page: Page, text: string, becomes: string): Promise<void> {
  await field(page).fill(text);
  await expect(page.locator(".line-preview")).toContainText(becomes);
  await field(page).press("Enter");
  await expect(field(page)).toHaveValue("");
  await expect(page.locator(".line-kept")).toContainText("bewaard");
}
/** The row of an action among those of the case beside the board, or on a page of actions. */
const row = (page: Page, text: string): Locator => page.locator(".act", { hasText: text }).filter({ visible: true }).first();
async function openList(page: Page): Promise<void> {
  const list = page.locator(".item-actions");
  if (!(await list.evaluate((d) => (d as HTMLDetailsElement).open))) await list.locator("summary").click();
}
async function change(page: Page, text: string, way: string, fill: (sheet: Locator) => Promise<void>): Promise<void> {
  await row(page, text).getByRole("button", { name: "Wijzig afspraak" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("radio", { name: way }).check();
  await fill(sheet);
  await sheet.getByRole("button", { name: way, exact: true }).click();
  await expect(sheet).toHaveCount(0);
}
const chip = (sheet: Locator, name: string): Locator => sheet.locator(".chip", { hasText: name });
const postpone = (page: Page, text: string, days: number, why: string): Promise<void> => change(page, text, "Stel uit", async (sheet) => {
  await sheet.getByLabel("Nieuwe dag").fill(inWords(days));
  await sheet.getByLabel("Waarom").fill(why);
});

test("one says it and it is written: two owners, a partner organisation, one of the family; shown before it is kept", async ({ browser }) => {
  server.run("admin", "invite", "--demo", "--name", "Eva Proef", "--email", eva, "--organisation", "Welzijn Noord", "--role", "professional", "--team", "wijkteam Noord");
  [sanne, fatma, joris, hanneke, yvonne] = await comeAll(browser, server.url, ["Sanne de Wit"], ["Fatma"], ["Joris", phone], ["Hanneke"], ["Yvonne"]);
  all = [sanne, fatma, joris, hanneke, yvonne];
  esdoorn = await rowOf(sanne.page, "Esdoorn");
  await putOn(sanne.page, ["Esdoorn", "Meidoorn", "Vlier"]);
  await goToStart(sanne.page);
  await sanne.page.getByRole("button", { name: "Begin de dagstart" }).click();
  for (const p of [fatma, joris, yvonne]) await goToStart(p.page);
  screen = await bigScreen(browser, server.url, "Sanne de Wit");
  all.push(screen);
  for (const [n, label] of ["Esdoorn", "Meidoorn"].entries()) await arrange(sanne, itemNamed(sanne, label), n + 1);
  await onTo(sanne, itemNamed(sanne, "Esdoorn"));
  for (const p of [sanne, fatma]) await expect(itemTitle(p.page)).toHaveText("Esdoorn");

  const { page } = sanne;
  await page.getByRole("radio", { name: "Afspraak" }).check();
  await about(page, "Praktisch");
  await type(page, "@fatma belt moeder vr", "Wordt: Fatma Yıldız belt moeder, vrijdag");
  await type(page, "@sanne @fatma gaan samen langs op do", "Wordt: Sanne de Wit en Fatma Yıldız gaan samen langs, donderdag");
  await type(page, "@kredietbank maakt het voorstel volgende week", "Wordt: Kredietbank Overlinde maakt het voorstel, ");
  await type(page, "@denise zoekt het huurcontract morgen", "Wordt: Denise Tahapary zoekt het huurcontract, ");
  await type(page, "@eva regelt de peutergym over 2 weken", "Wordt: Eva Proef regelt de peutergym, ");
  await field(page).fill("belt de huisarts");
  await expect(page.locator(".line-read")).toContainText("Wie doet dit? Kies iemand.");
  await field(page).fill("");
  await openList(fatma.page);
  for (const text of ["belt moeder", "gaan samen langs", "maakt het voorstel", "zoekt het huurcontract", "regelt de peutergym"])
    await expect(row(fatma.page, text)).toBeVisible();
  for (const p of [joris, yvonne]) await expect(neutral(p.page)).toBeVisible();
  calm(all);
});

test("done, handed on, put off with a reason; put off twice the team leader sees it, and not a word of it", async () => {
  await row(fatma.page, "maakt het voorstel").getByRole("button", { name: /^Klaar/ }).click();
  await expect(fatma.page.locator(".act", { hasText: "maakt het voorstel" })).toHaveCount(0);
  await change(fatma.page, "belt moeder", "Draag over", (sheet) => chip(sheet, "Sanne de Wit").click());
  await expect(sanne.page.getByRole("log").getByText("Fatma droeg dit over aan Sanne de Wit.")).toBeVisible();

  await openList(sanne.page);
  await postpone(sanne.page, "gaan samen langs", 6, "Ruben is ziek.");
  await expect(row(sanne.page, "gaan samen langs")).toContainText("1 keer uitgesteld");
  const twice = hanneke.page.locator("section", { has: hanneke.page.getByRole("heading", { name: "Twee keer uitgesteld" }) });
  const put = twice.locator(".oversee", { hasText: esdoorn.number });
  await hanneke.page.goto(`${server.url}/team`);
  await expect(twice).toBeVisible();
  await expect(put).toHaveCount(0);
  await postpone(sanne.page, "gaan samen langs", 9, "Nog steeds ziek.");
  await expect(row(sanne.page, "gaan samen langs")).toContainText("2 keer uitgesteld, de teamleider ziet dit");
  await expect(row(fatma.page, "gaan samen langs")).toContainText("2 keer uitgesteld");
  await hanneke.page.reload();
  await expect(put).toContainText("Sanne de Wit en Fatma Yıldız");
  await expect(put).toContainText("2 keer");
  await neverHeard(hanneke, "Esdoorn", "samen langs", "ziek", "Tahapary");
  calm(all);
});

test("an owner who leaves the team leaves no orphan: it is listed, and handed over", async () => {
  server.run("admin", "end-team-membership", "--demo", eva, "--team", "wijkteam Noord");
  await sanne.page.goto(`${server.url}/team`);
  await expect(row(sanne.page, "regelt de peutergym")).toContainText("over te dragen");
  await hanneke.page.reload();
  const without = hanneke.page.locator("section", { has: hanneke.page.getByRole("heading", { name: "Zonder eigenaar" }) });
  await expect(without.locator(".oversee")).toHaveText(new RegExp(`^${esdoorn.number}.*Eva Proef`));
  await change(sanne.page, "regelt de peutergym", "Draag over", (sheet) => chip(sheet, "Sanne de Wit").click());
  await expect(sanne.page.getByText("Er is niets over te dragen.")).toBeVisible();
  await hanneke.page.reload();
  await expect(without.getByText("Elke afspraak heeft een eigenaar.")).toBeVisible();
  await goToStart(sanne.page);
  calm(all);
});

async function decide(page: Page, domain: string, text: string): Promise<void> {
  await page.getByRole("radio", { name: "Besluit" }).check();
  await about(page, domain);
  await page.getByRole("textbox", { name: "Wat is besloten?" }).fill(text);
  await page.getByRole("button", { name: "Bewaar besluit" }).click();
  await expect(page.getByRole("log").locator(".event-start", { hasText: text })).toBeVisible();
}

test("at the end each reads their own summary, has their own list, and what was not reached is on the next start", async () => {
  const said = { both: "Wij wachten niet op de brief.", health: "De huisarts kijkt eerst naar zijn rug.", other: "Lotte fietst morgen mee." };
  await decide(sanne.page, "Wonen", said.both);
  await decide(sanne.page, "Gezondheid", said.health);
  await onTo(sanne, itemNamed(sanne, "Meidoorn"));
  await expect(itemTitle(joris.page)).toHaveText("Meidoorn");
  await decide(sanne.page, "School", said.other);
  await sanne.page.getByRole("button", { name: "Meer over deze dagstart" }).click();
  await sanne.page.getByRole("button", { name: "Sluit de dagstart" }).click();
  await expect(sanne.page.getByRole("heading", { level: 1, name: "Overzicht" })).toBeVisible();
  for (const p of [fatma, joris, yvonne]) await p.page.getByRole("link", { name: "Overzicht" }).first().click();
  await expect(screen.page.getByRole("heading", { level: 2, name: "De dagstart is klaar" })).toBeVisible();

  const reads: [Person, string[], string[]][] = [[sanne, [said.both, said.health, said.other], []], [fatma, [said.both], [said.health, said.other]],
    [joris, [said.other], [said.both, said.health]], [yvonne, [], Object.values(said)]];
  for (const [p, own, never] of reads) {
    await expect(p.page.locator(".summary-decision")).toHaveCount(own.length);
    for (const text of own) await expect(p.page.locator(".summary-items")).toContainText(text);
    await neverHeard(p, ...never);
  }
  const list = (p: Person) => p.page.locator("section", { has: p.page.getByRole("heading", { name: "Uw afspraken van deze dagstart" }) });
  for (const text of ["belt moeder", "gaan samen langs", "regelt de peutergym"]) await expect(list(sanne)).toContainText(text);
  await expect(list(fatma).locator(".act")).toHaveCount(2);  // her own, and what her organisation did at once
  await expect(list(fatma)).toContainText("gaan samen langs");
  await expect(list(fatma).locator(".act", { hasText: "maakt het voorstel" })).toContainText("klaar");
  await expect(list(yvonne)).toContainText("U nam vandaag niets op u.");

  const waiting = newest(fatma).items.filter((i) => i.state === "waiting").length;
  expect(waiting).toBeGreaterThan(0);
  const team = await teamOf(sanne.page);
  const days = await Promise.all([1, 2, 3, 4, 5].map((n) => ask<{ items: number; state: string }>(sanne.page, "board.today", { team, day: inDays(n) })));
  const next = days.find((d) => d.items > 0) as { items: number; state: string };
  expect(next.state).toBe("planned");
  expect(next.items).toBeGreaterThanOrEqual(waiting);
  calm(all);
});
