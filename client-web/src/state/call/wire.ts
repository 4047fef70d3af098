// The messages of calls and consults as this client reads them, in the names the views use.
// Types only. Must never hold a rule about who may see or meet whom: the server alone decides that (I12).
import type * as p from "../../../../protocol/ts/methods";

export type { CallRole, CallState, FamilyLanguage } from "../../../../protocol/ts/methods";
type CallState = p.CallState;
export type Trouble = p.CallTrouble;
export type MediaSaid = p.CallMedia;
export type PersonOf = { name: string; organisation: string };
export type Named = p.ConsentPerson;
export type CallLink = p.CallLink;
/** Token and code are told once, to who made the link, and kept in memory alone. */
export type FreshLink = p.GuestLink;
export type Seat = p.CallPerson;
export type Waiting = p.CallWaiting;
export type Invited = p.CallInvited;
export type Question = p.ConsentQuestion;
export type Paper = p.CallPaper;
export type Line = p.SummaryLine;
export type CallRow = { id: number; state: CallState["state"]; purpose: CallState["purpose"]; starts_at?: string; opened_at?: string; ended_at?: string; about?: Named[]; case?: number; inviter?: PersonOf };
export type CallInvite = { call: number; inviter: PersonOf; starts_at?: string };
export type GoneReason = "removed" | "ended" | "link" | "ground" | "left";

export type Advice = { text: string; by: string; organisation?: string; at: string };
/** Question, people and life domains are left out for who may not know all of them. */
export type ConsultState = {
  id: number; case?: number; question?: string; asked_by: PersonOf & { id: number }; experts: (PersonOf & { id: number; answer: "asked" | "accepted" | "declined"; reason?: string })[];
  members?: Named[]; life_domains?: string[]; panel?: boolean; chair?: number; asked_at?: string; until: string; ends_soon?: "week" | "day"; room?: number; advice?: Advice; earlier_advice?: Advice[];
  state: "asked" | "accepted" | "declined" | "advised" | "ended"; may: string[];
};
export type PreviewCell = { expert: number; member: number; life_domain: string; state: "given" | "missing"; missing?: Named[]; reason?: string };
export type Preview = { cells: PreviewCell[]; ways?: string[] };
export type ConsultWho = { case: number; members: number[]; life_domains: string[]; experts: number[]; until: string };

/** What is asked (may be repeated) and what is written (carries a client_id), as it is sent and answered. */
export type CallAsks = {
  "call.join": [{ call: number; watch?: boolean; leg?: number }, { call: CallState }];
  "summary.list": [{ call: number; before: number }, { lines: Line[]; more: boolean }];
  "call.read": [{ call: number }, { call: CallState }];
  "call.list": [{ case?: number }, { calls: CallRow[] }];
  "consult.list": [{ case?: number }, { consults: ConsultState[] }];
  "consult.open": [{ consult: number }, { consult: ConsultState }];
  "consult.preview": [Omit<ConsultWho, "until">, Preview];
};
type Cells = { members: number[]; life_domains: string[] };
type None = Record<string, never>;
export type CallActs = {
  "call.make": [Cells & { case: number; purpose?: "call" | "plan"; starts_at?: string; relay_only?: boolean; together_reason?: string }, { call: CallState }];
  "call.invite": [{ call: number } & ({ member: number; name: string; language: string; send_to?: { email: string } } | { professional: number } | { guest: number }), { participant: number; link?: FreshLink }];
  "call.renew_link": [{ call: number; participant: number }, { link: FreshLink }];
  "link.revoke": [{ link: number }, None];
  "call.open": [{ call: number; together_reason?: string }, None];
  "call.admit": [{ call: number; participant: number; agreed_by?: number[]; evidence?: string }, None];
  "call.remove": [{ call: number; participant: number }, { link_ended?: boolean; consents?: number }];
  "call.leave": [{ call: number }, None];
  "call.end": [{ call: number }, None];
  "call.media": [{ call: number } & MediaSaid, None];
  "consent.ask": [Cells & { call: number; purposes: string[]; end: string; organisation?: number; professional?: number; reason?: string }, { question: number }];
  "checklist.ask": [Cells & { call: number; what: string }, { paper: number }];
  "checklist.decide": [{ call: number; paper: number; accepted: boolean; text?: string; day?: string }, None];
  "summary.write": [Cells & { call: number; kind: "sentence" | "action"; text: string; owner?: string; due?: string }, { line: number }];
  "summary.change": [{ call: number; line: number; text: string }, None];
  "summary.share": [{ call: number; line: number; member: number; agreed_by?: number[]; evidence?: string; reason?: string }, None];
  "summary.unshare": [{ call: number; line: number; member: number }, None];
  "page.make": [{ call: number; member: number; name: string; language: string; reason?: string }, { link: FreshLink }];
  "consult.ask": [ConsultWho & { question: string; panel?: boolean; chair?: number }, { consult: number }];
  "consult.answer": [{ consult: number; accept: boolean; reason?: string }, None];
  "consult.advise": [{ consult: number; text: string }, None];
  "consult.end": [{ consult: number }, None];
};
export type CallNotices = {
  "call.changed": { call: CallState }; "call.gone": { call: number; reason: GoneReason }; "call.invited": CallInvite; "consult.changed": { consult: ConsultState }; "consult.gone": { consult: number; why?: "stopped" | "ended" | "declined" | "ground" };
  "rtc.offer": { call: number; from: number; sdp: string }; "rtc.answer": { call: number; from: number; sdp: string }; "rtc.candidate": { call: number; from: number; mid: string; candidate: string };
};

type Plain<T> = T extends string ? string : T extends (infer U)[] ? Plain<U>[] : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
type Known<All> = keyof All & p.Method;
export type Drifted<All extends Record<keyof All, [object, object]>> = { [M in Known<All>]: All[M][0] extends Plain<Omit<p.Params<M>, "client_id">> ? never : M }[Known<All>];
export type Nothing<T extends never> = T;
/** Does not compile when what is sent here is not what the schema of a method takes. */
export type Checked = Nothing<Drifted<CallActs> | Drifted<Omit<CallAsks, "consult.list">>>;
