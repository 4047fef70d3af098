// What stands on the overview and in an opened entry: true for who reads it, and all of it.
import { describe, expect, it } from "vitest";
import type { CaseRow } from "../src/state/contract";
import { endings, hearsOfAll } from "../src/state/endings";
import * as store from "../src/state/store";
import { asCopied, proofRows } from "../src/views/log/proof";

const row = (id: number, more: Partial<CaseRow>): CaseRow => ({ case: id, number: `26-000${id}`, label: `Casus ${id}`, status: "open", room: id, pair: [], carrier: true, unread: 0, mentions: 0, ...more });
const ends = (days: number) => ({ at: `2026-12-0${days}T00:00:00.000Z`, days });

describe("what ends soon", () => {
  it("names one's own end also when a partner's is sooner, each in its own line", () => {
    const { week, later } = endings([row(1, { ends: ends(3), partner_ends: { ...ends(2), organisation: "Lindelaan College" } })]);
    expect(week.map((e) => [e.days, e.organisation])).toEqual([[2, "Lindelaan College"], [3, undefined]]);
    expect(later).toEqual([]);
  });
  it("is this week or next, the soonest first, and nothing after that", () => {
    const { week, later } = endings([row(1, { ends: ends(9) }), row(2, { ends: ends(7) }), row(3, { ends: { at: "2027-01-01T00:00:00.000Z", days: 40 } }), row(4, { partner_ends: { ...ends(8), organisation: "GGD" } })]);
    expect([week.map((e) => e.case), later.map((e) => e.case)]).toEqual([[2], [4, 1]]);
  });
  it("is not told of a case somebody only looks along in, so that 'nothing ends' is said of their own alone", () => {
    expect(hearsOfAll([row(1, {})])).toBe(true);
    expect(hearsOfAll([row(1, {}), row(2, { carrier: false })])).toBe(false);
  });
});

describe("a role without cases", () => {
  const as = (...roles: string[]) => {
    const you = { id: 1, name: "X", email: "", employer: { id: 1, name: "Y", kind: "welfare" }, teams: [{ id: 3, name: "Noord" }], roles: roles.map((role) => ({ role })) };
    store.hello.value = { you } as never;
    return [store.withoutCases.value, store.canOpenCases.value];
  };
  it("is told so, and offered no case to begin", () => {
    expect(as("team_leader")).toEqual(["leader", false]);
    expect(as("organisation_admin")).toEqual(["admin", false]);
    expect(as("server_admin")).toEqual(["admin", false]);
  });
  it("is nobody's who works in cases as well", () => {
    expect(as("professional", "team_leader")).toEqual([null, true]);
    expect(as("professional")).toEqual([null, true]);
  });
});

describe("an opened entry", () => {
  it("is rows of a name and a value, with everything in them", () => {
    const value = JSON.stringify({ professional: 11, role: "team_leader", life_domains: ["school", "parenting"], ranges: [[3, 9], [12, 12]], until: Date.parse("2026-06-01T22:00:00Z"), later: "iets" });
    expect(proofRows({ name: "object", value })).toEqual([
      { name: "professional", value: "11" }, { name: "rol", value: "teamleider" }, { name: "leefgebieden", value: "School, Opvoeden" },
      { name: "van – tot", value: "3–9, 12" }, { name: "tot", value: "2 juni 2026 00:00" }, { name: "later", value: "iets" },
    ]);
  });
  it("keeps every digit of a long number, and a text with digits as it is", () => {
    expect(proofRows({ name: "actor", value: '{"device":4394193450252680719,"name":"een \\" :9007199254740993, twee"}' })).toEqual([
      { name: "apparaat", value: "4394193450252680719" }, { name: "naam", value: 'een " :9007199254740993, twee' },
    ]);
  });
  it("shows what it cannot read as it came", () => {
    for (const value of ["geen JSON", "[1,2]", "null"]) expect(proofRows({ name: "object", value })).toEqual([{ name: "wat", value }]);
  });
  it("is copied as the server gave it, leaf and path and all", () => {
    const e = { n: 4, leaf: "{\"n\":4}", leaf_hash: "ab", fields: [{ name: "object", value: "{\"seq\":1}" }], proof: ["cd"], size: 9, root: "ef" };
    expect(JSON.parse(asCopied(e as never))).toEqual(e);
  });
});
