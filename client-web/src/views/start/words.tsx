// How an item of the agenda is called: by what its card says, else by what everybody present may know, else by its number alone.
import type { ComponentChildren } from "preact";
import { day, lastDay, list, t } from "../../i18n";
import { s, startWord, type StartKey } from "../../i18n/start";
import type { AgendaItem, BoardCard, BoardCommon, Owner } from "../../state/start/wire";

export type Called = { title: string; sub: string };

export function calledByCard(c: BoardCard): Called {
  const carried = c.carried ? s("start.carried", { n: c.carried }) : "";
  if (c.case === undefined) {
    const until = c.term_ends ? t("until.short", { date: day(lastDay(c.term_ends)) }) : "";
    return { title: s(c.kind === "term" ? "item.term" : "item.signal"), sub: [c.kind === "term" && until ? until : c.sender, carried].filter(Boolean).join(" · ") };
  }
  const label = c.label ?? c.number ?? "";
  const title = c.kind === "follow_up" ? s("item.follow_up.of", { label }) : label;
  const why = c.kind === "carried" || c.kind === "follow_up" ? "" : startWord("item.sub", c.kind);
  return { title, sub: [why, carried].filter(Boolean).join(" · ") };
}
export function calledByAll(shown: NonNullable<AgendaItem["shown"]>): Called {
  const kind = startWord("item", shown.kind);
  const carried = shown.carried ? s("start.carried", { n: shown.carried }) : "";
  if (shown.kind === "signal" || shown.kind === "term") return { title: kind, sub: [shown.title ?? "", carried].filter(Boolean).join(" · ") };
  return shown.title ? { title: shown.title, sub: [kind, carried].filter(Boolean).join(" · ") } : { title: kind, sub: carried };
}

/** Why an item is on the agenda, as far as its reader may know: "afspraak te laat sinds 9 nov · ingebracht door Tom Bos". */
export function whyOf(c: BoardCard): string {
  const date = c.due ? day(c.due) : "";
  return (c.why ?? []).map((w) => {
    if (w === "carried") return "";  // said beside the title already
    if (w === "put_on") return c.put_by ? s("why.put_on", { name: c.put_by.name }) : "";
    if (w === "overdue") return date ? s("why.overdue", { date }) : s("why.overdue.some");
    if (w === "term") return date ? s("why.term", { date }) : s("why.term.some");
    return w === "follow_up" ? (date ? s("why.follow_up", { date }) : s("why.follow_up.some")) : "";
  }).filter(Boolean).join(" · ");
}
export const teamName = (c: Pick<BoardCommon, "team">): string => c.team.name;
export const firstName = (name: string): string => name.split(" ")[0] ?? name;
export const ownerNames = (owners: Owner[]): string => list(owners.map((o) => o.name));

/** A sentence with one part of it in its own element: "bij punt 4". */
export function Around({ k, name, children, values }: { k: StartKey; name: string; children: ComponentChildren; values?: Record<string, string | number> }) {
  const [before, after = ""] = s(k, { ...values, [name]: "\u0001" }).split("\u0001");
  return <>{before}{children}{after}</>;
}

/** Minutes and seconds of a running item: "1:55". */
export function clock(ms: number): string {
  const all = Math.floor(Math.abs(ms) / 1000);
  return `${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`;
}
/** Whole minutes, never nought while something is left. */
export const minutes = (ms: number): number => Math.max(1, Math.ceil(Math.abs(ms) / 60_000));
