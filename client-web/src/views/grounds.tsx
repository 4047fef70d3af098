// One visual language for grounds: the mark of a person in a cell, the icon in a sentence, the stroke of what follows together.
// Draws what the server computed; decides nothing.
import type { Mark, MemberRef, Together } from "../state/contract";
import { dayShort, lastDay, t, word, type Key } from "../i18n";
import { Icon } from "./parts";

const ICON: Record<Mark, string> = { may: "may", ends: "ends", missing: "missing", refused: "refused", without_consent: "law", not_asked: "missing" };
const TONE: Record<Mark, string> = { may: "consent", ends: "ending", missing: "soft", refused: "soft", without_consent: "law", not_asked: "soft" };

/** First letters that tell the members of this household apart. */
export function letters(members: MemberRef[]): Map<number, string> {
  const out = new Map<number, string>();
  for (const m of members) {
    const first = m.name[0] ?? "?";
    const clash = members.some((o) => o.id !== m.id && o.name[0] === first);
    out.set(m.id, clash ? m.name.slice(0, 2) : first);
  }
  return out;
}

export function MarkDisc({ state, letter }: { state: Mark; letter: string }) {
  if (state === "not_asked") return <span class="mark mark-none" aria-hidden="true" />;
  return (
    <span class={`mark mark-${state}`} aria-hidden="true">
      <span class="mark-letter">{letter}</span>
      {state === "ends" && <span class="mark-clock"><Icon name="ends" size={16} /></span>}
    </span>
  );
}
export function Stroke({ together }: { together: Together }) {
  return together === "none" ? <span class="stroke stroke-none" aria-hidden="true" /> : <span class={`stroke stroke-${together}`} aria-hidden="true" />;
}
export function MarkIcon({ state, size = 16 }: { state: Mark; size?: 16 | 20 }) {
  return <span class={`tone-${TONE[state]}`}><Icon name={ICON[state]} size={size} /></span>;
}
export const markWord = (state: Mark): string => t(`mark.${state}` as Key);

/** The mark that belongs to a ground in a sentence, by its kind and how soon it ends. */
export function groundMark(kind: string, until?: string): Mark {
  if (kind !== "consent") return "without_consent";
  return until && Date.parse(until) - Date.now() < 14 * 86_400_000 ? "ends" : "may";
}
export function groundLine(g: { kind: string; until?: string; life_domains?: string[] }): string {
  const few = g.life_domains?.length && g.life_domains.length < 4 ? g.life_domains.map((d) => word("domain", d).toLowerCase()).join(", ") : "";
  const parts = [g.kind === "consent" ? few || word("kind", g.kind) : [word("kind", g.kind), few && t("seat.only", { domains: few })].filter(Boolean).join(", ")];
  if (g.until) parts.push(t("until.short", { date: dayShort(lastDay(g.until)) }));
  return parts.join(few ? " · " : " ");
}
