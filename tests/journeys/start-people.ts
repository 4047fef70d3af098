// What people do and see at a daily start: the board on each kind of screen, what their connection was told of it, and
// the answers of a household that a start needs. Reads what was heard; never asks for more than the person's own.
import { type Browser, type Locator, type Page, expect } from "@playwright/test";
import { type Person, signIn } from "./people";
import { ask, raw, type Row, rowOf } from "./wire";

export type Item = { item: number; minutes: number; state: string; shown?: { title?: string } };
export type Common = { board: number; version: number; day: string; state: string; current: number | null; team: { id: number };
  present: { organisation: string; people: { id: number; name: string }[] }[]; away: { name: string; replaced_by?: string }[]; items: Item[] };
export type Card = { item: number; label?: string; case?: number; signal?: number };

const north = "Dagstart wijkteam Noord";
export const neutral = (page: Page): Locator => page.locator(".neutral");
export const itemTitle = (page: Page): Locator => page.locator(".item-head h2");
export const present = (page: Page): Locator => page.locator(".present").first();

export async function goToStart(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Dagstart", exact: true }).filter({ visible: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(`^(${north}|Dagstart Noord)$`) })).toBeVisible();
}

type Frame = { method?: string; params?: Record<string, unknown>; result?: Record<string, unknown> };
function framesOf(person: Person): Frame[] {
  return person.heard.flatMap((text) => {
    const at = JSON.parse(text) as Frame | Frame[];
    return Array.isArray(at) ? at : [at];
  });
}
/** Every common part that reached this person: as a notice, on joining, and after a reconnect. */
export function commons(person: Person): Common[] {
  return framesOf(person).flatMap((f) => {
    const joined = (f.result?.board as { common?: Common } | undefined)?.common ?? f.result?.common;
    return f.method === "board.changed" ? [f.params as unknown as Common] : joined ? [joined as Common] : [];
  });
}
export function newest(person: Person): Common {
  const all = commons(person);
  return all.reduce((best, c) => (c.version >= best.version ? c : best), all[0]);
}
export function cardsOf(person: Person): Card[] {
  let cards: Card[] = [];
  for (const f of framesOf(person)) {
    const again = f.result?.board as Frame["result"];
    const told = f.method === "board.cards" ? f.params : again?.cards ? again : f.result?.common ? f.result : undefined;
    if (told) cards = told.cards as Card[];
  }
  return cards;
}
export const itemNamed = (person: Person, label: string): number => (cardsOf(person).find((c) => c.label === label) as Card).item;
export const placeOf = (person: Person, item: number): number => newest(person).items.findIndex((i) => i.item === item) + 1;

export const teamOf = async (page: Page): Promise<number> => (JSON.parse((await raw(page, []))[0]).result.you as { teams: { id: number }[] }).teams[0].id;
export const today = (): string => new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" });
export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" });

/** On today's agenda, whether they stand there already or not. */
export async function putOn(page: Page, labels: string[]): Promise<void> {
  const team = await teamOf(page);
  for (const label of labels) {
    const [, reply] = await raw(page, [["agenda.put", { team, day: today(), case: (await rowOf(page, label)).case, client_id: 1 }]]);
    expect(reply).toMatch(/"result"|agenda\.already_on/);
  }
}

/** A household that two carry and that nobody has spoken about yet. */
export async function newCase(page: Page, label: string, withWhom: number): Promise<void> {
  const { id } = JSON.parse((await raw(page, []))[0]).result.you as { id: number };
  await ask(page, "case.create", { team: await teamOf(page), label, pair: [id, withWhom], client_id: 1, grounds: [],
    household: [{ ref: "m1", name: "Anton Prins", relation: "bewoner", birth_date: "1962-05-09" }] });
}
export async function person(page: Page, name: string): Promise<number> {
  const { people } = await ask<{ people: { id: number; name: string }[] }>(page, "directory.search", { text: name });
  return (people.find((p) => p.name.startsWith(name)) as { id: number }).id;
}

/** The chair's own list, by keys alone: the item goes to that place. */
export async function arrange(chair: Person, item: number, to: number): Promise<void> {
  const row = chair.page.locator(`.agenda [data-item="${item}"] .ag-open`);
  for (let at = placeOf(chair, item); at !== to; at = placeOf(chair, item)) {
    await row.focus();
    await chair.page.keyboard.press(at > to ? "Alt+ArrowUp" : "Alt+ArrowDown");
    await expect.poll(() => placeOf(chair, item)).not.toBe(at);
  }
}
/** The chair goes on: with N when this is the next item, else by choosing it in the agenda. */
export async function onTo(chair: Person, item: number): Promise<void> {
  const { items, current } = newest(chair);
  if (current === item) return;
  const from = items.findIndex((i) => i.item === current) + 1;
  if ([...items.slice(from), ...items.slice(0, from)].find((i) => i.state === "waiting")?.item === item) {
    await chair.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());  // a letter typed in a field is text
    await chair.page.locator("body").press("n");
  } else {
    const row = chair.page.locator(`.agenda [data-item="${item}"]`);
    await row.locator(".ag-open").click();
    await row.getByRole("button", { name: /^Bespreek (nu|opnieuw)$/ }).click();
  }
  await expect.poll(() => newest(chair).current).toBe(item);
}

export type Family = Row & { members: { id: number; name: string }[] };
export async function familyOf(page: Page, row: Row): Promise<Family> {
  const { members } = await ask<{ members: Family["members"] }>(page, "ground.list", { case: row.case });
  return { ...row, members };
}
export async function organisation(page: Page, name: string): Promise<number> {
  const { organisations } = await ask<{ organisations: { id: number; name: string }[] }>(page, "directory.search", { text: name });
  return (organisations.find((o) => o.name === name) as { id: number }).id;
}

/** Karin's and Lotte's yes, each for one purpose. Both parent and child speak for a child of fifteen. */
export async function allow(page: Page, family: Family, organisation: number, ...purposes: string[]): Promise<void> {
  const [karin, lotte] = family.members.map((m) => m.id);
  const end = new Date(Date.now() + 60 * 86_400_000).toISOString();
  const replies = await raw(page, purposes.flatMap((purpose, n) => [karin, lotte].map((member) => ["ground.record", {
    case: family.case, kind: "consent", effect: "permit", members: [member], given_by: member === lotte ? [karin, lotte] : [karin], organisation, purpose,
    life_domains: ["school"], end, evidence: "spoken", text_version: "2026-1", client_id: 2 * n + (member === lotte ? 2 : 1) }] as [string, object])));
  for (const reply of replies) expect(reply).toContain('"result"');
}
export async function withdraw(page: Page, family: Family, organisation: number, purpose: string): Promise<void> {
  type Ground = { ground: number; live: boolean; effect: string; kind: string; purpose: string; organisation: { id: number } | null };
  const { grounds } = await ask<{ grounds: Ground[] }>(page, "ground.list", { case: family.case });
  const calls = grounds.filter((g) => g.live && g.kind === "consent" && g.effect === "permit" && g.organisation?.id === organisation && g.purpose === purpose)
    .map((g, n) => ["ground.end", { case: family.case, ground: g.ground, on_behalf_of: family.members[0].id, client_id: n + 1 }] as [string, object]);
  expect(calls.length).toBeGreaterThan(0);
  for (const reply of await raw(page, calls)) expect(reply).toContain('"result"');
}

/** A context for each of these people at once; five sign-ins cost little more than one. */
export async function comeAll(browser: Browser, url: string, ...who: [name: string, look?: object][]): Promise<Person[]> {
  return Promise.all(who.map(([name, look]) => signIn(browser, url, name, look)));
}
export async function bigScreen(browser: Browser, url: string, name: string): Promise<Person> {
  const screen = await signIn(browser, url, name, { viewport: { width: 1920, height: 1080 } });
  await screen.page.clock.install();  // its minutes may be let pass
  await screen.page.goto(`${url}/dagstart?bord`);
  return screen;
}
export const everything = (page: Page): Promise<string> => page.evaluate(() =>
  document.documentElement.outerHTML + document.title + JSON.stringify({ ...sessionStorage, ...localStorage }));
/** Neither on the screen nor on the wire. */
export async function neverHeard(p: Person, ...traces: string[]): Promise<void> {
  const all = p.heard.join("\n") + await everything(p.page);
  for (const trace of traces) expect(all, trace).not.toContain(trace);
}
export function calm(people: Person[]): void {
  for (const p of people) expect(p.complaints).toEqual([]);
}
/** As people write a day in a date field. */
export const inWords = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString("nl-NL", { timeZone: "Europe/Amsterdam", day: "numeric", month: "long", year: "numeric" });
