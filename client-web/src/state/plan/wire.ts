// The messages of a household's plan as this client reads them, in the names the views use.
// Types only. Must never hold a rule about who may see a line: the server alone decides that (I12).
import type * as p from "../../../../protocol/ts/methods";
import type { Drifted, FreshLink, Nothing } from "../call/wire";

/** `by` is empty while somebody's proposal was not taken over; `under` may name a line this reader does not see. */
export type PlanLine = p.PlanLine;
export type Plan = p.Plan;
export type PlanKind = PlanLine["kind"];
export type NetworkRow = Plan["network"][number];
export type FamilyRow = Plan["family"][number];
type Said = { owner?: string; due?: string; under?: number };
type Whom = { member: number } | { link: number };
type None = Record<string, never>;
export type PlanActs = {
  "plan.write": [{ case: number } & Said & ({ kind: PlanKind; members: number[]; life_domains: string[]; text: string } | { line: number; text: string } | { proposal: number; members?: number[]; life_domains?: string[] }), { line: number }];
  "plan.drop": [{ case: number; line: number }, None];
  "plan.share": [{ case: number; line: number; agreed_by?: number[]; evidence?: string; reason?: string } & Whom, None];
  "plan.unshare": [{ case: number; line: number } & Whom, None];
  "plan.settle": [{ case: number; note?: string }, { version: number }];
  "plan.link": [{ case: number; member: number; name: string; language: string; until?: string; reason?: string; send_to?: { email: string } }, { link?: FreshLink }];
  "network.invite": [{ case: number; member: number; name: string; language: string; evidence: string; until: string; reason?: string; send_to?: { email: string } }, { link?: FreshLink }];
  "link.revoke": [{ link: number }, None];
};
/** Does not compile when what is sent here is not what the schema of a method takes. */
export type Checked = Nothing<Drifted<PlanActs>>;
