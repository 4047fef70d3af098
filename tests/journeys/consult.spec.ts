// Asking along: whose yes is missing is said before anything is sent; with it the question goes, one specialist declines
// with a reason, another looks along in the consult's own room and advises; at the end they are out at once.
import { type Page, expect, test } from "@playwright/test";
import { type Person, openCase, phone, signIn } from "./people";
import { Server } from "./server";
import { ask, raw, rowOf } from "./wire";

test.describe.configure({ mode: "serial" });

const server = new Server();
const QUESTION = "Welke regeling past als de schoolkosten blijven liggen?";
const ADVICE = "Vraag eerst de schoolkostenregeling aan. Daarna een betaalafspraak.";
const people: Person[] = [];
let sanne: Person, fatma: Person, chantal: Person;
let consult = 0, room = 0;

test.beforeAll(() => server.start());
test.afterAll(async () => {
  for (const p of people) await p.context.close();
  await server.stop();
});
const words = (page: Page): Promise<string> => page.locator("body").innerText();
const chip = (page: Page, name: string) => page.getByRole("dialog").locator(".chip", { hasText: new RegExp(`^${name}$`) });

type Household = { case: { household: { id: number; name: string }[] } };

test("the dialog shows what they would see, says whose yes is missing, and sends nothing without it", async ({ browser }) => {
  sanne = await signIn(browser, server.url, "Sanne de Wit");
  people.push(sanne);
  const { page } = sanne;
  await openCase(page, "Meidoorn");
  await page.getByRole("button", { name: "Vraag een collega mee" }).click();
  await page.getByLabel("Wie of waarover").fill("schulden");
  for (const name of ["Fatma Yıldız", "Chantal Peters"]) await page.getByRole("dialog").getByRole("checkbox", { name: new RegExp(name) }).check();
  await chip(page, "Karin").click();
  await page.getByLabel("Uw vraag").fill(QUESTION);
  await expect(page.locator(".sees")).toContainText("Karin zei nog geen ja voor geld");
  await expect(page.locator(".sees")).toContainText("De rest van de kamer is er niet bij");
  for (const way of ["Leg het antwoord vast", "Vraag het in een gesprek", "Vraag zonder namen"]) await expect(page.getByRole("button", { name: way })).toBeVisible();
  const send = page.getByRole("button", { name: "Stuur vraag" });
  await expect(send).toHaveAttribute("aria-disabled", "true");
  await send.click({ force: true });
  await expect(send).toBeVisible();
  expect((await ask<{ consults: object[] }>(page, "consult.list", {})).consults).toEqual([]);
});

test("with the mother's yes the question goes, and stands on the overview of who is asked, on a phone too", async ({ browser }) => {
  const { page } = sanne;
  const place = await rowOf(page, "Meidoorn");
  const { household } = (await ask<Household>(page, "room.join", { room: place.room })).case;
  const karin = household.find((m) => m.name.startsWith("Karin"))!.id;
  const { organisations } = await ask<{ organisations: { id: number; name: string }[] }>(page, "directory.search", { limit: 50 });
  const now = Date.now(), days = (n: number) => new Date(now + n * 86_400_000).toISOString().replace(/\.\d+/, ".000");
  const organisation = organisations.find((o) => o.name.startsWith("Kredietbank"))!.id;
  await ask(page, "ground.record", { case: place.case, kind: "consent", members: [karin], given_by: [karin], given_at: days(0), organisation,
    purpose: "consult", life_domains: ["finances"], begin: days(0), end: days(60), evidence: "spoken", text_version: "2026-1" });
  // Looked at anew: who is asked along is taken out and put in again.
  const pick = page.getByRole("dialog").getByRole("checkbox", { name: /Fatma Yıldız/ });
  await pick.uncheck();
  await pick.check();
  await expect(page.locator(".sees")).not.toContainText("nog geen ja");
  await page.getByRole("button", { name: "Stuur vraag" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  fatma = await signIn(browser, server.url, "Fatma Y", phone);
  people.push(fatma);
  await expect(fatma.page.locator(".asked-today")).toContainText("Sanne de Wit vraagt u mee te kijken");
  await expect(fatma.page.locator(".asked-today")).toContainText(QUESTION);
});

test("one declines with a reason, the other accepts, and both answers stand at the asker", async ({ browser }) => {
  await fatma.page.getByRole("link", { name: "Lees de vraag" }).click();
  await fatma.page.getByRole("button", { name: "Nu niet" }).click();
  await fatma.page.getByRole("button", { name: "Stuur antwoord" }).click();
  await expect(fatma.page.getByText("Schrijf kort waarom niet")).toBeVisible();
  await fatma.page.getByLabel("Waarom nu niet?").fill("Ik ben tot vrijdag vrij.");
  await fatma.page.getByRole("button", { name: "Stuur antwoord" }).click();
  await expect(fatma.page.getByText(QUESTION)).toHaveCount(0);

  chantal = await signIn(browser, server.url, "Chantal Peters");
  people.push(chantal);
  const { page } = chantal;
  await page.locator(".asked-today").getByRole("link", { name: "Lees de vraag" }).click();
  consult = Number(new URL(page.url()).pathname.split("/").at(-1));
  // Before the yes there is the question and no room.
  await expect(page.getByText("De kamer van dit consult opent als u meekijkt.")).toBeVisible();
  await page.getByRole("button", { name: "Ik kijk mee" }).click();
  await expect(page.getByRole("log")).toBeVisible();

  await sanne.page.goto(`${server.url}/consult/${consult}`);
  await expect(sanne.page.locator(".room-side")).toContainText("nu niet: Ik ben tot vrijdag vrij.");
  await expect(sanne.page.locator(".room-side")).toContainText("kijkt mee");
});

test("in the consult's room they talk about that alone; the advice comes back to who asked and keeps the coordination", async () => {
  const { page } = chantal;
  await expect(page.locator("#composer-text")).toBeVisible();
  await page.locator("#composer-text").fill("Sinds wanneer ligt de rekening er?");
  await page.locator("#composer-text").press("Enter");
  await expect(sanne.page.getByRole("log")).toContainText("Sinds wanneer ligt de rekening er?");
  const state = await ask<{ consult: { room: number; case?: number } }>(page, "consult.open", { consult });
  room = state.consult.room;
  // Nothing of the case's own room: not its lines, not the room itself.
  expect(await words(page)).not.toContain("Geld is krap");
  const own = await rowOf(sanne.page, "Meidoorn");
  const [, joined] = await raw(page, [["room.join", { room: own.room }]]);
  expect(joined).toContain('"error"');

  await page.getByRole("button", { name: "Schrijf advies" }).click();
  await page.getByLabel("Uw advies").fill(ADVICE);
  await page.getByRole("button", { name: "Geef advies" }).click();
  await expect(sanne.page.locator(".consult-advice").first()).toContainText(ADVICE);
  await expect(sanne.page.locator(".room-side")).toContainText("Houdt de regie");
  await openCase(sanne.page, "Meidoorn");
  await expect(sanne.page.getByRole("region", { name: "Advies van Chantal Peters" })).toContainText(ADVICE);
});

test("ended by the asker, who looked along is out at once: nothing on the screen, nothing to be had", async () => {
  await sanne.page.getByRole("link", { name: "Lees het advies" }).click();
  await sanne.page.getByRole("button", { name: "Stop het consult" }).click();
  await expect(sanne.page.getByText("Deze kamer gaat dan meteen dicht voor")).toBeVisible();
  await sanne.page.getByRole("group", { name: "Stop het consult" }).getByRole("button", { name: "Stop het consult" }).click();
  const { page } = chantal;
  await expect(page.getByRole("heading", { name: "Dit consult is gestopt" })).toBeVisible();
  await expect(page.locator("#composer-text")).toHaveCount(0);
  await expect(page.getByText("Sinds wanneer ligt de rekening er?")).toHaveCount(0);
  expect(await words(page)).not.toContain(QUESTION);
  const gone = await raw(page, [["room.join", { room }], ["message.history", { room }], ["consult.open", { consult }]]);
  for (const reply of gone.slice(1)) expect(reply).toContain('"error"');
  for (const p of people) expect([p.complaints, p.strays]).toEqual([[], []]);
});
