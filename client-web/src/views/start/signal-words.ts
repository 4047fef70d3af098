// How a signal is called, on its page, at the board and in the room of the case that it joined.
import { day, lastDay } from "../../i18n";
import { s, startWord } from "../../i18n/start";
import type { SignalOpen } from "../../state/start/wire";

export function signalTitle(x: Pick<SignalOpen, "kind" | "months">): string {
  const arrears = { rent_arrears: "signal.title.rent", energy_arrears: "signal.title.energy", water_arrears: "signal.title.water", insurance_arrears: "signal.title.insurance" } as const;
  const key = x.kind in arrears ? arrears[x.kind as keyof typeof arrears] : null;
  return key && x.months ? s(key, { n: x.months }) : startWord("signal.kind", x.kind);
}
export function termWords(x: Pick<SignalOpen, "term_ends" | "term_left_days">): string {
  const date = day(lastDay(x.term_ends));
  if (x.term_left_days === 0) return s("signal.term.today", { date });
  return x.term_left_days < 0 ? s("signal.term.over", { date }) : s("signal.term", { n: x.term_left_days, date });
}
/** The line that stays in the room of the case it joined. */
export function joinedLine(x: Pick<SignalOpen, "kind" | "months" | "sender" | "term_ends">): string {
  return s("takeup.line", { what: signalTitle(x), sender: x.sender, date: day(lastDay(x.term_ends)) });
}
