// A daily start that takes up what came in, with six browsers at once: the housing corporation sends three worries and is
// told a word of each; the team asks who knows a household, joins one to a case, opens a case for one and takes one not up.
import { expect, type Page, test } from "@playwright/test";
import { type Person, caseLink, phone, signIn } from "./people";
import { Server } from "./server";
import { arrange, bigScreen, calm, cardsOf, comeAll, commons, everything, goToStart, inWords, inDays, itemNamed, itemTitle, neutral, neverHeard, newest,
  onTo, placeOf, present, putOn, teamOf, today } from "./start-people";
import { ask, raw, rowOf } from "./wire";

test.describe.configure({ mode: "serial" });

const server = new Server();
let all: Person[] = [];
let sent: number[] = [];
let sanne: Person, screen: Person, fatma: Person, joris: Person, petra: Person, yvonne: Person;
const told = { known: "Karin doet niet open en belt niet terug.", unknown: "De bus komt ongeopend retour.", other: "Het is hier al jaren rommelig." };
const bsn = "111222333";

test.beforeAll(() => server.start());
test.afterAll(async () => {
  for (const p of all) await p.context.close().catch(() => {});
  await server.stop();
});

/** The items of the signals that Petra sent, in the order in which they came. */
const signalsOf = (p: Person): number[] => cardsOf(p).filter((c) => c.signal !== undefined && c.case === undefined)
  .sort((a, b) => (a.signal as number) - (b.signal as number)).slice(-3).map((c) => c.item);
const known = (page: Page) => page.getByRole("region", { name: "Wie kent dit gezin al?" });
const stage = (): ReturnType<Page["getByRole"]> => screen.page.getByRole("heading", { level: 2 });

test("a partner's person says whether the household knows, and is warned of a citizen number before anything is kept", async ({ browser }) => {
  [sanne, fatma, joris, petra, yvonne] = await comeAll(browser, server.url, ["Sanne de Wit"], ["Fatma"], ["Joris"], ["Petra"], ["Yvonne", phone]);
  all = [sanne, fatma, joris, petra, yvonne];
  const meidoorn = await rowOf(sanne.page, "Meidoorn");
  const { household } = await ask<{ household: { name: string; birth_date: string }[] }>(sanne.page, "case.open", { case: meidoorn.case });
  const karin = household.find((m) => m.name.startsWith("Karin")) as { name: string; birth_date: string };

  const { page } = petra;
  await page.goto(`${server.url}/melding/nieuw`);
  await page.getByLabel("Wijkteam").selectOption({ label: "wijkteam Noord" });
  await page.getByLabel("Naam").fill(karin.name);
  await page.getByLabel("Geboortedatum").fill(new Date(karin.birth_date).toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" }));
  await page.getByLabel("Huisnummer").fill("14");
  await page.getByLabel("Postcode").fill("8931 AB");
  await page.getByLabel("Aantal maanden").fill("2");
  await page.getByLabel("Schrijf op wat u zag of hoorde").fill(`${told.known} ${bsn}`);
  await page.getByRole("button", { name: "Stuur de melding" }).click();
  await expect(page.getByText("Kies ja of nee.")).toBeVisible();
  await page.getByRole("radio", { name: "Nee" }).check();
  await page.getByLabel("Waarom nog niet?").fill("Wij kregen haar niet te pakken.");
  await page.getByRole("button", { name: "Stuur de melding" }).click();
  await expect(page.getByRole("alert")).toContainText(bsn);
  await page.getByRole("button", { name: "Haal het weg" }).click();
  await page.getByRole("button", { name: "Stuur de melding" }).click();
  await expect(page.getByText("Uw melding is ontvangen")).toBeVisible();

  const { kinds } = await ask<{ kinds: { covenant: number; teams: { id: number }[] }[] }>(page, "signal.kinds", {});
  for (const [name, number, text] of [["J. Postma", "3", told.unknown], ["W. Bos", "5", told.other]])
    await ask(page, "signal.send", { covenant: kinds[0].covenant, team: await teamOf(sanne.page), name, address: { number, postcode: "8931 BD" },
      months: 2, text, household_knows: true, client_id: 1 });
});

test("there is one start for a team and a day; the big screen names what everybody present may see, and no longer when one comes in who may not",
  async ({ browser }) => {
    await putOn(sanne.page, ["Meidoorn", "Esdoorn"]);
    for (const p of [sanne, joris]) await goToStart(p.page);
    await sanne.page.getByRole("button", { name: "Begin de dagstart" }).click();
    await expect(present(sanne.page)).toContainText("Sanne (voorzitter)");
    const [, again] = await raw(joris.page, [["board.open", { team: await teamOf(joris.page), day: today(), client_id: 1 }]]);
    expect(again).toContain("board.already_open");
    await expect(present(joris.page)).toContainText("Sanne (voorzitter)");  // told of it where he waited
    expect(newest(joris).board).toBe(newest(sanne).board);
    sent = signalsOf(sanne);
    expect(sent).toHaveLength(3);

    screen = await bigScreen(browser, server.url, "Sanne de Wit");
    all.push(screen);
    await arrange(sanne, itemNamed(sanne, "Meidoorn"), 1);
    await onTo(sanne, itemNamed(sanne, "Meidoorn"));
    await expect(stage()).toHaveText("Meidoorn");
    await expect(itemTitle(joris.page)).toHaveText("Meidoorn");
    await goToStart(fatma.page);
    await expect(stage()).toHaveText("Er wordt een andere casus besproken");
    expect(await everything(screen.page)).not.toContain("Meidoorn");
    await goToStart(yvonne.page);
    await expect(present(screen.page)).toContainText("GGD Overlinde Yvonne");
    calm(all);
  });

test("the chair reorders with buttons and drags, gives minutes, and the timer says calmly that the time is up", async () => {
  const esdoorn = itemNamed(sanne, "Esdoorn");
  const row = sanne.page.locator(`.agenda [data-item="${esdoorn}"]`);
  await row.locator(".ag-open").click();
  const before = placeOf(sanne, esdoorn);
  expect(before).toBeGreaterThan(2);
  await row.getByRole("button", { name: "Omhoog" }).click();
  await expect.poll(() => placeOf(sanne, esdoorn)).toBe(before - 1);
  await row.locator(".ag-open").dragTo(sanne.page.locator(".agenda [data-item]").nth(1));
  await expect.poll(() => placeOf(sanne, esdoorn)).toBe(2);
  await expect.poll(() => newest(fatma).items.map((i) => i.item)).toEqual(newest(sanne).items.map((i) => i.item));
  const minutes = newest(sanne).items.find((i) => i.item === newest(sanne).current)?.minutes as number;
  await expect(screen.page.locator(".screen-left")).not.toHaveClass(/screen-over/);
  await screen.page.clock.fastForward((minutes + 2) * 60_000);
  await expect(screen.page.locator(".screen-over")).toContainText("minuten over tijd");
});

test("who is involved already is asked in private: a yes is shown, a no is not, and nobody known looks like a no", async () => {
  const [first, second] = sent;
  await onTo(sanne, first);
  for (const p of [sanne, fatma]) await expect(p.page.getByText(told.known)).toBeVisible();
  for (const p of [joris, yvonne]) await expect(neutral(p.page)).toBeVisible();
  await expect(stage()).toHaveText("Er wordt een andere casus besproken");
  await fatma.page.getByRole("button", { name: "Vraag het" }).click();
  await expect(known(fatma.page)).toContainText("Gevraagd om");

  for (const p of [joris, sanne]) {
    await p.page.getByRole("link", { name: "Vandaag" }).filter({ visible: true }).first().click();
    await expect(p.page.getByText(/van Kredietbank Overlinde vraagt: kent u dit gezin, in Meidoorn\?/)).toBeVisible();
  }
  await joris.page.getByRole("button", { name: "Ja, ik ken hen" }).click();
  await expect(known(fatma.page)).toContainText("Joris Hendriks Jeugdhulp Lindestroom");
  await sanne.page.getByRole("button", { name: "Nee", exact: true }).click();
  for (const p of [joris, sanne]) await expect(p.page.locator(".question")).toHaveCount(0);
  await goToStart(sanne.page);
  await expect(known(sanne.page).getByRole("listitem")).toHaveText(["Joris Hendriks Jeugdhulp Lindestroom"]);
  await expect(known(fatma.page).getByRole("listitem")).toHaveCount(1);
  await neverHeard(joris, told.known, "8931");
  await neverHeard(fatma, "Meidoorn", "Lotte");

  await onTo(sanne, second);
  await expect(fatma.page.getByText(told.unknown)).toBeVisible();
  await fatma.page.getByRole("button", { name: "Vraag het" }).click();
  await expect(known(fatma.page)).toContainText("Gevraagd om");
  await expect(known(fatma.page).getByRole("listitem")).toHaveCount(0);
  await goToStart(joris.page);
  calm(all);
});

test("a worry opens a case with a pair and a ground, and its first visit is an action with a day in its owner's list", async () => {
  const { page } = fatma;
  await page.getByText("Oppakken in een nieuwe casus").click();
  const form = page.locator(".choice-form");
  await form.getByRole("button", { name: "Kies" }).first().click();
  await form.getByRole("searchbox", { name: /Koppelgenoot/ }).fill("Sanne");
  await form.getByRole("button", { name: /Sanne de Wit/ }).click();
  await form.getByLabel("Schuilnaam").fill("Berk");
  await form.getByLabel("Geboortedatum").fill("9 mei 1962");
  await form.getByLabel("Relatie").fill("bewoner");
  await form.getByRole("radio", { name: "Vroegsignalering schulden" }).check();
  for (const chip of ["Wonen", "Geld"]) await form.locator(".chip", { hasText: new RegExp(`^${chip}`) }).click();
  await form.getByLabel(/^Reden van/).fill("Twee maanden huur niet betaald, kans op uitzetting.");
  await form.getByLabel("Tot en met").fill(inWords(40));
  const group = (name: string) => form.getByRole("group", { name, exact: true });
  await group("Regie").locator(".chip", { hasText: "Fatma" }).click();
  await form.locator(".chip", { hasText: "Zei het tegen mij" }).click();
  await group("Wie").locator(".chip", { hasText: "Fatma" }).click();
  await form.getByLabel("Dag").fill(inWords(2));
  await expect(form.locator(".line-preview")).toContainText("bellen en langsgaan bij het gezin");
  await form.getByRole("button", { name: "Bewaar besluit" }).click();
  for (const p of [fatma, sanne]) await expect(itemTitle(p.page)).toHaveText("Berk");  // the item is the case's now
  await expect(page.getByRole("log").locator(".event-start", { hasText: "bellen en langsgaan bij het gezin" })).toContainText("Fatma Yıldız");
  await expect(caseLink(sanne.page, "Berk")).toBeVisible();
  const { case: berk } = await rowOf(sanne.page, "Berk");
  const { actions } = await ask<{ actions: { text: string; due: string; label: string }[] }>(page, "action.list", { mine: true });
  expect(actions.map((a) => [a.label, a.text, a.due])).toContainEqual(["Berk", "bellen en langsgaan bij het gezin", inDays(2)]);
  const { coordinator, pair } = await ask<{ coordinator: { name: string }; pair: { name: string }[] }>(sanne.page, "case.open", { case: berk });
  expect([coordinator.name, pair.map((p) => p.name).sort()]).toEqual(["Fatma Yıldız", ["Fatma Yıldız", "Sanne de Wit"]]);
  for (const p of [joris, yvonne]) await neverHeard(p, "Berk", "bellen en langsgaan");
  calm(all);
});

test("a worry about a household that is known joins its case; one that is none is not taken up, with a reason", async () => {
  const [first, , third] = sent;
  const { page } = sanne;
  await onTo(sanne, first);
  await page.getByText("Bij een bestaande casus voegen").click();
  await page.locator(".choice-form").getByRole("radio", { name: /Meidoorn/ }).check();
  await page.getByRole("button", { name: "Bewaar besluit" }).click();
  await expect(itemTitle(page)).toHaveText("Meidoorn");
  // Joris carries the case too, but his organisation receives no signals of arrears: joining does not widen the circle.
  for (const p of [fatma, joris]) await expect(neutral(p.page)).toBeVisible();
  expect(await everything(fatma.page)).not.toContain(told.known);

  await onTo(sanne, third);
  await expect(fatma.page.getByText(told.other)).toBeVisible();
  await page.getByText("Niet oppakken, met reden").click();
  await page.locator(".chip", { hasText: "Geen zorg gevonden" }).click();
  await page.getByLabel("Voor het team").fill("Zij wonen daar al jaren zo en redden het.");
  await expect(page.locator(".decision-foot")).toContainText("Wonen Overlinde leest: “geen zorg gevonden”. Meer niet.");
  await page.getByRole("button", { name: "Bewaar besluit" }).click();
  await expect(fatma.page.getByText(told.other)).toHaveCount(0);
  calm(all);
});

test("the sender's person reads what became of each in a word, and nothing of a case, a colleague or a note", async () => {
  await petra.page.getByRole("link", { name: "Meldingen" }).first().click();
  const rows = petra.page.locator(".sent-row");
  await expect(rows.filter({ hasText: "Opgepakt" }).filter({ hasNotText: "Niet" })).toHaveCount(2);
  await expect(rows.filter({ hasText: "Niet opgepakt · geen zorg gevonden" })).toHaveCount(1);
  await neverHeard(petra, "Meidoorn", "Berk", "Joris", "redden het");
  calm(all);
});

test("whoever went by keeps it with one press; what was heard belongs in the room of the case", async () => {
  const { page } = sanne;
  await page.goto(`${server.url}/meldingen`);
  await page.locator(".case-link", { hasText: /opgepakt/i }).first().click();
  await expect(page.getByText("Wat u hoorde, schrijft u in de kamer van de casus.")).toBeVisible();
  await page.getByRole("button", { name: "Wij gingen langs" }).click();
  await expect(page.locator(".after-facts")).toContainText(/Bezocht/);
  await expect(page.getByRole("button", { name: "Wij gingen langs" })).toHaveCount(0);
  calm(all);
});
