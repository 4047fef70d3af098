// The screens of a daily start, in the order in which a morning brings them: before it begins, the board on each kind of
// screen, triage, actions, a follow-up, what an asked person and a sender see, the team's page, figures, the end.
// What a screen needs and nobody types on the way is asked for over the wire by the person themselves.
import { type Browser, type Page, expect } from "@playwright/test";
import { hold, waits } from "./held-line";
import { signIn } from "./people";
import type { Screen, Stage } from "./screens";
import { inDays, itemTitle, neutral, person, putOn, teamOf, today } from "./start-people";
import { type Row, ask } from "./wire";

export const SANNE = "Sanne de Wit";
const visible = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).filter({ visible: true }).first();
const press = (name: string | RegExp) => (page: Page) => visible(page, name).click();

/** Three signals of a partner (asked about and answered, not asked about, not taken up), actions, somebody away. */
export async function prepareStart(browser: Browser, stage: Stage): Promise<void> {
  const { sanne, place } = stage;
  const { household } = await ask<{ household: { id: number; name: string; birth_date?: string }[] }>(sanne.page, "case.open", { case: place.case });
  const known = household.find((m) => m.birth_date) as { name: string; birth_date: string };
  await as(browser, stage, "Petra Schouten", async (petra) => {
    const { kinds } = await ask<{ kinds: { covenant: number; teams: { id: number; name: string }[] }[] }>(petra, "signal.kinds", {});
    const team = kinds[0].teams.find((t) => t.name === "wijkteam Noord") as { id: number };
    for (const one of signals(known)) {
      await ask(petra, "signal.send", { covenant: kinds[0].covenant, team: team.id, ...one, client_id: 1 });
      stage.signals.push(await newestSignal(sanne.page));
    }
  });
  const [first, , third] = stage.signals;
  await as(browser, stage, "Fatma", (fatma) => ask(fatma, "signal.ask_involved", { signal: first, client_id: 1 }));
  await as(browser, stage, "Joris", async (joris) => {
    const { questions } = await ask<{ questions: { question: number }[] }>(joris, "involvement.list", {});
    await ask(joris, "involvement.answer", { question: questions[0].question, known: true, client_id: 1 });
  });
  await as(browser, stage, "Ricardo", async (ricardo) => ask(ricardo, "absence.record", { who: await person(ricardo, "Ricardo"), from: today(), to: inDays(7),
    replacement: await person(ricardo, "Aylin"), replacement_to: inDays(7), client_id: 1 }));
  await ask(sanne.page, "signal.decline", { signal: third, why: "already_helped_elsewhere", client_id: 1 });
  await someActions(stage, household[0].id);
  await putOn(sanne.page, ["Vlier", "Esdoorn"]);
}
/** As who receives it numbers it: a sender has a number of their own for it. */
async function newestSignal(page: Page): Promise<number> {
  const { signals: listed } = await ask<{ signals: { signal: number }[] }>(page, "signal.list", { team: await teamOf(page) });
  return Math.max(...listed.map((one) => one.signal));
}
async function as(browser: Browser, stage: Stage, name: string, what: (page: Page) => Promise<unknown>): Promise<void> {
  const person = await signIn(browser, stage.server.url, name);
  await what(person.page);
  await person.context.close();
}
function signals(known: { name: string; birth_date: string }): object[] {
  const at = (number: string) => ({ address: { street: "Lindenstraat", number, postcode: "8911 AB", place: "Overlinde" }, neighbourhood: "Noord" });
  return [
    { name: known.name, birth_date: known.birth_date, ...at("14"), amount_cents: 141_200, months: 2, household_knows: true,
      text: "Twee maanden achter. Meneer is zijn werk kwijt en heeft een hernia. "
        + "Zij wonen vier hoog zonder lift, met twee kleine kinderen. Ze staan open voor een bezoek." },
    { name: "Gerrit Bosma", birth_date: "1958-04-02", ...at("88"), amount_cents: 212_050, months: 3, household_knows: false,
      why_not_known: "Meneer doet niet open en neemt niet op.", text: "Drie maanden geen huur. De buren zien hem weinig." },
    { name: "Lidia Nowak", ...at("3"), months: 1, household_knows: true, text: "Een maand te laat. Zij is verhuisd naar haar zus." },
  ];
}

async function someActions({ sanne, place }: Stage, member: number): Promise<void> {
  const me = await person(sanne.page, "Sanne");
  const inCase = { case: place.case, about: [member], life_domains: ["parenting"] };
  const make = (text: string, due: string, more: object) => ask<{ action: number }>(sanne.page, "action.make",
    { text, owners: [{ kind: "professional", id: me }], due, ...more, client_id: 1 });
  await make("belt de mentor over het rooster", inDays(1), inCase);
  const { action } = await make("vraagt een plek aan bij de huiswerkklas", today(), inCase);
  for (const days of [2, 4]) await ask(sanne.page, "action.postpone", { action, due: inDays(days), reason: "De school is dicht.", client_id: 1 });
  await make("belt de wijkagent van Zuid terug", today(), {});
}

/** As the card would be told six weeks after a closing. */
const called = (_: string, value: unknown): unknown =>
  value !== null && typeof value === "object" && (value as Row).label === "Vlier" && "item" in value ? { ...value, kind: "follow_up" } : value;

/** The chair's start, begun once. A laptop of theirs stays in the room when this page goes elsewhere. */
async function begun(page: Page, stage: Stage): Promise<void> {
  const begin = page.getByRole("button", { name: "Begin de dagstart" });
  const board = page.locator(".start, .phone-start");
  await expect(begin.or(board)).toBeVisible();
  if (await begin.isVisible()) await begin.click();
  await expect(board).toBeVisible();
  if (!stage.sanne.page.url().endsWith("/dagstart")) await stage.sanne.page.goto(`${stage.server.url}/dagstart`);
}
const at = (title: string, signal?: number) => async (page: Page, stage: Stage): Promise<void> => {
  await begun(page, stage);
  const item = signal === undefined ? "" : `[data-item="${await itemOf(page, stage.signals[signal])}"]`;
  const rows = page.locator(".agenda .ag-open");
  if (await rows.count() === 0) await visible(page, "Agenda").click();
  const row = page.locator(`.agenda .ag${item}`).filter({ hasText: title }).first();
  if (await row.getAttribute("aria-current") !== "step") {
    await row.locator(".ag-open").click();
    await row.getByRole("button", { name: /^Bespreek (nu|opnieuw)$/ }).click();
    await expect(row).toHaveAttribute("aria-current", "step");
  }
  if (await page.locator("dialog[open]").count()) await page.keyboard.press("Escape");
};
async function itemOf(page: Page, signal: number): Promise<number> {
  const { board } = await ask<{ board: number }>(page, "board.today", { team: await teamOf(page), day: today() });
  const { cards } = await ask<{ cards: { item: number; signal?: number }[] }>(page, "board.join", { board });
  return (cards.find((c) => c.signal === signal) as { item: number }).item;
}
const steps = (...all: ((page: Page, stage: Stage) => Promise<unknown>)[]) => async (page: Page, stage: Stage): Promise<void> => {
  for (const step of all) await step(page, stage);
};
const seen = (of: string) => (page: Page) => expect(page.locator(of).first()).toBeVisible();
const meidoorn = steps(at("Meidoorn"), (page) => expect(itemTitle(page)).toHaveText("Meidoorn"), seen("[role=log] .ln-message"));
const signal = (nth: number) => steps(at("elding", nth), (page) => expect(page.locator(".came-text")).toBeVisible());
const write = (what: string, text: string) => async (page: Page): Promise<void> => {
  await page.locator(".item-write label", { hasText: what }).click();
  await page.locator(".item-write textarea").fill(text);
};
async function kept(page: Page, stage: Stage): Promise<void> {
  await meidoorn(page, stage);
  for (const [what, text] of [["Besluit", "Joris vraagt de school om een gesprek."], ["Afspraak", "@joris belt de mentor vr"]]) {
    await write(what, text)(page);
    if (what === "Afspraak") await expect(page.locator(".line-preview")).toBeVisible();
    await page.locator(".item-write textarea").press("Enter");
    await expect(page.locator(".line-kept")).toBeVisible();
  }
}
const choose = (words: string) => (page: Page) => page.locator(".choice", { hasText: words }).click();
const row = async (page: Page, stage: Stage): Promise<void> => {
  await begun(page, stage);
  const rows = page.locator(".agenda .ag-open");
  if (await rows.count() === 0) await visible(page, "Agenda").click();
  await rows.filter({ hasText: "Vlier" }).click();
};

/** Most of the team is in the room, so that few items are for all of them. */
async function theOthers(page: Page): Promise<void> {
  const { board } = await ask<{ board: number }>(page, "board.today", { team: await teamOf(page), day: today() });
  for (const name of ["Fatma", "Yvonne", "Aylin", "Joris"]) {
    const { common } = await ask<{ common: { version: number } }>(page, "board.join", { board, screen: true });
    await ask(page, "board.present", { board, who: await person(page, name), expected_version: common.version, client_id: 1 });
  }
}
/** The chair's other laptop went on; this one has not heard of it when its own click comes. */
async function overtaken(page: Page, stage: Stage): Promise<void> {
  await meidoorn(page, stage);
  hold(page, { late: true });
  await stage.sanne.page.locator("body").press("p");
  await stage.sanne.page.locator("body").press("n");
  await page.locator("body").press("n");
  await expect.poll(() => waits(page)).toBeGreaterThan(1);
  hold(page, {});
  await expect(page.locator(".start-words p")).toBeVisible();
}
async function lost(page: Page, stage: Stage): Promise<void> {
  await meidoorn(page, stage);
  hold(page, { lost: true });
  await expect(page.locator(".banner")).toBeVisible();
}
const noted = async (page: Page): Promise<void> => {
  await visible(page, "Wijzig afspraak").click();
  await expect(page.getByRole("dialog")).toBeVisible();
};
async function closing(page: Page): Promise<void> {
  await visible(page, "Sluit de casus").click();
  const sheet = page.getByRole("dialog");
  await sheet.locator(".chip", { hasText: "Doelen gehaald" }).click();
  await sheet.getByRole("button", { name: "Sluit de casus" }).click();
  await expect(sheet.getByRole("alert")).toContainText("open afspra");
  await expect(sheet.locator(".act").first()).toBeVisible();
}
async function taken(page: Page, stage: Stage): Promise<void> {
  await ask(page, "signal.take_up", { signal: stage.signals[0], case: stage.place.case, client_id: 1 }).catch(() => {});
  await page.goto(`${stage.server.url}/melding/${stage.signals[0]}`);
  await expect(page.locator(".after")).toBeVisible();
}
const paper = async (page: Page): Promise<void> => {
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".printed")).toBeVisible();
};
async function filled(page: Page, text: string): Promise<void> {
  await page.getByLabel("Naam", { exact: true }).fill("Mevrouw Van Vliet");
  await page.getByLabel("Huisnummer").fill("12");
  await page.getByLabel("Postcode").fill("8911 AB");
  await page.locator(".send textarea").first().fill(text);
  await page.locator(".knows-choice", { hasText: "Ja" }).click();
  const team = page.getByLabel("Wijkteam", { exact: true });
  if (await team.count()) await team.selectOption({ label: "wijkteam Noord" });
}
const ended = async (page: Page, stage: Stage): Promise<void> => {
  const team = await teamOf(page);
  const { state } = await ask<{ state: string }>(page, "board.today", { team, day: today() });
  if (state === "ended") return;
  if (state === "planned") await ask(stage.sanne.page, "board.open", { team, day: today(), client_id: 1 });
  const { board } = await ask<{ board: number }>(page, "board.today", { team, day: today() });
  const { common } = await ask<{ common: { version: number } }>(stage.sanne.page, "board.join", { board, screen: true });
  await ask(stage.sanne.page, "board.end", { board, expected_version: common.version, client_id: 1 });
  await page.reload();
  await expect(page.getByRole("heading", { name: "De dagstart van vandaag is klaar" })).toBeVisible();
};

const of = (who: string, screens: Omit<Screen, "who">[]): Screen[] => screens.map((s) => ({ ...s, who }));
export const START: Screen[] = [
  ...of(SANNE, [
    { name: "06-dagstart-vooraf", path: "/dagstart" },
    { name: "06-begin", path: "/dagstart", open: begun },
    { name: "06-dagstart", path: "/dagstart", open: meidoorn },
    { name: "06-agenda", path: "/dagstart", open: row },
    { name: "06-afspraak", path: "/dagstart", open: steps(meidoorn, write("Afspraak", "@joris belt de mentor vr"), seen(".line-preview")) },
    { name: "06-afspraak-wie", path: "/dagstart", open: steps(meidoorn, write("Afspraak", "belt de woningbouw"), seen(".line-missing"),
      press("Bewaar afspraak"), seen(".line-fix")) },
    { name: "06-besluit", path: "/dagstart", open: steps(meidoorn, write("Besluit", "Joris vraagt de school om een gesprek.")) },
    { name: "06-bewaard", path: "/dagstart", open: kept },
    { name: "06-groot-scherm", path: "/dagstart?bord", big: true },
    { name: "06-papier", path: "/dagstart/overzicht", paper: true, open: paper },
    { name: "06-triage", path: "/dagstart", open: signal(1) },
    { name: "06-triage-antwoord", path: "/dagstart", open: steps(signal(0), seen(".known li")) },
    { name: "06-triage-nieuw", path: "/dagstart", open: steps(signal(1), choose("nieuwe casus"), seen(".decision-foot")) },
    { name: "06-triage-grondslag", path: "/dagstart", open: steps(signal(1), choose("nieuwe casus"),
      (page) => page.locator(".choice-form .segment label").nth(1).click(), seen(".visit")) },
    { name: "06-triage-bestaand", path: "/dagstart", open: steps(signal(1), choose("bestaande"), (page) => page.locator(".choose-row").first().click()) },
    { name: "06-triage-niet", path: "/dagstart", open: steps(signal(1), choose("Niet oppakken"), (page) => page.locator(".choices .chip").nth(1).click()) },
    { name: "06-groot-scherm-melding", path: "/dagstart?bord", big: true },
    { name: "06-vinger-aan-de-pols", path: "/dagstart", hold: { told: called }, open: steps(at("Vlier"), seen(".follow-up")) },
    { name: "06-aanwezig", path: "/dagstart", open: steps(meidoorn, theOthers, press("Meer over deze dagstart"), press("Aanwezig"), seen("dialog[open]")) },
    { name: "06-groot-scherm-ander", path: "/dagstart?bord", big: true, open: seen(".screen .neutral-hatch") },
    { name: "06-te-laat", path: "/dagstart", open: overtaken },
    { name: "06-geen-lijn", path: "/dagstart", open: lost },
    { name: "06-laden", path: "/dagstart", busy: true, hold: { silent: ["board.join"] }, open: seen(".loading .bone") },
    { name: "06-mislukt", path: "/dagstart", hold: { refused: ["board.join"] }, open: seen("[role=alert]") },
    { name: "06-overzicht", path: "/dagstart/overzicht" },
    { name: "06-stel-uit", path: "/vandaag", open: noted },
    { name: "06-draag-over", path: "/vandaag", open: steps(noted, (page) => page.getByRole("dialog").locator("label", { hasText: "Draag over" }).click()) },
    { name: "06-sluit-casus", path: "/casus/CASE/gezin", open: closing },
    { name: "06-meldingen", path: "/meldingen" },
    { name: "06-melding-opgepakt", path: "/meldingen", open: taken },
    { name: "06-team", path: "/team" },
    { name: "06-meld-afwezig", path: "/team", open: steps(press("Meld afwezig"), seen("dialog[open]")) },
    { name: "06-cijfers", path: "/cijfers" },
  ]),
  ...of("Yvonne Kramer", [{ name: "06-andere-casus", path: "/dagstart", open: (page) => expect(neutral(page)).toBeVisible() }]),
  ...of("Petra Schouten", [
    { name: "06-stuur", path: "/melding/nieuw" },
    { name: "06-stuur-fout", path: "/melding/nieuw", open: steps(press("Stuur de melding"), seen("[aria-invalid=true]")) },
    { name: "06-stuur-nummer", path: "/melding/nieuw", open: steps((page) => filled(page, "Mevrouw, 111222333, betaalt al twee maanden niet."),
      press("Stuur de melding"), seen(".bsn")) },
    { name: "06-gestuurd", path: "/meldingen" },
  ]),
  ...of("Hanneke Mulder", [{ name: "06-team-leider", path: "/team" }]),
  ...of("Tom Schippers", [
    { name: "06-leeg-dagstart", path: "/dagstart", open: press("Begin de dagstart") },
    { name: "06-leeg-overzicht", path: "/dagstart/overzicht" },
    { name: "06-leeg-vandaag", path: "/vandaag" },
    { name: "06-leeg-meldingen", path: "/meldingen" },
    { name: "06-leeg-team", path: "/team" },
  ]),
  ...of("Fatma Yıldız", [
    { name: "06-na-afloop", path: "/dagstart", open: ended },
    { name: "06-na-afloop-overzicht", path: "/dagstart/overzicht" },
  ]),
];
