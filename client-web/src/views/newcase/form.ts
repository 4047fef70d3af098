// What the new-case sheet holds, and what it becomes on the wire. Refs ("m1") stand for people who have no id yet. Pure.
import type { Methods, NewGround, NewMember } from "../../state/contract";
import { endOfDay } from "../../i18n";
import { TEXT_VERSION } from "../know/record-plan";

export type MemberForm = { ref: string; name: string; birth: string; relation: string; custody: string[]; checked: string; help: string[] };
export type GroundForm = { key: number; kind: "consent" | "directly_involved_jeugdwet" | "directly_involved_wmo"; organisation: number | null; until: string; domains: string[]; members: string[]; given: string[]; evidence: string; reason: string };
export type CaseForm = { team: number | null; label: string; neighbourhood: string; partner: { id: number; name: string; organisation: string } | null; members: MemberForm[]; grounds: GroundForm[] };

export const newMember = (n: number): MemberForm => ({ ref: `m${n}`, name: "", birth: "", relation: "", custody: [], checked: "", help: [] });
export const newGround = (key: number): GroundForm => ({ key, kind: "consent", organisation: null, until: "", domains: [], members: [], given: [], evidence: "", reason: "" });

/** Under 18 on this day; an unknown birth date counts as young, so that custody can be filled in. */
export function isYoung(m: MemberForm, today: string): boolean {
  if (!m.birth) return false;
  const turns = `${Number(m.birth.slice(0, 4)) + 18}${m.birth.slice(4)}`;
  return turns > today;
}

function member(m: MemberForm, today: string): NewMember {
  const custody = isYoung(m, today) ? { custody: m.custody, ...(m.checked ? { custody_checked_on: m.checked } : {}) } : {};
  return { ref: m.ref, name: m.name.trim(), birth_date: m.birth, relation: m.relation.trim(), ...custody, ...(m.help.length ? { help: m.help } : {}) };
}

/** One record per person, as everywhere: each can be withdrawn by itself. */
function ground(g: GroundForm): NewGround[] {
  const base = { effect: "permit" as const, organisation: g.organisation!, purpose: "cooperation", life_domains: g.domains, end: endOfDay(g.until) };
  return g.members.map((m) => g.kind === "consent"
    ? { ...base, kind: "consent", members: [m], given_by: g.given, evidence: g.evidence, text_version: TEXT_VERSION }
    : { ...base, kind: "statutory_task", members: [m], secrecy_ground: g.kind, reason: g.reason.trim() });
}

export function asParams(f: CaseForm, you: number, today: string): Methods["case.create"][0] {
  return {
    team: f.team!, label: f.label.trim(), ...(f.neighbourhood.trim() ? { neighbourhood: f.neighbourhood.trim() } : {}),
    pair: f.partner ? [you, f.partner.id] : [you], household: f.members.map((m) => member(m, today)), grounds: f.grounds.flatMap(ground),
  };
}

export type Need = Record<string, string>;
/** What is still missing, by field; the words are looked up by the sheet. */
export function needs(f: CaseForm): Need {
  const out: Need = {};
  if (!f.team) out.team = "case.need.team";
  if (!f.label.trim()) out.label = "case.need.label";
  f.members.forEach((m, i) => {
    if (!m.name.trim()) out[`household.${i}.name`] = "member.need.name";
    if (!m.birth) out[`household.${i}.birth_date`] = "member.need.birth";
    if (!m.relation.trim()) out[`household.${i}.relation`] = "member.need.relation";
  });
  f.grounds.forEach((g, i) => {
    if (!g.organisation) out[`grounds.${i}.organisation`] = "record.need.organisation";
    if (!g.until) out[`grounds.${i}.end`] = "record.need.end";
    if (!g.domains.length) out[`grounds.${i}.life_domains`] = "record.need.domains";
    if (!g.members.length) out[`grounds.${i}.members`] = "record.need.about";
    if (g.kind === "consent" && !g.given.length) out[`grounds.${i}.given_by`] = "record.need.answer";
    if (g.kind === "consent" && !g.evidence) out[`grounds.${i}.evidence`] = "record.need.evidence";
    if (g.kind !== "consent" && !g.reason.trim()) out[`grounds.${i}.reason`] = "ground.reason";
  });
  return out;
}
