// What became of each item of a start, once, from what its reader may see now: a signal that joined a case or was not
// taken up, a call and a reopening, a decision at the item it was kept at, and what was left over.
import { todayIso } from "../../i18n";
import { s, startWord } from "../../i18n/start";
import type { CaseOpen } from "../../state/contract";
import type { BoardCard, BoardCommon, DeclineReason, SummaryItem } from "../../state/start/wire";

type About = { card?: BoardCard | undefined; day: string; state?: string | undefined; why?: DeclineReason | undefined; info?: CaseOpen | undefined };

/** An item about a call some weeks after closing, of a case whose carriers read what it told. */
export const calledBack = (c: BoardCard): boolean => c.case !== undefined && c.carrier === true && (c.kind === "follow_up" || (c.why ?? []).includes("follow_up"));

/** A case may be on the agenda twice: a decision is said at the item it was kept at, else at the case's first. */
export function decisionsOf(items: SummaryItem[], i: SummaryItem): SummaryItem["decisions"] {
  const room = (x: SummaryItem) => x.decisions[0]?.room;
  const first = items.find((x) => room(x) === room(i));
  return i.decisions.filter((d) => (items.some((x) => x.item === d.item && room(x) === d.room) ? d.item === i.item : first?.item === i.item));
}

export function became({ card, day, state, why, info }: About): string[] {
  if (why) return [s("became.declined", { why: startWord("decline", why).toLowerCase() })];
  if (!card) return [];
  const words: string[] = [];
  if (card.signal !== undefined && card.case !== undefined) words.push(s("became.joined", { sender: card.sender ?? "" }));
  if (calledBack(card) && info) {
    const call = info.follow_up;
    if (call?.outcome && call.done_at && todayIso(Date.parse(call.done_at)) === day) {
      words.push(s("became.called", { how: s(`followup.${call.outcome}`).toLowerCase() }));
      if (info.status === "open") words.push(s("became.reopened"));
    }
  }
  if (state === "dropped") words.push(s("became.dropped"));
  return words;
}

/** The numbers of what was not reached when the start was closed. */
export function leftOver(c: BoardCommon): number[] {
  return c.state === "ended" ? c.items.flatMap((i, n) => (i.state === "waiting" ? [n + 1] : [])) : [];
}
