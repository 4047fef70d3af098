// The messages of a household's plan as this client reads them, in the names the views use.
// Types only. Must never hold a rule about who may see a line: the server alone decides that (I12).
import type { FreshLink, Named } from "../call/wire";

export type PlanKind = "goal" | "result" | "action";
export type SharedWith = { member?: number; link?: number; name: string };
/** `by` is empty while somebody's proposal was not taken over; `under` may name a line this reader does not see. */
export type PlanLine = {
  id: number; kind: PlanKind; text: string; by: string; at: string; under?: number; owner?: string; due?: string;
  proposed?: boolean; by_guest?: string; instead_of?: number; shared_with: SharedWith[]; cells?: { members: Named[]; life_domains: string[] };
};
export type PlanVersion = { id: number; at: string; by: string; note?: string };
export type LinkState = "sent" | "opened" | "dark" | "ended";
export type NetworkRow = { link: number; name: string; chosen_by: Named; ends_at: string; state: LinkState };
export type FamilyRow = { link: number; name: string; member: Named; ends_at: string; state: LinkState };
export type PlanMay = "write" | "share" | "settle" | "link" | "network" | "meet" | "propose";
export type Plan = {
  case?: number; version: number; settled?: PlanVersion; lines: PlanLine[]; more: boolean; versions: PlanVersion[];
  network: NetworkRow[]; family: FamilyRow[]; meeting?: { call: number; state: "planned" | "open"; starts_at?: string }; may: PlanMay[];
};
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
