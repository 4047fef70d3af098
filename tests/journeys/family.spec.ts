// Three-way: the family by their own links on phones, the specialist let in only after each yes, papers, what was agreed, a
// yes taken back in the call, the page of fourteen days, and away at once. Followed in the log to the second.
import { type Page, expect, test } from "@playwright/test";
import { type Link, address, atWork, cameras, enterCode, media, onPhone, photo, wait, witness } from "./guests";
import { type Person, signIn } from "./people";
import { Server } from "./server";
import { ask, raw, rowOf } from "./wire";

test.describe.configure({ mode: "serial" });
test.use({ launchOptions: { executablePath: process.env.KORTELIJN_CHROMIUM, args: cameras } });

const DEBTS = "Kredietbank Overlinde", HOUSING = "Wonen Overlinde";
const LINE = "belt morgen over de schoolkosten", AFTER = "stuurt de brief van school";
const server = new Server();
const people: Person[] = [];
const words = (page: Page): Promise<string> => page.locator("body").innerText();
const tab = (page: Page, name: string) => page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
let sanne: Person, fatma: Person, karin: Person, lotte: Person, joris: Person;
let call = 0, number = "", members: Record<string, number> = {}, organisations: Record<string, number> = {};
let began = "";

test.beforeAll(() => server.start());
test.afterAll(async () => {
  for (const p of people) await p.context.close();
  await server.stop();
});

type Named = { id: number; name: string };
type Asked = { case: { household: Named[] } };
type Found = { people: (Named & { teams: string[] })[]; organisations: Named[] };
const inviteFamily = async (name: string, member: number): Promise<Link> =>
  (await ask<{ link: Link }>(sanne.page, "call.invite", { call, member, name, language: "nl" })).link;
const inDays = (n: number): string => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);

test("mother and daughter wait on their phones, the specialist at work: hearing and seeing nothing, learning nothing", async ({ browser }) => {
  began = new Date().toISOString();
  sanne = await signIn(browser, server.url, "Sanne de Wit", atWork, witness);
  people.push(sanne);
  const place = await rowOf(sanne.page, "Meidoorn");
  number = place.number;
  for (const m of (await ask<Asked>(sanne.page, "room.join", { room: place.room })).case.household) members[m.name.split(" ")[0]!] = m.id;
  const found = await ask<Found>(sanne.page, "directory.search", { limit: 50 });
  organisations = Object.fromEntries(found.organisations.map((o) => [o.name, o.id]));
  call = (await ask<{ call: Named }>(sanne.page, "call.make", { case: place.case, members: Object.values(members), life_domains: ["finances"] })).call.id;
  await ask(sanne.page, "call.invite", { call, professional: found.people.find((p) => p.name.startsWith("Fatma"))!.id });
  karin = await wait(browser, server.url, await inviteFamily("Karin", members.Karin!));
  lotte = await wait(browser, server.url, await inviteFamily("Lotte", members.Lotte!), { sound_only: true });
  fatma = await signIn(browser, server.url, "Fatma Y", atWork, witness);
  people.push(karin, lotte, fatma);
  await expect(fatma.page.locator(".asked-today")).toContainText("Sanne de Wit vraagt u in een gesprek");
  await fatma.page.locator(".asked-today").getByRole("link", { name: "Doe mee" }).click();
  await fatma.page.getByRole("button", { name: "Ga naar binnen" }).click();
  await expect(fatma.page.getByRole("heading", { name: "U wacht" })).toBeVisible();

  await sanne.page.goto(`${server.url}/gesprek/${call}`);
  await sanne.page.getByRole("button", { name: "Ga naar binnen" }).click();
  for (const name of ["Karin", "Lotte"]) {
    await sanne.page.getByRole("button", { name: `Laat ${name} binnen` }).first().click();
    await expect(sanne.page.locator(".tile-name", { hasText: name })).toBeVisible();
  }
  await tab(sanne.page, "Toestemming");
  const shut = sanne.page.locator(".panel-now").getByRole("button", { name: "Laat Fatma binnen" });
  await expect(shut).toHaveAttribute("aria-disabled", "true");
  const waiting = (await ask<{ call: { waiting: { participant: number }[] } }>(sanne.page, "call.join", { call, watch: true })).call.waiting;
  expect(waiting).toHaveLength(1);
  const [, refused] = await raw(sanne.page, [["call.admit", { call, participant: waiting[0]!.participant }]]);
  expect(refused).toContain('"error"');
  // A name, a time, who invites: no more has reached the one who waits.
  expect(await media(fatma.page)).toEqual({ up: 0, bytes: 0 });
  for (const text of ["Karin", "Lotte", "Meidoorn", number]) expect(fatma.heard.join("\n"), text).not.toContain(text);
});

test("asked in the call: each of them sees it on their own phone, and only after both have said yes she comes in", async () => {
  const { page } = sanne;
  await page.getByRole("button", { name: "Vraag toestemming" }).click();
  await page.getByLabel("Organisatie", { exact: true }).last().selectOption({ label: DEBTS });
  await page.getByLabel("Tot en met").fill("1 juni");
  await page.getByRole("button", { name: "Stel de vraag" }).click();
  for (const p of [karin, lotte]) {
    await expect(p.page.getByRole("heading", { name: `Mag ${DEBTS} meepraten?` })).toBeVisible();
    await expect(p.page.locator(".facts")).toContainText("Dit mag");
  }
  // Fifteen: her own yes and her mother's; one of them is not enough.
  await lotte.page.getByRole("button", { name: /^Ja/ }).click();
  await expect(page.locator(".asked")).toContainText("komt pas binnen als Karin ja zegt");
  await expect(page.locator(".panel-now").getByRole("button", { name: "Laat Fatma binnen" })).toHaveAttribute("aria-disabled", "true");
  expect((await media(fatma.page)).up).toBe(0);
  await karin.page.getByRole("button", { name: /^Ja/ }).click();
  await expect(page.locator(".asked")).toContainText("Iedereen zei ja");
  await page.locator(".panel-now").getByRole("button", { name: "Laat Fatma binnen" }).click();
  await expect(fatma.page.locator(".tile:not(.tile-own) .tile-name")).toHaveCount(3);
  await expect.poll(async () => (await media(fatma.page)).up).toBe(3);
  await expect.poll(async () => (await media(fatma.page)).bytes).toBeGreaterThan(20_000);
  await expect(karin.page.locator(".stage .name", { hasText: "Fatma" })).toBeVisible();
});

test("the specialist asks for a paper, the mother photographs it, the place stays behind, and it is decided with a day", async () => {
  const { page } = fatma;
  await tab(page, "Nodig");
  await page.getByLabel("Welk papier is nodig?").fill("Huurcontract");
  await page.getByRole("button", { name: "Vraag dit papier" }).click();
  const picture = await photo(karin.page);
  expect([picture.includes("Exif"), picture.includes("Lindefoon")]).toEqual([true, true]);
  const paper = karin.page.locator(".papers > li", { hasText: "Huurcontract" });
  await paper.locator("input[type=file]").first().setInputFiles({ name: "IMG_2041.jpg", mimeType: "image/jpeg", buffer: picture });
  await expect(paper.getByRole("img", { name: "Zo ziet uw foto eruit" })).toBeVisible();
  await paper.getByRole("button", { name: "Verstuur" }).click();
  await expect(paper).toContainText("Ontvangen");

  await page.getByRole("button", { name: "Bekijk" }).click();
  const shown = page.getByRole("img", { name: "Foto van: Huurcontract" });
  await expect.poll(() => shown.evaluate((i) => (i as HTMLImageElement).naturalWidth)).toBe(640);
  const file = new URL((await shown.getAttribute("src"))!, server.url).pathname;
  const read = (p: Person, path: string) => p.page.evaluate(async (at) => {
    const answer = await fetch(at);
    return { status: answer.status, text: new TextDecoder("latin1").decode(await answer.arrayBuffer()) };
  }, path);
  const kept = await read(fatma, file);
  expect(kept.status).toBe(200);
  for (const trace of ["Exif", "Lindefoon", "IMG_2041"]) expect(kept.text).not.toContain(trace);
  // Sent past the page as it is, the server takes the place out itself.
  const { call: now } = await ask<{ call: { checklist: { id: number }[] } }>(sanne.page, "call.join", { call, watch: true });
  const own = await karin.page.evaluate(async ([id, bytes]) => {
    const body = Uint8Array.from(atob(bytes as string), (c) => c.charCodeAt(0));
    const sent = await fetch(`/api/attachments?checklist=${id}`, { method: "PUT", headers: { "X-File-Name": "foto.jpg" }, body });
    return { status: sent.status, id: (await sent.json()).id as number };
  }, [now.checklist[0]!.id, picture.toString("base64")]);
  expect(own.status).toBe(201);
  const back = await read(karin, `/api/attachments/${own.id}?as=guest`);
  expect(back.status).toBe(200);
  for (const trace of ["Exif", "Lindefoon"]) expect(back.text).not.toContain(trace);
  // Another of the household gives nothing back but what they gave themselves.
  expect((await read(lotte, `${file}?as=guest`)).status).toBe(404);

  await page.getByRole("button", { name: "Beslis hierover" }).click();
  await page.getByRole("radio", { name: "Ja, toegekend" }).check();
  await page.getByLabel("Uitleg").fill("De regeling gaat in");
  await page.getByLabel("Vanaf welke dag?").fill("1 juni");
  await page.getByRole("button", { name: "Bewaar het besluit" }).click();
  await expect(paper).toContainText("Goedgekeurd");
  await expect(paper).toContainText(/De regeling gaat in \(.*1 juni.*\)/);
});

test("what is agreed is shared by name, she can say it is not what she meant, and a restart of the server doubles nothing", async () => {
  const { page } = sanne;
  const cells = { members: [members.Karin], life_domains: ["finances"] };
  const write = (text: string) => ask<{ line: { id: number } }>(page, "summary.write", { call, kind: "action", ...cells, text, owner: "Karin" });
  const share = (text: string) => page.locator(".call-line", { hasText: text }).getByRole("group", { name: "Deel met" }).locator(".chip", { hasText: "Karin" }).click();
  const said = (text: string) => karin.page.locator(".said", { hasText: text });
  await write(LINE);
  await tab(page, "Afspraken");
  await share(LINE);
  await karin.page.getByRole("button", { name: `Dat bedoelde ik niet: ${LINE}` }).click();
  await karin.page.getByLabel("Wat bedoelde u wel?").fill("Lotte belt liever zelf.");
  await karin.page.locator(".wrong").getByRole("button", { name: "Verstuur" }).click();
  await expect(page.locator(".call-line", { hasText: LINE })).toContainText("Lotte belt liever zelf.");
  expect(await words(lotte.page)).not.toContain(LINE);

  const allUp = () => expect.poll(async () => (await media(karin.page)).up).toBe(3);
  await allUp();
  await server.kill();
  await expect(karin.page.getByText("Praten gaat gewoon door").filter({ visible: true })).toBeVisible();
  await allUp();
  await server.start();
  await expect(karin.page.getByText("Praten gaat gewoon door").filter({ visible: true })).toHaveCount(0);
  await write(AFTER);
  await share(AFTER);
  await expect(said(AFTER)).toHaveCount(1);
  await expect(said(LINE)).toHaveCount(1);
  for (const text of [LINE, AFTER]) await expect(page.locator(".call-line", { hasText: text })).toHaveCount(1);
  await expect(fatma.page.locator(".tile:not(.tile-own) .tile-name")).toHaveCount(3);
  await allUp();
});

let page14: Link;
test("a second yes for another, and the page of fourteen days, made while the call is on", async () => {
  const { page } = sanne;
  await ask(page, "consent.ask",
    { call, organisation: organisations[HOUSING], members: [members.Karin], life_domains: ["finances"], purposes: ["call"], end: inDays(30) });
  await expect(karin.page.getByRole("heading", { name: `Mag ${HOUSING} meepraten?` })).toBeVisible();
  await karin.page.getByRole("button", { name: /^Ja/ }).click();
  await tab(page, "Toestemming");
  await expect(page.locator(".asked", { hasText: HOUSING })).toContainText("Iedereen zei ja");
  await tab(page, "Afspraken");
  await page.getByRole("group", { name: "Voor wie?" }).locator(".chip", { hasText: "Karin" }).click();
  await page.getByRole("button", { name: "Maak de bladzijde" }).click();
  const token = new URL(await page.getByLabel("Adres van de link").inputValue()).hash.slice(1).split(".")[0]!;
  page14 = { id: 0, token, code: await page.locator(".link-code").innerText() };
});

test("stopped by the mother in the call, the specialist is out within two seconds, sound and picture too, and the log says when", async ({ browser }) => {
  const out = fatma.page.getByRole("heading", { name: "Het gesprek is voor u gestopt" });
  await expect.poll(async () => (await media(fatma.page)).up).toBe(3);
  await karin.page.getByRole("button", { name: `Stop dit: ${DEBTS}` }).click();
  await expect(out).toBeVisible();
  const stopped_at = await karin.page.evaluate(() => window.seen.pressed_at);
  for (const p of [fatma, sanne, karin]) await expect.poll(async () => (await media(p.page)).up).toBe(p === fatma ? 0 : 2);
  for (const p of [fatma, sanne, karin]) expect((await p.page.evaluate(() => window.seen.closed_at)) - stopped_at).toBeLessThanOrEqual(2_000);
  // Closed lines carry nothing, either way; and nothing of the call is left on her screen.
  expect(await fatma.page.evaluate(() => window.seen.lines.every((l) => l.signalingState === "closed"
    && l.getReceivers().every((r) => r.track.readyState === "ended")))).toBe(true);
  await expect(fatma.page.locator("video")).toHaveCount(0);
  for (const text of ["Karin", "Lotte", "Huurcontract"]) expect(await words(fatma.page)).not.toContain(text);
  await expect(karin.page.locator(".stage .name", { hasText: "Fatma" })).toHaveCount(0);

  const nadia = await signIn(browser, server.url, "Nadia el Amrani");
  people.push(nadia);
  const steps = async (event: string): Promise<number[]> => {
    const { entries } = await ask<{ entries: { at: string; outcome: string }[] }>(nadia.page, "audit.search", { case_number: number, event, from: began, limit: 100 });
    return entries.filter((e) => e.outcome === "ok").map((e) => Date.parse(e.at)).sort((a, b) => a - b);
  };
  const [asked, given, stopped, gone] = [await steps("consent.ask"), await steps("consent.answer"), await steps("consent.stop"), await steps("call.gone")];
  expect([asked.length, given.length, stopped.length, gone.length]).toEqual([2, 3, 1, 1]);
  expect(asked[0]).toBeLessThanOrEqual(given[0]!);
  expect(given[2]).toBeLessThanOrEqual(stopped[0]!);
  expect(Math.abs(stopped[0]! - stopped_at)).toBeLessThanOrEqual(2_000);
  expect(gone[0]! - stopped[0]!).toBeGreaterThanOrEqual(0);
  expect(gone[0]! - stopped[0]!).toBeLessThanOrEqual(1_000);
  await nadia.page.getByRole("searchbox").first().fill(number);
  for (const title of ["Toestemming gevraagd", "Antwoord op vraag om toestemming", "Toestemming gestopt", "Uit gesprek"]) {
    const entry = nadia.page.locator(".entry", { hasText: title }).first();
    await expect(entry.locator(".entry-time")).toHaveText(/\d\d:\d\d:\d\d/);
  }
});

test("ended for all; in another call sixteen answers alone, and for thirteen both the child and the mother say yes", async ({ browser }) => {
  const { page } = sanne;
  await page.getByRole("button", { name: "Stop gesprek" }).click();
  await page.getByRole("button", { name: "Stop voor iedereen" }).click();
  for (const p of [karin, lotte]) await expect(p.page.getByRole("heading", { name: "Het gesprek is klaar" })).toBeVisible();
  // What she allowed outlives the call, and so does stopping it.
  await expect(karin.page.getByRole("button", { name: `Stop dit: ${HOUSING}` })).toBeVisible();

  const { you } = (JSON.parse((await raw(page, []))[0]!) as { result: { you: { id: number; employer: Named; teams: Named[] } } }).result;
  const born = (years: number): string => `${new Date().getUTCFullYear() - years}-01-01`;
  const all = ["m1", "m2", "m3"], now = new Date().toISOString().replace(/\.\d+/, ".000");
  const made = await ask<{ case: number; room: number }>(page, "case.create", { team: you.teams[0]!.id, label: "Lariks", neighbourhood: "Noord", pair: [you.id],
    household: [{ ref: "m1", name: "Ria Blok", birth_date: born(45), relation: "moeder" },
      { ref: "m2", name: "Noor Blok", birth_date: born(16), relation: "dochter", custody: ["m1"], custody_checked_on: inDays(0) },
      { ref: "m3", name: "Sem Blok", birth_date: born(13), relation: "zoon", custody: ["m1"], custody_checked_on: inDays(0) }],
    grounds: [{ kind: "consent", members: all, given_by: all, given_at: now, organisation: you.employer.id, purpose: "cooperation",
      life_domains: ["school"], begin: now, end: `${inDays(60)}T22:00:00.000Z`, evidence: "spoken", text_version: "2026-1" }] });
  const { household } = (await ask<Asked>(page, "room.join", { room: made.room })).case;
  const [mother, noor, sem] = ["Ria", "Noor", "Sem"].map((name) => household.find((m) => m.name.startsWith(name))!.id) as [number, number, number];
  call = (await ask<{ call: Named }>(page, "call.make", { case: made.case, members: household.map((m) => m.id), life_domains: ["school"] })).call.id;
  const phones: Person[] = [];
  for (const [name, member] of [["Ria", mother], ["Noor", noor], ["Sem", sem]] as const) {
    phones.push(await wait(browser, server.url, await inviteFamily(name, member), { sound_only: true }));
  }
  people.push(...phones);
  const [ria, youngster, child] = phones as [Person, Person, Person];
  const may = (member: number) => ask(page, "consent.ask",
    { call, organisation: organisations["Lindelaan College"], members: [member], life_domains: ["school"], purposes: ["call"], end: inDays(30) });
  type Answers = { state: string; asked: { name: string; answer: string }[] };
  const answers = async () => (await ask<{ call: { questions: Answers[] } }>(page, "call.join", { call, watch: true })).call.questions
    .map((q) => [q.state, Object.fromEntries(q.asked.map((w) => [w.name, w.answer]))]);
  await may(noor);
  // Who waits is asked nothing yet: nobody has seen who holds the phone.
  const { waiting } = (await ask<{ call: { waiting: { participant: number; name: string }[] } }>(page, "call.join", { call })).call;
  const letIn = (name: string) => ask(page, "call.admit", { call, participant: waiting.find((w) => w.name === name)!.participant });
  const question = (p: Person) => p.page.getByRole("heading", { name: "Mag Lindelaan College meepraten?" });
  await expect(question(youngster)).toBeHidden();
  await letIn("Noor");
  await expect(question(youngster)).toBeVisible();
  await youngster.page.getByRole("button", { name: /^Ja/ }).click();
  await expect(youngster.page.getByText("U zei ja", { exact: true })).toBeVisible();
  expect(await answers()).toEqual([["given", { "Noor Blok": "yes" }]]);
  expect(ria.heard.join("\n")).not.toContain("Lindelaan");

  for (const name of ["Ria", "Sem"]) await letIn(name);
  await may(sem);
  for (const p of [ria, child]) await expect(question(p)).toBeVisible();
  await child.page.getByRole("button", { name: /^Ja/ }).click();
  await expect(child.page.getByText("U zei ja", { exact: true })).toBeVisible();
  expect((await answers())[1]).toEqual(["open", { "Sem Blok": "yes", "Ria Blok": "none" }]);
  await ria.page.getByRole("button", { name: /^Ja/ }).click();
  await expect.poll(async () => (await answers())[1]).toEqual(["given", { "Sem Blok": "yes", "Ria Blok": "yes" }]);
  // His sister was asked nothing about him.
  await expect(question(youngster)).toBeHidden();
});

test("after the call the page opens on her phone, prints, stops a consent; away at once leaves nothing, and a worker's login stays", async ({ browser }) => {
  joris = await signIn(browser, server.url, "Joris Hendriks", onPhone);
  people.push(joris);
  const mine = await joris.context.newPage();
  const link = address(server.url, page14);
  await mine.goto(`${server.url}/weg.html`);
  await mine.goto(link);
  // Out of the address bar before anything is asked, and a title that says nothing.
  await expect(mine.getByLabel("Code van 6 cijfers")).toBeVisible();
  expect([mine.url(), await mine.title()]).toEqual([`${server.url}/g`, "Even wachten"]);
  await enterCode(mine, page14.code);
  await expect(mine.locator(".said", { hasText: LINE })).toBeVisible();
  expect(mine.url()).toBe(`${server.url}/b`);
  await expect(mine.locator("main")).toContainText("Lotte belt liever zelf.");
  await mine.emulateMedia({ media: "print" });
  await expect(mine.locator(".said", { hasText: AFTER })).toBeVisible();
  await expect(mine.getByRole("button").filter({ visible: true })).toHaveCount(0);
  await mine.emulateMedia({ media: null });

  await mine.getByRole("button", { name: "Weg hier" }).click();
  await mine.waitForURL(`${server.url}/weg.html`);
  const left = await mine.evaluate(() => JSON.stringify([document.title, document.body.innerText, { ...localStorage }, { ...sessionStorage }]));
  for (const text of [page14.token, page14.code, LINE, "Karin", "Kortelijn", number]) expect(left).not.toContain(text);
  expect(await mine.evaluate(() => fetch("/api/guest/session").then((r) => r.status))).toBe(401);
  await mine.goBack();
  expect(await words(mine)).not.toContain(LINE);
  await expect(mine.locator(".said")).toHaveCount(0);
  expect(mine.url()).not.toContain(page14.token);
  const session = await mine.evaluate(() => fetch("/api/session").then((r) => r.text()));
  expect(session).toContain("Joris Hendriks");

  // Another phone is told to ask; the same one may come again.
  const other = await karin.context.newPage();
  await other.goto(link);
  await enterCode(other, page14.code);
  await expect(other.locator("#code-problem")).toContainText("Deze link hoort al bij een andere telefoon");
  await mine.goto("about:blank");
  await mine.goto(link);
  await enterCode(mine, page14.code);
  const may = mine.locator(".given", { hasText: HOUSING });
  await may.getByRole("button", { name: `Stop dit: ${HOUSING}` }).click();
  await expect(may).toContainText("Gestopt");
  await mine.getByRole("button", { name: "Haal deze bladzijde weg" }).click();
  await mine.getByRole("button", { name: "Haal weg" }).click();
  await expect(mine.getByRole("heading", { name: "De bladzijde is weg" })).toBeVisible();
  await mine.goto("about:blank");
  await mine.goto(link);
  await enterCode(mine, page14.code);
  await expect(mine.locator("#code-problem")).toContainText("Dan werkt de link niet meer");
});

test("in all of it no browser broke the page's own rules or asked another place for anything", () => {
  // The server was killed once and a dead link answered no: that is said in the console, and nothing else.
  const expected = /WebSocket connection|ERR_CONNECTION|status of 40[134]/;
  for (const p of people) expect([p.complaints.filter((c) => !expected.test(c)), p.strays]).toEqual([[], []]);
});
