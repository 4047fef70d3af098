// From answers on a sheet to requests: narrow, nothing preticked, a no before every yes.
import { describe, expect, it } from "vitest";
import type { Knows } from "../src/state/contract";
import { earlierEnds, outcome, requests, speakers, type Plan } from "../src/views/know/record-plan";
import { asParams, isYoung, needs, newGround, newMember, type CaseForm } from "../src/views/newcase/form";

const school = { id: 3, name: "Lindelaan College", kind: "school" } as const;
const k = {
  members: [{ id: 41, name: "Karin Bakker", relation: "moeder", age: 43 }, { id: 42, name: "Lotte Bakker", relation: "dochter", age: 15 }, { id: 43, name: "Noah Bakker", relation: "zoon", age: 6 }],
  must_agree: [{ member: 41, who: [41], sentence: "" }, { member: 42, who: [41, 42], sentence: "" }, { member: 43, who: [41], sentence: "" }],
  pending: [], organisations: [school], grounds: [], matrix: [], changes: [], summary: { missing: 0, ending: 0, without_consent: 0 }, carrier: true,
} as unknown as Knows;
const plan = (more: Partial<Plan>): Plan => ({ organisation: 3, until: "2026-06-01", purposes: ["cooperation"], domains: ["school"], about: [41, 42], answers: {}, evidence: "spoken", ...more });

describe("recording answers", () => {
  it("asks only those who have a say about the people chosen", () => {
    expect(speakers(k, [42]).map((m) => m.id)).toEqual([41, 42]);
    expect(speakers(k, [43]).map((m) => m.id)).toEqual([41]);
    expect(speakers(k, [])).toEqual([]);
  });
  it("records one ground per person and purpose, given by those who said yes", () => {
    const out = requests(k, plan({ answers: { 41: "yes", 42: "yes" }, purposes: ["cooperation", "consult"] }), "E");
    expect(out.map((r) => [r.purpose, r.members, r.given_by, r.effect, r.end])).toEqual([["cooperation", [41], [41], "permit", "E"], ["cooperation", [42], [41, 42], "permit", "E"], ["consult", [41], [41], "permit", "E"], ["consult", [42], [41, 42], "permit", "E"]]);
  });
  it("records a no as a no, without an end, and no yes beside it", () => {
    const out = requests(k, plan({ answers: { 41: "yes", 42: "no" } }), "E");
    expect(out.map((r) => [r.effect, r.members, r.given_by, r.end])).toEqual([["deny", [42], [42], undefined], ["permit", [41], [41], "E"]]);
  });
  it("sends nothing for who was not asked", () => {
    expect(requests(k, plan({ answers: { 41: "none", 42: "none" } }), "E")).toEqual([]);
  });
  it("says beforehand for whom it opens and whose answer is missing", () => {
    expect(outcome(k, plan({ answers: { 41: "yes" } }))).toEqual({ opens: [41], waitsFor: [42], refusedBy: [] });
    expect(outcome(k, plan({ about: [42], answers: { 41: "yes" } }))).toEqual({ opens: [], waitsFor: [42], refusedBy: [] });
    expect(outcome(k, plan({ answers: { 41: "no" } }))).toEqual({ opens: [], waitsFor: [], refusedBy: [41] });
  });
  it("counts an answer that was kept before", () => {
    const kept = { ...k, pending: [{ members: [42], given_by: [42], organisation: school, purpose: "cooperation", life_domains: ["school"], missing: [41] }] } as unknown as Knows;
    expect(outcome(kept, plan({ about: [42], answers: { 41: "yes" } })).opens).toEqual([42]);
  });
  it("knows when an answer that was kept before ends, for that organisation, purpose and person alone", () => {
    const kept = { ...k, pending: [{ members: [42], given_by: [42], organisation: school, purpose: "cooperation", life_domains: ["school"], end: "2026-05-01T22:00:00.000Z", missing: [41] }] } as unknown as Knows;
    expect(earlierEnds(kept, plan({}), [42])).toEqual(["2026-05-01T22:00:00.000Z"]);
    expect(earlierEnds(kept, plan({}), [41])).toEqual([]);
    expect(earlierEnds(kept, plan({ purposes: ["consult"] }), [42])).toEqual([]);
  });
});

describe("a new case", () => {
  const form: CaseForm = { team: 3, label: " Meidoorn ", neighbourhood: "", partner: { id: 12, name: "Joris", organisation: "x" }, members: [{ ...newMember(1), name: "Karin", birth: "1982-11-02", relation: "moeder" }, { ...newMember(2), name: "Lotte", birth: "2010-06-14", relation: "dochter", custody: ["m1"], checked: "2026-03-01" }], grounds: [{ ...newGround(1), organisation: 1, until: "2026-06-01", domains: ["school"], members: ["m1", "m2"], given: ["m1", "m2"], evidence: "paper" }] };
  it("takes the asker and the partner as its pair, and custody for the young only", () => {
    const p = asParams({ ...form, members: form.members.map((m) => ({ ...m, custody: ["m1"] })) }, 11, "2026-03-10");
    expect(p.pair).toEqual([11, 12]);
    expect(p.household.map((m) => m.custody)).toEqual([undefined, ["m1"]]);
    expect(p.grounds.map((g) => [g.members, g.given_by])).toEqual([[["m1"], ["m1", "m2"]], [["m2"], ["m1", "m2"]]]);
    expect(p.label).toBe("Meidoorn");
  });
  it("names each missing field", () => {
    expect(Object.keys(needs({ ...form, label: "", members: [newMember(1)], grounds: [newGround(1)] }))).toEqual(["label", "household.0.name", "household.0.birth_date", "household.0.relation", "grounds.0.organisation", "grounds.0.end", "grounds.0.life_domains", "grounds.0.members", "grounds.0.given_by", "grounds.0.evidence"]);
    expect(needs(form)).toEqual({});
  });
  it("counts age to the day", () => {
    expect(isYoung({ ...newMember(1), birth: "2008-03-10" }, "2026-03-10")).toBe(false);
    expect(isYoung({ ...newMember(1), birth: "2008-03-11" }, "2026-03-10")).toBe(true);
  });
});
