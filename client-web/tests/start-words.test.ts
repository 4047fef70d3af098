// The words of the start in both languages, and the small pure things around it: lines that read as actions, sums of
// money, citizen numbers pointed at, figures as CSV, addresses.
import { describe, expect, it } from "vitest";
import en from "../src/i18n/en-start.json";
import nl from "../src/i18n/nl-start.json";
import { s } from "../src/i18n/start";
import { parse } from "../src/state/router";
import { looksLikeAction } from "../src/state/said";
import { daysLate, ordered } from "../src/state/start/actions";
import { asCsv } from "../src/state/start/figures";
import type { ActionRow, Figures } from "../src/state/start/wire";
import { cents, numberIn, withoutNumber } from "../src/views/signal-form";

type Words = Record<string, string | Record<string, string>>;
const sources = import.meta.glob<string>("../src/**/*.{ts,tsx}", { eager: true, query: "?raw", import: "default" });
const holes = (v: string | Record<string, string>) => [...new Set(JSON.stringify(v).match(/\{\w+\}/g) ?? [])].sort();

describe("both languages of the start", () => {
  it("have the same keys", () => expect(Object.keys(en)).toEqual(Object.keys(nl)));
  it.each(Object.keys(nl))("%s has the same kind of text and the same names in it", (key) => {
    const a = (nl as Words)[key]!, b = (en as Words)[key]!;
    expect(typeof a).toBe(typeof b);
    expect(holes(a)).toEqual(holes(b));
    for (const words of [a, b]) if (typeof words === "object") expect(Object.keys(words).sort()).toEqual(["one", "other"]);
    expect(JSON.stringify([a, b])).not.toMatch(/!"|!\s/);
  });
  it("hold no key nobody asks for", () => {
    const code = Object.values(sources).join("\n");
    const grouped = /^(item\.sub|action\.state|problem|signal\.(kind|status|choice)|decline|prevented|outcome|figures\.(table|column)|close|followup)\./;
    expect(Object.keys(nl).filter((k) => !grouped.test(k) && !/^item\.[a-z_]+$/.test(k) && !code.includes(`"${k}"`))).toEqual([]);
  });
});

describe("the agreed words", () => {
  it.each([
    ["start.neutral", "Er wordt een andere casus besproken"], ["start.noown", "U bent vandaag niet meer aan de beurt."], ["start.notyou", "Niet voor u"], ["start.meanwhile", "Intussen: uw afspraken"],
    ["start.board", "Niet iedereen in deze ruimte mag hierbij zijn. Wie wel mag, ziet de kamer op het eigen scherm."], ["known.title", "Wie kent dit gezin al?"], ["action.noowner", "Wie doet dit? Kies iemand."], ["action.save", "Bewaar afspraak"], ["action.asmessage", "Toch als bericht"],
    ["signal.choice.new", "Oppakken in een nieuwe casus"], ["signal.choice.existing", "Bij een bestaande casus voegen"], ["signal.choice.decline", "Niet oppakken, met reden"], ["figures.less", "Minder dan 10 gezinnen: dat laten wij niet zien."],
    ["signal.bsn", "In de tekst staat waarschijnlijk een burgerservicenummer. Dat bewaren wij niet. Haal het weg."], ["carry.back", "Geef de regie terug"],
  ])("%s", (key, words) => expect((nl as Words)[key]).toBe(words));
  it("count", () => {
    expect(s("start.next", { n: 4 })).toBe("Naar punt 4");
    expect([s("start.over", { n: 1 }), s("start.over", { n: 2 })]).toEqual(["1 minuut over tijd", "2 minuten over tijd"]);
    expect(s("start.sees", { n: 4 })).toBe("4 mensen hier mogen dit zien");
    expect(s("start.moved", { n: 5 })).toBe("Iemand anders ging net verder. U ziet nu punt 5.");
  });
});

describe("a line in a room", () => {
  it.each(["@sanne belt moeder vr", "@Sanne belt moeder vrijdag", "@fatma vraagt uitstel aan Wonen Overlinde over 2 weken", "@joris gaat langs 12-3", "@joris gaat langs 12 maart", "@anna calls mother fri"])("%s reads as an action", (x) => expect(looksLikeAction(x)).toBe(true));
  it.each(["@Sanne dank je", "belt moeder vr", "Ik bel @sanne vr", "@sanne vr", `@sanne ${"a ".repeat(9_000)}vr`])("%s does not", (x) => expect(looksLikeAction(x)).toBe(false));
});

describe("actions", () => {
  it("are late from the day after", () => expect([daysLate("2026-02-24", "2026-02-24"), daysLate("2026-02-23", "2026-02-24"), daysLate("2026-02-27", "2026-02-24")]).toEqual([0, 1, 0]));
  it("stand in the order of their days", () => expect(ordered([{ action: 2, due: "2026-03-01" }, { action: 3, due: "2026-02-01" }, { action: 1, due: "2026-03-01" }] as ActionRow[]).map((a) => a.action)).toEqual([3, 1, 2]));
});

describe("the form of a signal", () => {
  it.each([["1.412,50", 141250], ["1412", 141200], ["€ 12,5", 1250], ["12.5", 1250], ["twaalf", null], ["1,234,5", null]])("reads %s", (text, sum) => expect(cents(text)).toBe(sum));
  it("points at the number and can take it out", () => {
    expect(numberIn("Mevrouw 111.222.333 belde")).toMatchObject({ number: "111.222.333", before: "Mevrouw ", after: " belde" });
    expect(withoutNumber("Mevrouw 111222333 belde")).toBe("Mevrouw belde");
    expect(numberIn("nr 12 van 2026")).toBeNull();
  });
});

describe("figures as CSV", () => {
  const words = { table: (t: { table: string }) => t.table, row: (r: { sender?: string }) => r.sender ?? "alles", column: (c: string) => c, head: ["Tabel", "Regel", "Cijfer", "Aantal"] as [string, string, string, string] };
  const f = { periods: ["2026-04"], tables: [{ table: "sender", columns: ["received", "closed"], rows: [{ sender: "=HYPERLINK(1)", counts: [14, null] }, { sender: "A; \"B\"", counts: [0, 12] }] }] } as unknown as Figures;
  it("holds what is shown, an empty cell for what is not, and no formula", () => {
    expect(asCsv(f, words).split("\r\n")).toEqual(["\ufeffTabel;Regel;Cijfer;Aantal", "sender;'=HYPERLINK(1);received;14", "sender;'=HYPERLINK(1);closed;", "sender;\"A; \"\"B\"\"\";received;0", "sender;\"A; \"\"B\"\"\";closed;12", ""]);
  });
});

describe("addresses of the start", () => {
  it("hold numbers only", () => {
    expect([parse("/dagstart"), parse("/dagstart?bord"), parse("/melding/7"), parse("/melding/nieuw")]).toEqual([{ at: "start" }, { at: "screen" }, { at: "signal", signal: 7 }, { at: "send" }]);
    for (const odd of ["/melding/x", "/dagstart/x", "/dagstart?x"]) expect(parse(odd)).toEqual({ at: "absent" });
  });
});
