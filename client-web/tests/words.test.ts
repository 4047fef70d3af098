// Words and dates: both languages hold the same keys and placeholders, the agreed words are there word for word.
import { describe, expect, it } from "vitest";
import en from "../src/i18n/en.json";
import nl from "../src/i18n/nl.json";
import { readDay } from "../src/i18n/dates";
import { endOfDay, lastDay, nearDay, startOfDay, t } from "../src/i18n";
import { asQuery } from "../src/views/log/log";
import { parse } from "../src/state/router";

type Words = Record<string, string | Record<string, string>>;
const sources = import.meta.glob<string>("../src/**/*.{ts,tsx}", { eager: true, query: "?raw", import: "default" });
const holes = (v: string | Record<string, string>) => [...new Set(JSON.stringify(v).match(/\{\w+\}/g) ?? [])].sort();

describe("both languages", () => {
  it("have the same keys", () => expect(Object.keys(en).sort()).toEqual(Object.keys(nl).sort()));
  it.each(Object.keys(nl))("%s has the same kind of text and the same names in it", (key) => {
    const a = (nl as Words)[key]!, b = (en as Words)[key]!;
    expect(typeof a).toBe(typeof b);
    expect(holes(a)).toEqual(holes(b));
    for (const words of [a, b]) if (typeof words === "object") expect(Object.keys(words).sort()).toEqual(["one", "other"]);
    expect(JSON.stringify([a, b])).not.toMatch(/!"|!\s/);
  });
  it("hold every key the views ask for, and no key nobody asks for", () => {
    const code = Object.values(sources).join("\n");
    const asked = [...code.matchAll(/\bt\(\s*"([^"]+)"/g)].map((m) => m[1]!);
    expect(asked.filter((k) => !(k in nl))).toEqual([]);
    const grouped = /^(domain|said|purpose|kind|secrecy|evidence|field|law|role|event|mark|together|legend|log|hello|keys|member|record|case|demo|consent|ground|signin|empty|message|today|know|nav|invite|for|room\.file)\./;
    expect(Object.keys(nl).filter((k) => !grouped.test(k) && !code.includes(`"${k}"`))).toEqual([]);
  });
});

describe("the agreed words", () => {
  it.each([
    ["brand.line", "Korte lijnen rond één gezin. Niemand ziet iets zonder grondslag."], ["signin.wrong", "Dit klopt niet. Kijk naar uw e-mailadres, wachtzin en code."], ["signin.ended", "U bent afgemeld. U deed 15 minuten niets."],
    ["demo.title", "Oefenomgeving. Alle mensen en gezinnen zijn verzonnen."], ["room.why", "Waarom zie ik dit?"], ["room.here", "Nu in de kamer"], ["room.absent", "Mag erin, nu niet hier"], ["message.withheld", "Niet voor uw organisatie"],
    ["message.reply.withheld", "Antwoord op een bericht dat niet voor u is"], ["message.failed", "Niet verstuurd. Uw tekst staat er nog."], ["know.title", "Wie mag wat weten"], ["consent.withdraw", "Trek toestemming in"],
    ["consent.past", "Deze datum is al geweest. Kies een dag na vandaag."], ["ground.reason", "Schrijf kort waarom dit nodig is. De functionaris leest dit."], ["gone.title", "Deze kamer is nu voor u gesloten"], ["gone.fault", "U deed niets fout."],
    ["gone.draft", "Wat u net typte, is niet verstuurd en is weg."], ["absent.title", "Hier is niets voor u"], ["line.back", "Weer verbonden"], ["line.anew", "We laden deze kamer opnieuw. Uw tekst is bewaard."], ["store.stopped", "Er is nu niets opgeslagen. De server kan het logboek niet bijschrijven."],
    ["audit.whole", "Het logboek is heel"], ["empty.cases", "U hebt nog geen casussen"],
  ])("%s", (key, words) => expect((nl as Words)[key]).toBe(words));
  it("count people in the singular and the plural", () => {
    expect(t("signin.wait", { n: 5 })).toBe("Te vaak geprobeerd. Wacht 5 minuten.");
    expect(t("message.long", { n: 1 })).toBe("Uw bericht is te lang: 1 teken te veel");
    expect(t("room.ground", { names: "Karin en Lotte", date: "1 juni" })).toBe("U bent hier met toestemming van Karin en Lotte, tot en met 1 juni.");
  });
});

describe("days", () => {
  it.each([["1 juni 2027", "2027-06-01"], ["1-6-2027", "2027-06-01"], ["01/06/27", "2027-06-01"], ["2027-06-01", "2027-06-01"], ["di 1 juni 2027", "2027-06-01"], ["1 juni", "2026-06-01"], ["1 maart", "2027-03-01"], ["31 februari 2027", null], ["morgen", null], ["29-2-2028", "2028-02-29"]])(
    "%s is read as %s", (text, day) => expect(readDay(text, "2026-03-10")).toBe(day));
  it("of birth lie in the past", () => {
    expect(readDay("14-6-87", "2026-03-10", true)).toBe("1987-06-14");
    expect(readDay("14 juni", "2026-03-10", true)).toBe("2025-06-14");
  });
  it("end at midnight in Amsterdam, in winter, in summer and when the clock changes", () => {
    expect(endOfDay("2026-01-31")).toBe("2026-01-31T23:00:00.000Z");
    expect(endOfDay("2026-06-01")).toBe("2026-06-01T22:00:00.000Z");
    expect(endOfDay("2026-03-28")).toBe("2026-03-28T23:00:00.000Z");
    expect(endOfDay("2026-03-29")).toBe("2026-03-29T22:00:00.000Z");
    expect(endOfDay("2026-10-25")).toBe("2026-10-25T23:00:00.000Z");
    expect(startOfDay("2026-03-29")).toBe("2026-03-28T23:00:00.000Z");
  });
  it("last as long as was said: up to and including", () => expect(lastDay(endOfDay("2026-06-01"))).toBe("2026-06-01"));
  it("near today are named", () => {
    const now = Date.parse("2026-03-10T07:30:00Z");
    expect([nearDay("2026-03-09T23:30:00Z", now), nearDay("2026-03-09T22:30:00Z", now), nearDay("2026-03-06T10:00:00Z", now), nearDay("2026-01-06T10:00:00Z", now)]).toEqual(["vandaag", "gisteren", "vrijdag", "6 januari"]);
  });
});

describe("addresses", () => {
  it("hold numbers only, and everything else is absent", () => {
    expect(parse("/casus/5/weten")).toEqual({ at: "know", case: 5 });
    for (const odd of ["/casus/x", "/casus/5/x", "/casus/", "/nergens", "/casus/5/weten/6"]) expect(parse(odd)).toEqual({ at: "absent" });
  });
});

describe("the officer's search", () => {
  it("takes a case number out of the words", () => expect(asQuery({ text: "26-0387 Bram" })).toEqual({ case_number: "26-0387", text: "Bram" }));
});
