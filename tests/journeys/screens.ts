// Every screen of the client, how to come to it and as whom: one list for the accessibility test and the pictures.
// The steps are the same on a laptop and on a phone.
import { type Browser, type Page, expect } from "@playwright/test";
import { type Person, arrive, signIn } from "./people";
import { type Hold, hold, stand } from "./held-line";
import { START, prepareStart } from "./screens-start";
import type { Server } from "./server";
import { putOn } from "./start-people";
import { type Row, ask, rowOf } from "./wire";

export type Stage = { server: Server; sanne: Person; place: Row; ids: { school: number; karin: number; lotte: number; bram: number }; signals: number[] };
/** `big`: for the wall. `busy`: stays loading. `paper`: for the printer alone. `hold`: what the line does from before the page is loaded. */
export type Screen = { name: string; who?: string; path: string; big?: boolean; busy?: boolean; paper?: boolean; hold?: Hold;
  open?(page: Page, stage: Stage): Promise<unknown> };

const visible = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).filter({ visible: true }).first();
const press = (name: string | RegExp) => (page: Page) => visible(page, name).click();
const chip = (page: Page, words: string) => page.locator("dialog .chip", { hasText: new RegExp(`^${words}$`) }).click();

async function fillIn(page: Page): Promise<void> {
  await visible(page, "Organisatie").click();
  await page.getByLabel("Organisatie", { exact: true }).selectOption({ label: "Politie Overlinde" });
  await page.getByLabel("Tot en met", { exact: true }).fill(`${new Date().getDate()} ${nextMonth()}`);
  for (const words of ["Casusbespreking", "School", "Netwerk", "Karin", "Lotte"]) await chip(page, words);
  await page.locator("dialog .answer", { hasText: "Karin" }).getByRole("radio", { name: "Ja" }).check();
  await page.locator("dialog .answer", { hasText: "Lotte" }).getByRole("radio", { name: "Nog niet" }).check();
  await chip(page, "Zei het tegen mij");
}
function nextMonth(): string {
  const then = new Date();
  return new Date(then.getFullYear(), then.getMonth() + 1, 1).toLocaleDateString("nl-NL", { month: "long" });
}
async function look(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("searchbox").fill("school");
  await expect(page.locator("dialog .find-hit").first()).toBeVisible();
}

const SANNE = "Sanne de Wit", BRAM = "Bram Kuipers", NADIA = "Nadia el Amrani", HANNEKE = "Hanneke Mulder";
/** CASE stands for the number of the household's case. The last one puts the mentor out of the room. */
export const SCREENS: Screen[] = [
  { name: "01-inloggen", path: "/" },
  { name: "01-fout", path: "/", open: press("Log in") },
  { name: "01-uitnodiging", path: "/uitnodiging#bestaat-niet", open: press("Open de uitnodiging") },
  { name: "02-vandaag", who: SANNE, path: "/vandaag" },
  { name: "02-casussen", who: SANNE, path: "/casussen" },
  { name: "02-nieuw", who: SANNE, path: "/casussen", open: press(/Nieuwe casus/) },
  { name: "03-kamer", who: SANNE, path: "/casus/CASE" },
  { name: "03-leefgebied", who: SANNE, path: "/casus/CASE", open: press(/^Leefgebied/) },
  { name: "04-wie-mag-wat", who: SANNE, path: "/casus/CASE/weten", open: async (page) => {
    const cell = page.getByRole("button", { name: /^Lindelaan College, School:/ });
    if (await cell.isVisible()) await cell.click();
  } },
  { name: "04-leg-vast", who: SANNE, path: "/casus/CASE/weten", open: fillIn },
  { name: "04-zonder", who: SANNE, path: "/casus/CASE/weten", open: press(/^Grondslag zonder/) },
  { name: "04-gezin", who: SANNE, path: "/casus/CASE/gezin" },
  { name: "04-nodig-uit", who: SANNE, path: "/casus/CASE/gezin", open: press("Nodig uit") },
  { name: "04-gesloten", who: SANNE, path: "/casussen", open: async (page) => {
    await page.goto(`${new URL(page.url()).origin}/casus/${(await rowOf(page, "Kastanje")).case}/weten`);
    await expect(page.getByText("Deze casus is gesloten.")).toBeVisible();
  } },
  { name: "05-niets", who: SANNE, path: "/casus/9999" },
  { name: "09-meer", who: SANNE, path: "/meer" },
  { name: "09-zoek", who: SANNE, path: "/vandaag", open: look },
  ...START,
  { name: "06-cijfers-teamleider", who: HANNEKE, path: "/cijfers" },
  { name: "03-kamer-mentor", who: BRAM, path: "/casus/CASE" },
  { name: "04-wie-mag-wat-mentor", who: BRAM, path: "/casus/CASE/weten" },
  { name: "02-vandaag-teamleider", who: HANNEKE, path: "/vandaag" },
  { name: "02-vandaag-beheerder", who: "Tineke Bos", path: "/vandaag" },
  { name: "08-logboek", who: NADIA, path: "/logboek", open: press("Controleer nu") },
  { name: "08-bewijs", who: NADIA, path: "/logboek", open: press("Toon bewijs") },
  { name: "05-ingetrokken", who: BRAM, path: "/casus/CASE", open: async (page, stage) => {
    await expect(page.getByRole("log")).toBeVisible();
    await withdraw(stage);
    await expect(page.getByRole("heading", { name: "Deze kamer is nu voor u gesloten" })).toBeVisible();
  } },
];

export async function prepare(browser: Browser, server: Server): Promise<Stage> {
  const sanne = await signIn(browser, server.url, SANNE);
  const place = await rowOf(sanne.page, "Meidoorn");
  await putOn(sanne.page, ["Meidoorn"]);
  type Named = { id: number; name: string };
  const { members } = await ask<{ members: Named[] }>(sanne.page, "ground.list", { case: place.case });
  const directory = (words: string) => ask<{ people: Named[]; organisations: Named[] }>(sanne.page, "directory.search", { text: words });
  const of = (all: Named[], name: string) => (all.find((x) => x.name.startsWith(name)) as Named).id;
  const ids = { school: of((await directory("Lindelaan")).organisations, "Lindelaan"), karin: of(members, "Karin"),
    lotte: of(members, "Lotte"), bram: of((await directory("Bram")).people, "Bram") };
  const stage: Stage = { server, sanne, place, ids, signals: [] };
  await prepareStart(browser, stage);
  return stage;
}

/** Karin's yes for the school, with Lotte's that waits already; and Bram at the table. */
export async function agree(stage: Stage): Promise<void> {
  const { sanne, place, ids } = stage;
  const end = new Date(Date.now() + 80 * 86_400_000).toISOString();
  for (const member of [ids.karin, ids.lotte])
    await ask(sanne.page, "ground.record", { case: place.case, kind: "consent", effect: "permit", members: [member],
      given_by: member === ids.lotte ? [ids.karin, ids.lotte] : [ids.karin], organisation: ids.school, purpose: "cooperation",
      life_domains: ["parenting", "school"], end, evidence: "spoken", text_version: "2026-1", client_id: 1 });
  await ask(sanne.page, "participant.invite", { case: place.case, who: ids.bram, client_id: 1 }).catch(() => {});
}

async function withdraw({ sanne, place, ids }: Stage): Promise<void> {
  type Ground = { ground: number; live: boolean; effect: string; kind: string; given_by: number[]; organisation: { id: number } | null };
  const { grounds } = await ask<{ grounds: Ground[] }>(sanne.page, "ground.list", { case: place.case });
  for (const g of grounds)
    if (g.live && g.effect === "permit" && g.kind === "consent" && g.organisation?.id === ids.school)
      await ask(sanne.page, "ground.end", { case: place.case, ground: g.ground, on_behalf_of: ids.karin, client_id: 1 });
}

export async function enter(browser: Browser, stage: Stage, who: string | undefined, options: object): Promise<Person> {
  const person = await (who ? signIn(browser, stage.server.url, who, options) : arrive(browser, stage.server.url, options));
  await stand(person.page);
  return person;
}

export async function show(page: Page, screen: Screen, stage: Stage): Promise<void> {
  hold(page, screen.hold ?? {});
  await page.emulateMedia({ media: "screen" });
  await page.goto("about:blank");  // a fragment alone would not load the page again
  await page.goto(stage.server.url + screen.path.replace("CASE", String(stage.place.case)));
  await page.locator(screen.busy || screen.hold ? "#main" : "h1").filter({ visible: true }).first().waitFor();
  const calm = () => (screen.busy ? Promise.resolve() : expect(page.locator("[aria-busy=true]")).toHaveCount(0));
  await calm();
  await screen.open?.(page, stage);
  await calm();
}
