// What is drawn of a call: whom the server named and nobody else, the reason and whose yes is missing beside a button that
// cannot be used, answers as they come, a link's code once, and nothing of it after it was put away.
import { render } from "preact";
import { beforeEach, describe, expect, it } from "vitest";
import { connectPorts, type Door, type Line } from "../src/state/port";
import { call, forget, freshLinks, inside, keepLink } from "../src/state/call/call";
import { lines as engine, own } from "../src/state/call/media";
import type { CallState } from "../src/state/call/wire";
import { ConsentPanel } from "../src/views/call/consent";
import { LinesPanel } from "../src/views/call/lines";
import { PapersPanel } from "../src/views/call/papers";
import { LinkCard } from "../src/views/call/link";
import { PeoplePanel } from "../src/views/call/people";
import { Stage } from "../src/views/call/stage";
import { all, markup, text, withDom } from "./tiny-dom";

const fine = { sound: true, picture: true };
const state = (more: Partial<CallState> = {}): CallState => ({
  id: 9, version: 1, state: "open", purpose: "call", relay_only: false, case: 5, inviter: { name: "Sanne", organisation: "Welzijn" }, you: { participant: 1, state: "connected", leg: 71, role: "carrier", name: "Sanne de Wit", sound_only: false },
  people: [], waiting: [], invited: [], word: { round: 1, legs: [], commits: [], reveals: [] }, questions: [], checklist: [], lines: [], about: [{ member: 41, name: "Karin Bakker" }, { member: 42, name: "Lotte Bakker" }], life_domains: ["finances"], may: ["admit", "remove", "invite", "end", "ask_consent"], ...more,
} as CallState);
const waiting = (more = {}) => ({ participant: 3, name: "Dirk Veenstra", role: "specialist", organisation: "Gemeente Overlinde", since: "2026-03-10T09:00:00Z", media: fine, may_admit: false, why_not: "consent.missing", missing: ["Lotte Bakker"], ...more });
const leg = (more = {}) => ({ leg: 72, state: "connected", picture: false, speaking: false, weak: false, video: null as never, ...more }) as never;

beforeEach(() => {
  const asks = () => new Promise(() => {});
  connectPorts({ ask: asks, act: asks, retryNow() {}, start() {}, stop() {}, renew() {} } as unknown as Line, {} as Door);
  (globalThis as Record<string, unknown>).location = { origin: "https://k.voorbeeld" };
  forget();
  engine.value = { legs: [], word: null, weak: false, needs_touch: false };
  own.value = { stream: null, sound: true, picture: false, level: 0 };
});
function draw(view: Parameters<typeof render>[0], x: CallState) {
  call.value = { at: "ready", value: x };
  inside.value = true;
  const root = withDom();
  render(view, root as never);
  return root;
}

describe("the stage", () => {
  it("draws a tile for each person that was named, and none for a line that has no name", () => {
    engine.value = { legs: [leg(), leg({ leg: 99 })], word: null, weak: false, needs_touch: false };
    const root = draw(<Stage x={state({ people: [{ leg: 72, participant: 2, name: "Karin", role: "family", sound_only: false, media: fine }] })} />, state());
    expect(all(root, "li").length).toBe(2);
    expect(text(root)).toContain("Karin");
  });
  it("says in words who is muted, who speaks, whose line is away, weak or not to be trusted", () => {
    const person = { leg: 72, participant: 2, name: "Karin", role: "family" as const, sound_only: false, media: fine };
    const said = (line: object, p = person) => { engine.value = { legs: [leg(line)], word: null, weak: false, needs_touch: false }; return text(draw(<Stage x={state({ people: [p] })} />, state())); };
    expect(said({ speaking: true })).toContain("praat nu");
    expect(said({}, { ...person, media: { sound: false, picture: true } })).toContain("geluid uit");
    expect(said({ state: "interrupted" })).toContain("Even weg. Het herstelt vanzelf.");
    expect(said({ state: "no_route" })).toContain("Geen verbinding.");
    expect(said({ weak: true })).toContain("Beeld uit, geluid gaat voor");
    expect([said({ weak: true, picture: true, video: { tagName: "VIDEO" } }).includes("Beeld uit"), said({ weak: true, picture: true })]).toEqual([false, expect.stringContaining("Zwakke lijn")]);
    expect(markup(draw(<Stage x={state({ people: [person] })} />, state()))).not.toContain('role="alert"');
    expect(markup((said({ state: "untrusted" }), draw(<Stage x={state({ people: [person] })} />, state())))).toContain('role="alert"');
  });
  it("gives who waits a dashed place with the reason, and no way in that the server does not offer", () => {
    const closed = draw(<Stage x={state({ waiting: [waiting()] as never })} />, state());
    expect(text(closed)).toContain("Dirk komt pas binnen als Lotte ja zegt.");
    expect(all(closed, "button").length).toBe(0);
    const open = draw(<Stage x={state({ waiting: [waiting({ may_admit: true, missing: undefined, why_not: undefined })] as never })} />, state());
    expect(all(open, "button").map((b) => text(b))).toEqual(["Laat Dirk binnen"]);
  });
});

describe("who waits", () => {
  it("has a button that stays in reach and says why it cannot be used", () => {
    const root = draw(<PeoplePanel x={state({ waiting: [waiting()] as never })} />, state());
    const button = all(root, "button").find((b) => text(b) === "Laat Dirk binnen")!;
    expect(button.attributes["aria-disabled"]).toBe("true");
    expect(text(root)).toContain("Dirk komt pas binnen als Lotte ja zegt.");
  });
  it("is let in on a yes said to the worker only with who said it and how", () => {
    const root = draw(<PeoplePanel x={state({ waiting: [waiting({ role: "family", name: "Karin", why_not: "call.not_agreed" })] as never })} />, state());
    expect(text(root)).toContain("Wie zei ja?");
    expect(text(root)).toContain("Lotte Bakker");
  });
  it("says what keeps them from being heard", () => expect(text(draw(<PeoplePanel x={state({ waiting: [waiting({ media: { sound: false, picture: false, trouble: "blocked" } })] as never })} />, state()))).toContain("Microfoon niet toegestaan"));
  it("and is away from the screen is not let in until they are back", () => {
    const x = state({ waiting: [waiting({ role: "family", name: "Karin", away: true, missing: undefined, why_not: "call.not_waiting" })] as never });
    expect(text(draw(<PeoplePanel x={x} />, x))).toContain("Binnenlaten kan als Karin terug is.");
  });
  it("is no business of who may not let in: no word of it and no button", () => {
    const x = state({ may: [] });
    expect(all(draw(<PeoplePanel x={x} />, x), "button")).toEqual([]);
  });
});

describe("people of the family whom a danger keeps apart", () => {
  const family = (leg: number, name: string) => ({ leg, participant: leg, name, role: "family", sound_only: false, media: fine });
  const apart = (whole: false | undefined, may: CallState["may"], n = 2) => state({ may, people: [family(72, "Karin"), family(73, "Lotte")].slice(0, n) as never, word: { round: 1, legs: [], commits: [], reveals: [], ...(whole === undefined ? {} : { whole }) } });
  it("are put together only by who carries, only where the server says they are apart, and never without a reason", () => {
    const offered = (x: CallState) => text(draw(<PeoplePanel x={x} />, x)).includes("Samen, met reden");
    expect([offered(apart(false, ["admit"])), offered(apart(undefined, ["admit"])), offered(apart(false, [])), offered(apart(false, ["admit"], 1))]).toEqual([true, false, false, false]);
  });
});

describe("lines of a call", () => {
  const line = (more = {}) => ({ id: 21, kind: "sentence", text: "Fatma kijkt mee.", by: "Sanne", at: "2026-03-10T09:00:00Z", shared_with: [], ...more });
  it("show each objection with who made it to who is told all of them, and one's own otherwise", () => {
    const said = (more: object) => text(draw(<LinesPanel x={state({ lines: [line(more)] as never })} />, state()));
    const both = said({ dispute: { text: "Niet zo.", at: "2026-03-10T09:05:00Z" }, disputes: [{ member: 41, name: "Karin Bakker", text: "Alleen de huur.", at: "2026-03-10T09:04:00Z" }, { member: 42, name: "Lotte Bakker", text: "Niet zo.", at: "2026-03-10T09:05:00Z" }] });
    expect([both.match(/Dat bedoelde ik niet/g)?.length, both.includes("Karin, 10:04"), both.includes("Lotte, 10:05")]).toEqual([2, true, true]);
    expect(said({ dispute: { text: "Niet zo.", at: "2026-03-10T09:05:00Z" } }).match(/Dat bedoelde ik niet/g)?.length).toBe(1);
    expect(said({})).not.toContain("Dat bedoelde ik niet");
  });
  it("that are older than what was told are fetched when asked for", () => {
    const x = state({ lines: [line()] as never, more_lines: true });
    expect(text(draw(<LinesPanel x={x} />, x))).toContain("Toon eerdere regels");
    expect(text(draw(<LinesPanel x={state({ lines: [line()] as never })} />, state()))).not.toContain("Toon eerdere regels");
  });
});

describe("consent in the call", () => {
  const q = (s: string, answers: string[]) => state({ questions: [{ id: 1, state: s, to: { name: "Dirk Veenstra", organisation: "Gemeente Overlinde" }, persons: [{ member: 41, name: "Karin Bakker" }], life_domains: ["housing", "health"], purposes: ["call"], until: "2026-06-10T22:00:00Z", asked: answers.map((answer, i) => ({ member: 41 + i, name: ["Karin Bakker", "Lotte Bakker"][i]!, answer, you: false })) }] as never });
  it("stands as it was asked, with each answer as it came", () => {
    const x = q("open", ["yes", "none"]);
    const said = text(draw(<ConsentPanel x={x} />, x));
    expect(said).toContain("Mag Dirk Veenstra (Gemeente Overlinde) meepraten over wonen en gezondheid van Karin, tot en met 10 juni?");
    expect(said).toContain("Karin zei ja");
    expect(said).toContain("Lotte leest de vraag");
    expect(said).toContain("Dirk komt pas binnen als Lotte ja zegt.");
  });
  it("says stopped at once, in neutral words, and shows no yes that holds", () => {
    const x = q("withdrawn", ["yes", "yes"]);
    const root = draw(<ConsentPanel x={x} />, x);
    expect(text(root)).toContain("De toestemming is gestopt.");
    expect(text(root)).not.toContain("zei ja");
    expect(markup(root)).not.toContain("mark-may");
  });
  it("is asked only by whom the server lets ask", () => {
    const x = state({ may: [] });
    expect(text(draw(<ConsentPanel x={x} />, x))).not.toContain("Vraag toestemming");
  });
});

describe("papers", () => {
  it("are opened only when they were looked at and found safe", () => {
    const paper = (s: string) => state({ checklist: [{ id: 1, what: "Huurcontract", asked_by: { name: "Fatma", organisation: "Kredietbank" }, state: "received", attachment: { id: 51, name: "h.jpg", type: "image/jpeg", size: 9, state: s }, may_fill: false, may_decide: false }] as never });
    expect(markup(draw(<PapersPanel x={paper("ready")} />, state()))).toContain("/api/attachments/51");
    for (const s of ["quarantined", "scanning", "writing", "erased"]) expect(markup(draw(<PapersPanel x={paper(s)} />, state()))).not.toContain("/api/attachments/");
  });
});

describe("a link", () => {
  const link = { id: 4, token: "tokentoken", code: "482913", ends_at: "2026-03-11T00:00:00Z" };
  it("stands with its code told apart: the code is not in what is copied", () => {
    const root = draw(<LinkCard link={link} name="Karin" language="pl" />, state());
    const address = all(root, "input")[0]! as never as { attributes: Record<string, string>; value?: string };
    const value = address.value ?? address.attributes.value;
    expect(value).toBe("https://k.voorbeeld/g#tokentoken.pl");
    expect(value).not.toContain("482913");
    expect(text(root)).toContain("Zeg de code door de telefoon.");
  });
  it("is nowhere once it was put away", () => {
    const x = state({ invited: [{ participant: 3, name: "Karin", role: "family", link: { id: 4, ends_at: link.ends_at, state: "sent", tries_left: 5 } }] as never });
    keepLink(3, link, "Karin", "nl");
    expect(text(draw(<PeoplePanel x={x} />, x))).toContain("482913");
    freshLinks.value = {};
    expect(markup(draw(<PeoplePanel x={x} />, x))).not.toMatch(/482913|tokentoken/);
  });
});
