// After the start, with six browsers at once: a case is closed with an action still open, its partners are out at once and
// a call stands for six weeks on; a case that was closed six weeks ago is on the agenda by itself; opened again, a room is
// back for whom a ground still holds.
import { expect, type Locator, type Page, test } from "@playwright/test";
import { type Person, line, openCase, phone } from "./people";
import { Server } from "./server";
import { arrange, calm, comeAll, goToStart, inDays, inWords, itemNamed, itemTitle, neutral, onTo } from "./start-people";
import { type Row, ask, raw, rowOf } from "./wire";

test.describe.configure({ mode: "serial" });

const server = new Server();
let all: Person[] = [];
let sanne: Person, fatma: Person, dirk: Person, petra: Person, gijs: Person, joris: Person;
let esdoorn: Row;
const decided = "Voorrang geldt tot het voorjaar.";

test.beforeAll(() => server.start());
test.afterAll(async () => {
  for (const p of all) await p.context.close().catch(() => {});
  await server.stop();
});

const keep = (page: Page, text: string, owner: number) => ask(page, "action.make", { case: esdoorn.case, text, owners: [{ kind: "professional", id: owner }],
  due: inDays(3), life_domains: ["practical"], client_id: 1 });
const me = async (page: Page): Promise<number> => (JSON.parse((await raw(page, []))[0]).result.you as { id: number }).id;
const family = (page: Page): Promise<unknown> => page.goto(`${server.url}/casus/${esdoorn.case}/gezin`);
const chip = (sheet: Locator, name: string): Locator => sheet.locator(".chip", { hasText: name });

/** The household's yes to a partner ended with the case: what is left to Fatma is her organisation's own task by law. */
async function readsOnByLaw(): Promise<void> {
  await expect(fatma.page.getByRole("log").getByText(decided)).toHaveCount(0);
  await openCase(fatma.page, "Esdoorn");
  await expect(line(fatma.page, "twee maanden huur achter")).toBeVisible();
  expect(await fatma.page.getByRole("log").innerText()).not.toContain(decided);
}

test("a case with open actions is not closed before somebody says what becomes of each; then it is closed with a day to call", async ({ browser }) => {
  [sanne, fatma, dirk, petra, gijs, joris] = await comeAll(browser, server.url, ["Sanne de Wit"], ["Fatma"], ["Dirk"], ["Petra", phone], ["Gijs"], ["Joris"]);
  all = [sanne, fatma, dirk, petra, gijs, joris];
  esdoorn = await rowOf(sanne.page, "Esdoorn");
  await keep(sanne.page, "haalt het huurcontract", await me(sanne.page));
  await keep(sanne.page, "tekent het voorstel", await me(fatma.page));
  await ask(sanne.page, "decision.keep", { case: esdoorn.case, text: decided, life_domains: ["practical"], client_id: 1 });
  for (const p of [fatma, dirk, petra]) {
    await openCase(p.page, "Esdoorn");
    await expect(p.page.getByRole("log").getByText(decided)).toBeVisible();
  }

  await family(sanne.page);
  await sanne.page.getByRole("button", { name: "Sluit de casus" }).click();
  const sheet = sanne.page.getByRole("dialog");
  const close = sheet.getByRole("button", { name: "Sluit de casus" });
  await chip(sheet, "Doelen gehaald").click();
  await sheet.getByLabel("Bel nog eens op").fill(inWords(0));
  await sheet.getByLabel("Notitie").fill("Zij redden het samen.");
  await close.click();
  await expect(sheet.getByText("Kies een dag na het sluiten om na te bellen.")).toBeVisible();
  await sheet.getByLabel("Bel nog eens op").fill(inWords(42));
  await close.click();
  await expect(sheet.getByRole("alert")).toContainText("Er zijn nog 2 open afspraken");
  for (const text of ["haalt het huurcontract", "tekent het voorstel"]) await expect(sheet.getByRole("alert")).toContainText(text);
  await sheet.getByRole("button", { name: "Klaar: haalt het huurcontract" }).click();
  await expect(sheet.locator(".act")).toHaveCount(1);
  await sheet.getByRole("button", { name: "Sluit en laat ze vervallen" }).click();
  await expect(sheet).toHaveCount(0);

  for (const p of [dirk, petra]) await expect(p.page.getByRole("log")).toHaveCount(0);
  await readsOnByLaw();
  type Closed = { status: string; follow_up: { due: string; outcome?: string }; closings: { outcome: string; note: string }[] };
  const stored = await ask<Closed>(fatma.page, "case.open", { case: esdoorn.case });
  expect([stored.status, stored.follow_up.due, stored.follow_up.outcome, stored.closings[0].outcome, stored.closings[0].note])
    .toEqual(["closed", inDays(42), undefined, "goals_met", "Zij redden het samen."]);
  calm(all);
});

test("six weeks after another closing the call is on the agenda by itself; what it told is kept, and the case is opened again", async () => {
  await goToStart(sanne.page);
  await sanne.page.getByRole("button", { name: "Begin de dagstart" }).click();
  for (const p of [fatma, joris]) await goToStart(p.page);
  const item = itemNamed(sanne, "Kastanje");
  await arrange(sanne, item, 1);
  await onTo(sanne, item);
  await expect(itemTitle(sanne.page)).toHaveText("Kastanje, vinger aan de pols");
  for (const p of [fatma, joris]) await expect(neutral(p.page)).toBeVisible();
  await chip(sanne.page.locator(".follow-up"), "Er is weer hulp nodig").click();
  await sanne.page.getByLabel("Wat u hoorde").fill("Zij is gevallen.");
  await sanne.page.locator(".follow-up").getByRole("button", { name: "Bewaar" }).click();
  await expect(sanne.page.getByText("Bewaard. De dragers van deze casus lezen het terug.")).toBeVisible();
  await sanne.page.locator(".follow-up").getByRole("button", { name: "Heropen de casus" }).click();
  await expect(sanne.page.locator("#composer-text")).toBeVisible();  // one may write again, beside what was said before
  await expect(line(sanne.page, "met appeltaart").first()).toBeVisible();
  const { case: kastanje } = await rowOf(gijs.page, "Kastanje");
  await gijs.page.goto(`${server.url}/casus/${kastanje}/gezin`);
  await expect(gijs.page.getByText(/^Open sinds/)).toBeVisible();
  await expect(gijs.page.getByText(/^Nagebeld op .*: er is weer hulp nodig$/)).toBeVisible();
  calm(all);
});

test("opened again, the room, the decision and the plan are back for whom a ground still holds, and for nobody else", async () => {
  await family(fatma.page);
  await fatma.page.getByRole("button", { name: "Heropen de casus" }).click();
  await fatma.page.getByRole("button", { name: "Heropen de casus" }).click();
  await expect(fatma.page.getByText(/^Open sinds/)).toBeVisible();
  await expect(fatma.page.getByText("Zij redden het samen.")).toBeVisible();
  await readsOnByLaw();

  await openCase(sanne.page, "Esdoorn");
  const log = sanne.page.getByRole("log");
  for (const text of [decided, "haalt het huurcontract", "Sanne zette dit op klaar."]) await expect(log.getByText(text).first()).toBeVisible();
  await expect(sanne.page.locator("#composer-text")).toBeVisible();
  for (const p of [dirk, petra]) {
    const [, reply] = await raw(p.page, [["case.open", { case: esdoorn.case }]]);
    expect(reply).toContain('"not_found"');
    await expect(p.page.getByRole("log")).toHaveCount(0);
  }
  calm(all);
});
