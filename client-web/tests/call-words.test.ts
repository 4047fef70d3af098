// The words of calls and consults in both languages, and the small pure things around them: why somebody cannot come in,
// when a call is, the address of a link, what a search word means.
import { describe, expect, it } from "vitest";
import en from "../src/i18n/en-call.json";
import nl from "../src/i18n/nl-call.json";
import { c } from "../src/i18n/call";
import { inOrder } from "../src/state/call/list";
import { parse } from "../src/state/router";
import { expertiseOf } from "../src/views/consult/ask";
import { instantOf, standing } from "../src/views/call/make";
import { sizeOf } from "../src/views/call/papers";
import { linkAddress, placeOf, whyNot } from "../src/views/call/words";
import type { CallRow, Waiting } from "../src/state/call/wire";
import type { Knows } from "../src/state/contract";

type Words = Record<string, string | Record<string, string>>;
const sources = import.meta.glob<string>("../src/**/*.{ts,tsx}", { eager: true, query: "?raw", import: "default" });
const holes = (v: string | Record<string, string>) => [...new Set(JSON.stringify(v).match(/\{\w+\}/g) ?? [])].sort();

describe("both languages of calls", () => {
  it("have the same keys", () => expect(Object.keys(en)).toEqual(Object.keys(nl)));
  it("have the same kind of text and the same names in each", () => {
    for (const key of Object.keys(nl)) {
      const a = (nl as Words)[key]!, b = (en as Words)[key]!;
      expect(typeof a, key).toBe(typeof b);
      expect(holes(a), key).toEqual(holes(b));
      for (const words of [a, b]) if (typeof words === "object") expect(Object.keys(words).sort(), key).toEqual(["one", "other"]);
      expect(JSON.stringify([a, b]), key).not.toMatch(/!"|!\s/);
    }
  });
  it("hold no key nobody asks for", () => {
    const code = Object.entries(sources).filter(([path]) => /\/(call|consult|plan)\/|add-file/.test(path)).map(([, s]) => s).join("\n");
    const grouped = /^(why|role|trouble|when|language|out|file\.why|consent\.(said|state)|paper\.(state|file)|consult\.(state|answered))\./;
    expect(Object.keys(nl).filter((k) => !grouped.test(k) && !code.includes(`"${k}"`))).toEqual([]);
  });
});

describe("the agreed words", () => {
  it.each([
    ["norec", "Er wordt niets opgenomen"], ["consult.ask", "Vraag een collega mee te kijken"], ["consult.yes", "Ik kijk mee"], ["consult.no", "Nu niet"], ["consult.anon", "Vraag zonder namen"], ["consult.other", "Vraag zonder toestemming, op een andere grondslag"],
    ["line.dispute", "Dat bedoelde ik niet"], ["line.summary", "Dit spraken we af"], ["tile.weak", "Beeld uit, geluid gaat voor"], ["tile.noroute", "Geen verbinding. We proberen het nog eens."], ["line.need.owner", "Wie doet dit? Kies iemand."],
  ])("%s", (key, words) => expect((nl as Words)[key]).toBe(words));
});

const wait = (more: Partial<Waiting>): Waiting => ({ participant: 1, name: "Dirk Veenstra", role: "specialist", organisation: "Gemeente Overlinde", since: "2026-03-10T09:00:00Z", media: { sound: true, picture: true }, may_admit: false, ...more });
describe("why somebody cannot come in", () => {
  it("names whose yes is missing", () => {
    expect(whyNot(wait({ missing: ["Yousef Haddad"] }))).toBe("Dirk komt pas binnen als Yousef ja zegt.");
    expect(whyNot(wait({ missing: ["Rima Haddad", "Yousef Haddad"] }))).toBe("Dirk komt pas binnen als Rima en Yousef allemaal ja zeggen.");
  });
  it("says the reason the server gave, one of its kind, or just that it cannot be", () => {
    expect(whyNot(wait({ why_not: "call.not_open" }))).toBe("Het gesprek is nog niet begonnen.");
    expect(whyNot(wait({ why_not: "consent.other_domain" }))).toBe(c("why.consent" as never));
    expect(whyNot(wait({ why_not: "later.unknown" }))).toBe(c("admit.cannot"));
  });
  it("is silent when the server offers to let them in", () => expect(whyNot(wait({ may_admit: true, missing: ["X"] }))).toBe(""));
  it("says who somebody is here", () => expect([placeOf(wait({})), placeOf(wait({ role: "family" }))]).toEqual(["Gemeente Overlinde · kijkt mee", "gezin"]));
});

describe("calls", () => {
  it("stand with what is going on first and what ended last", () => {
    const row = (id: number, state: CallRow["state"], at: string): CallRow => ({ id, state, purpose: "call", ...(state === "ended" ? { ended_at: at } : { starts_at: at }) });
    expect(inOrder([row(1, "ended", "2026-03-01"), row(2, "planned", "2026-03-12"), row(3, "open", "2026-03-10"), row(4, "ended", "2026-03-02"), row(5, "planned", "2026-03-11")]).map((r) => r.id)).toEqual([3, 5, 2, 4, 1]);
  });
  it("are planned by the wall clock of Amsterdam, in winter and in summer", () => {
    expect(instantOf("2026-01-15", "14:30")).toBe("2026-01-15T13:30:00.000Z");
    expect(instantOf("2026-07-15", "00:15")).toBe("2026-07-14T22:15:00.000Z");
  });
  it("have addresses of numbers only, up to the largest drawn", () => {
    expect([parse("/gesprek/9007199254740991"), parse("/consult/7"), parse("/consulten")]).toEqual([{ at: "call", call: 9007199254740991 }, { at: "consult", consult: 7 }, { at: "consults" }]);
    for (const odd of ["/gesprek/x", "/gesprek/9007199254740992", "/gesprek/7/x", "/consult/"]) expect(parse(odd)).toEqual({ at: "absent" });
  });
  it("hold the token of a link behind the number sign, where no server reads it", () => {
    (globalThis as Record<string, unknown>).location = { origin: "https://k.voorbeeld" };
    const at = new URL(linkAddress("abc_-9", "ar"));
    expect([at.pathname, at.search, at.hash]).toEqual(["/g", "", "#abc_-9.ar"]);
  });
});

describe("before a call is made", () => {
  const ground = (more: object) => ({ live: true, effect: "permit", kind: "consent", members: [41], organisation: { id: 6, name: "Kredietbank" }, purpose: "call", life_domains: ["finances"], ...more });
  const k = (...grounds: object[]) => ({ grounds }) as unknown as Knows;
  it("a yes for another purpose, organisation, person or life domain is not one for this call", () => {
    for (const other of [{ purpose: "cooperation" }, { organisation: { id: 7, name: "School" } }, { members: [42] }, { life_domains: ["school"] }, { live: false }]) expect(standing(k(ground(other)), "Kredietbank", 41, "finances")).toBe("missing");
    expect(standing(k(ground({})), "Kredietbank", 41, "finances")).toBe("may");
  });
  it("a no weighs more than a yes, and a ground without consent is called so", () => {
    expect(standing(k(ground({}), ground({ effect: "deny" })), "Kredietbank", 41, "finances")).toBe("refused");
    expect(standing(k(ground({ kind: "reporting_code" })), "Kredietbank", 41, "finances")).toBe("without_consent");
  });
});

describe("asking along", () => {
  it.each([["schulden", "finances"], ["geld", "finances"], ["huurachterstand", "housing"], ["Opvoeden", "parenting"], ["fatma", null]])("%s is about %s", (text, domain) => expect(expertiseOf(text)).toBe(domain));
  it("says sizes as people do", () => expect([sizeOf(900), sizeOf(250_000), sizeOf(2_500_000)]).toEqual(["1 kB", "244 kB", "2,4 MB"]));
});
