// The messages of the daily start as this client reads them, in the names the views use.
// Types only. Must never hold a rule about who may see what: the server alone decides that (I12).
import type * as p from "../../../../protocol/ts/methods";

export type {
  AbsenceRow, ActionRow, AgendaItem, BoardCard, BoardCommon, Counts, DeclineReason, FiguresTable, ItemKind, OverseeRow, Owner, OwnerInput,
  SignalKind, SignalOutcome, SignalRow, SignalStatus, Term,
} from "../../../../protocol/ts/methods";
export type StartItem = p.ActionItem | p.ActionChangeItem | p.DecisionItem;
export type Person = p.Person;

type Send = {
  covenant: number; team: number; name: string; birth_date?: string; address: p.Address; neighbourhood?: string; amount_cents?: number; months?: number;
  text: string; household_knows: boolean; why_not_known?: string; bsn_meant?: boolean;
};
export type SignalOpen = p.SignalRow & {
  team: number; name: string; birth_date?: string; address: p.Address; neighbourhood?: string; amount_cents?: number; months?: number; text: string; why_not_known?: string;
  legal_basis: string; involved: p.Person[]; asked_at?: string; case?: number; taken_up_at?: string; first_contact_at?: string; visited_at?: string; settled_at?: string; outcome?: p.SignalOutcome;
};
export type SignalKindRow = { covenant: number; kind: p.SignalKind; name: string; legal_basis: string; term: p.Term; teams: { id: number; name: string }[] };
export type SentSignal = { signal: number; kind: p.SignalKind; sent_at: string; status: p.SignalStatus; reply?: p.DeclineReason };
export type Question = { question: number; case: number; number: string; label: string; asked_by: p.Person; asked_at: string };
export type SummaryItem = { item: number; card?: p.BoardCard; decisions: p.DecisionItem[]; actions: p.ActionRow[] };
export type ActionRead = { text: string; owners: p.Owner[]; due?: string; problems: string[] };
export type Figures = { period?: string; periods: string[]; from?: string; to?: string; tables: p.FiguresTable[] };
export type Cells = { about?: number[]; life_domains?: string[]; source_law?: string };
export type Coordinator = { member?: number; professional?: number; agreed_by: number[]; evidence: string };
export type FirstVisit = { day: string; owners: p.OwnerInput[]; text: string; about?: number[]; life_domains: string[]; source_law?: string; item?: number };
type Version = { board: number; expected_version: number };
type Team = { id: number; name: string };

/** Sent and answered; the line adds client_id itself. */
export type StartMethods = {
  "signal.kinds": [object, { kinds: SignalKindRow[] }];
  "signal.send": [Send, { signal: number; received_at: string; term_ends: string }];
  "signal.sent": [{ before?: number; limit?: number }, { signals: SentSignal[]; more: boolean }];
  "signal.list": [{ team: number }, { signals: p.SignalRow[] }];
  "signal.open": [{ signal: number }, SignalOpen];
  "signal.ask_involved": [{ signal: number }, { asked_at: string }];
  "involvement.list": [object, { questions: Question[] }];
  "involvement.answer": [{ question: number; known: boolean }, object];
  "signal.take_up": [{ signal: number; case: number; coordinator?: Coordinator; first_visit?: FirstVisit }, { case: number; action?: number }];
  "signal.decline": [{ signal: number; why: p.DeclineReason; note?: string }, object];
  "signal.contact": [{ signal: number; at?: string; visited: boolean; text?: string }, { first_contact_at: string }];
  "signal.close": [{ signal: number; outcome: p.SignalOutcome }, object];
  "board.today": [{ team: number; day?: string }, { team: Team; day: string; board?: number; state: p.BoardState; chair?: p.Person; items: number; present: p.Person[] }];
  "board.open": [{ team: number; day: string; chair?: number }, { board: number; version: number }];
  "board.join": [{ board: number; screen?: boolean }, { common: p.BoardCommon; cards: p.BoardCard[]; may_lead: boolean }];
  "board.leave": [{ board: number; who?: number }, object];
  "board.present": [Version & { who: number }, { version: number }];
  "board.move": [Version & { to?: number; done?: boolean }, { version: number }];
  "board.arrange": [Version & { item: number; place?: number; minutes?: number; drop?: true }, { version: number }];
  "board.chair": [Version & { who: number }, { version: number }];
  "board.end": [Version, { carried: number }];
  "board.summary": [{ board: number }, { items: SummaryItem[]; mine: p.ActionRow[] }];
  "agenda.put": [{ team: number; case: number; day?: string }, { item: number }];
  "action.read": [{ case?: number; text: string }, ActionRead];
  "action.make": [{ case?: number; item?: number; text: string; owners: p.OwnerInput[]; due: string } & Cells, { action: number; seq?: number }];
  "action.list": [{ case?: number; mine?: true; to_hand_over?: true }, { actions: p.ActionRow[] }];
  "action.settle": [{ action: number; how: "done" | "dropped"; reason?: string }, object];
  "action.postpone": [{ action: number; due: string; reason: string }, { postponed: number }];
  "action.hand_on": [{ action: number; owners: p.OwnerInput[] }, object];
  "decision.keep": [{ case: number; item?: number; text: string } & Cells, { seq: number; at: string }];
  "case.close": [{ case: number; follow_up?: string; outcome?: p.CaseOutcome; note?: string; open_actions?: "drop" }, { closed_at: string }];
  "followup.record": [{ case: number; outcome: p.FollowUpOutcome; note?: string; next?: string }, { next?: string }];
  "pair.change": [{ case: number; pair: number[] }, object];
  "coordinator.take": [{ case: number } & Coordinator, object];
  "coordinator.give_back": [{ case: number }, object];
  "absence.record": [{ who: number; from: string; to?: string; replacement?: number; replacement_to?: string }, { absence: number }];
  "absence.end": [{ absence: number }, object];
  "absence.list": [{ team: number }, { absences: p.AbsenceRow[] }];
  "team.oversee": [{ team: number }, { terms: p.OverseeRow[]; postponed: p.OverseeRow[]; to_hand_over: p.OverseeRow[] }];
  "figures.read": [{ period?: string }, Figures];
};
export type StartNotices = {
  "board.changed": p.BoardCommon; "board.cards": { board: number; version: number; cards: p.BoardCard[] }; "board.gone": { board: number };
  "involvement.asked": { question: number; case: number }; "signal.changed": { signal: number; team: number; status?: p.SignalStatus }; "board.opened": { team: number; day: string; board: number }; "signal.involved": { signal: number; who: p.Person };
  counts: p.Counts; "action.kept": p.ActionItem; "action.changed": p.ActionChangeItem; "decision.kept": p.DecisionItem;
};
type Joined = StartMethods["board.join"][1];
/** What a server with starts adds to its greeting; one without them says nothing of it. */
export type HelloStart = { boards?: { team: number; board?: number; state: p.BoardState }[]; counts?: p.Counts; board?: ({ board: number; state: "joined" } & Joined) | { board: number; state: "not_found" } };
/** What it adds to an opened case. */
export type CaseStart = {
  coordinator?: { kind: "professional" | "member"; id: number; name: string; since?: string }; address?: p.Address;
  closings?: { at: string; outcome: p.CaseOutcome; note?: string }[]; follow_up?: { due: string; done_at?: string; outcome?: p.FollowUpOutcome; note?: string };
};
