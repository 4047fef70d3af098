// The messages of the daily start as this client reads them, in the names the views use.
// Types only. Must never hold a rule about who may see what: the server alone decides that (I12).
import type * as p from "../../../../protocol/ts/methods";

export type {
  AbsenceRow, ActionRow, AgendaItem, BoardCard, BoardCommon, Counts, DeclineReason, FiguresTable, ItemKind, OverseeRow, Owner, OwnerInput,
  SignalKind, SignalOutcome, SignalRow, SignalStatus, Term,
} from "../../../../protocol/ts/methods";
export type StartItem = p.ActionItem | p.ActionChangeItem | p.DecisionItem;
export type Person = p.Person;

export type SignalOpen = p.SignalOpenResult;
export type SignalKindRow = p.SignalKindsResult["kinds"][number];
export type SentSignal = p.SignalSentResult["signals"][number];
export type Question = p.InvolvementListResult["questions"][number];
export type SummaryItem = p.BoardSummaryResult["items"][number];
export type ActionRead = p.ActionReadResult;
export type Figures = p.FiguresReadResult;
export type Cells = { about?: number[]; life_domains?: string[]; source_law?: string };
export type FirstVisit = Omit<NonNullable<p.SignalTakeUpParams["first_visit"]>, "life_domains" | "source_law" | "about"> & Cells;
export type Absence = Omit<p.AbsenceRecordParams, "client_id">;

export type StartNotices = {
  "board.changed": p.BoardCommon; "board.cards": { board: number; version: number; cards: p.BoardCard[] }; "board.gone": { board: number };
  "involvement.asked": { question: number; case: number }; "signal.changed": { signal: number; team: number; status?: p.SignalStatus }; "board.opened": { team: number; day: string; board: number }; "signal.involved": { signal: number; who: p.Person };
  counts: p.Counts; "action.kept": p.ActionItem; "action.changed": p.ActionChangeItem; "decision.kept": p.DecisionItem;
};
type Joined = p.BoardJoinResult;
/** What a server with starts adds to its greeting; one without them says nothing of it. */
export type HelloStart = { boards?: { team: number; board?: number; state: p.BoardState }[]; counts?: p.Counts; board?: ({ board: number; state: "joined" } & Joined) | { board: number; state: "not_found" } };
/** What it adds to an opened case. */
export type CaseStart = {
  coordinator?: { kind: "professional" | "member"; id: number; name: string; since?: string }; address?: p.Address;
  closings?: { at: string; outcome: p.CaseOutcome; note?: string }[]; follow_up?: { due: string; done_at?: string; outcome?: p.FollowUpOutcome; note?: string };
};
