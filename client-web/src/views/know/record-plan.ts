// From the answers on the sheet to what is asked of the server, and to the sentence that says what will follow.
// Who must agree comes from the server (must_agree); this file only arranges it. Pure.
import type { GroundInput, Knows, MemberRef } from "../../state/contract";

export type Answer = "yes" | "no" | "none";
export type Plan = {
  organisation: number | null; until: string; purposes: string[]; domains: string[]; about: number[];
  answers: Record<number, Answer>; evidence: string | null;
};
/** The version of the words that were read to the person. */
export const TEXT_VERSION = "2026-1";

/** Everybody who has a say about these people, in household order. */
export function speakers(k: Knows, about: number[]): MemberRef[] {
  const ids = new Set(k.must_agree.filter((a) => about.includes(a.member)).flatMap((a) => a.who));
  return k.members.filter((m) => ids.has(m.id));
}
const whoFor = (k: Knows, member: number): number[] => k.must_agree.find((a) => a.member === member)?.who ?? [];
const said = (p: Plan, answer: Answer): number[] => Object.entries(p.answers).filter(([, a]) => a === answer).map(([id]) => Number(id));

const kept = (k: Knows, p: Plan, member: number) => k.pending.filter((x) => x.organisation.id === p.organisation
  && p.purposes.includes(x.purpose) && x.members.includes(member) && p.domains.every((d) => (x.life_domains as string[]).includes(d)));
/** Answers kept from before for the same organisation, purpose and life domains count as said. */
export function earlier(k: Knows, p: Plan, member: number): number[] {
  return kept(k, p, member).flatMap((x) => x.given_by);
}
/** When an earlier yes that is used ends: what opens with it holds no longer than that. */
export function earlierEnds(k: Knows, p: Plan, opens: number[]): string[] {
  return opens.flatMap((m) => kept(k, p, m)).map((x) => x.end).filter((e): e is string => Boolean(e));
}

export type Outcome = { opens: number[]; waitsFor: number[]; refusedBy: number[] };
/** For the sentence before saving: for whom it opens, whose answer is still missing, who said no. */
export function outcome(k: Knows, p: Plan): Outcome {
  const yes = said(p, "yes"), no = said(p, "no");
  const out: Outcome = { opens: [], waitsFor: [], refusedBy: no };
  for (const member of p.about) {
    const who = whoFor(k, member);
    if (who.some((w) => no.includes(w))) continue;
    const have = new Set([...yes, ...earlier(k, p, member)]);
    const missing = who.filter((w) => !have.has(w));
    if (missing.length === 0 && who.some((w) => have.has(w))) out.opens.push(member);
    else out.waitsFor.push(...missing);
  }
  out.waitsFor = [...new Set(out.waitsFor)];
  return out;
}

/** One request per person and purpose: narrow records, so that each can be withdrawn by itself. */
export function requests(k: Knows, p: Plan, end: string): GroundInput[] {
  const yes = said(p, "yes"), no = said(p, "no");
  const out: GroundInput[] = [];
  const base = { kind: "consent", organisation: p.organisation!, life_domains: p.domains, evidence: p.evidence ?? "spoken", text_version: TEXT_VERSION };
  for (const purpose of p.purposes) {
    for (const speaker of no) {
      const members = p.about.filter((m) => whoFor(k, m).includes(speaker));
      if (members.length) out.push({ ...base, purpose, effect: "deny", members, given_by: [speaker] });
    }
    for (const member of p.about) {
      const who = whoFor(k, member);
      const given_by = who.filter((w) => yes.includes(w));
      if (given_by.length && !who.some((w) => no.includes(w))) out.push({ ...base, purpose, effect: "permit", members: [member], given_by, end });
    }
  }
  return out;
}
