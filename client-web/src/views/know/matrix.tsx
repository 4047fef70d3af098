// Organisations × life domains. Each cell is one button that says everything in words; arrows walk, Enter opens, Escape closes.
import type { Signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { day, dayShort, lastDay, t, word } from "../../i18n";
import type { Cell, Knows, MemberRef, Row } from "../../state/contract";
import { letters, MarkDisc, markWord, Stroke } from "../grounds";

/** All life domains in the order of the field. */
export const DOMAINS = ["safety", "parenting", "development", "health", "mental_health", "addiction", "housing", "finances", "work", "school", "social_network", "practical"];
export type CellAt = { organisation: number; domain: string; stop?: boolean };

export function usedDomains(k: Knows): string[] {
  const used = new Set(k.matrix.flatMap((r) => r.cells.filter((c) => c.together !== "none" || c.members.some((m) => m.state !== "not_asked")).map((c) => c.life_domain)));
  const shown = DOMAINS.filter((d) => (used as Set<string>).has(d));
  if (shown.length >= 3) return shown;
  // With little to show, the first six of the field stand beside it, so that a carrier sees where to begin.
  return DOMAINS.filter((d, i) => i < 6 || shown.includes(d));
}
export const cellOf = (row: Row, domain: string): Cell | undefined => row.cells.find((c) => c.life_domain === domain);

export function rowSub(row: Row): string {
  const what = row.purposes.map((p) => word("purpose", p).toLowerCase()).join(", ");
  return [what || t("know.notasked"), row.until ? t("until.short", { date: dayShort(lastDay(row.until)) }) : ""].filter(Boolean).join(" · ");
}

export function cellName(row: Row, domain: string, cell: Cell | undefined, members: MemberRef[]): string {
  const name = `${row.organisation.name}, ${word("domain", domain)}`;
  if (!cell) return `${name}: ${markWord("not_asked")}`;
  const until = cell.members.map((m) => m.until).filter((u): u is string => Boolean(u)).sort()[0];
  const together = cell.together === "ends" && until ? t("cell.ends", { date: day(lastDay(until)) }) : t(`together.${cell.together}`);
  const each = members.map((m) => {
    const s = cell.members.find((c) => c.member === m.id);
    return s && s.state !== "not_asked" ? `${m.name.split(" ")[0]}: ${markWord(s.state)}.` : "";
  }).filter(Boolean).join(" ");
  return `${name}: ${together}. ${each}`.trim();
}

type Props = { k: Knows; members: MemberRef[]; domains: string[]; cell: Signal<CellAt | null> };
export function Matrix({ k, members, domains, cell }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const letter = letters(k.members);
  const key = (e: KeyboardEvent) => {
    const at = (e.target as HTMLElement).closest<HTMLElement>("[data-cell]")?.dataset.cell?.split(".").map(Number);
    if (!at) return;
    if (e.key === "Escape" && cell.value) { cell.value = null; return; }
    const [r, c] = at as [number, number];
    const last = domains.length - 1;
    const to: Record<string, [number, number]> = { ArrowUp: [r - 1, c], ArrowDown: [r + 1, c], ArrowLeft: [r, c - 1], ArrowRight: [r, c + 1], Home: [r, 0], End: [r, last] };
    const next = to[e.key];
    if (!next) return;
    e.preventDefault();
    table.current?.querySelector<HTMLElement>(`[data-cell="${next[0]}.${next[1]}"]`)?.focus();
  };
  let reachable = false;
  return (
    <div class="matrix-scroll" role="region" aria-label={t("know.title")} tabIndex={domains.length > 7 ? 0 : undefined}>
      <table class={`matrix ${domains.length > 7 ? "matrix-wide" : ""}`} role="grid" ref={table} onKeyDown={key} aria-label={t("know.title")}>
        <thead>
          <tr><th scope="col" class="matrix-corner">{t("record.organisation")}<span class="soft block">{t("know.corner")}</span></th>{domains.map((d) => <th scope="col" key={d}>{word("domain", d)}</th>)}</tr>
        </thead>
        <tbody>
          {k.matrix.map((row, r) => (
            <tr key={row.organisation.id}>
              <th scope="row"><bdi>{row.organisation.name}</bdi><span class="soft block">{rowSub(row)}</span></th>
              {domains.map((d, c) => {
                const found = cellOf(row, d);
                const open = cell.value?.organisation === row.organisation.id && cell.value.domain === d;
                const tab = open || (!cell.value && !reachable);
                if (tab) reachable = true;
                return (
                  <td key={d} role="gridcell">
                    <button type="button" class={`cell ${open ? "cell-open" : ""}`} data-cell={`${r}.${c}`} tabIndex={tab ? 0 : -1} aria-label={cellName(row, d, found, members)} aria-expanded={open}
                      onClick={() => { cell.value = open ? null : { organisation: row.organisation.id, domain: d }; }}>
                      <CellMarks cell={found} members={members} letter={letter} />
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function CellMarks({ cell, members, letter }: { cell: Cell | undefined; members: MemberRef[]; letter: Map<number, string> }) {
  const marks = cell ? members.map((m) => ({ m, s: cell.members.find((x) => x.member === m.id) })).filter((x) => x.s && x.s.state !== "not_asked") : [];
  if (!cell || marks.length === 0) return <span class="cell-none" aria-hidden="true">—</span>;
  return (
    <span class={`cell-marks ${marks.length > 3 ? "cell-many" : ""}`}>
      <span class="cell-row">{marks.map(({ m, s }) => <MarkDisc key={m.id} state={s!.state} letter={letter.get(m.id) ?? ""} />)}</span>
      <Stroke together={cell.together} />
    </span>
  );
}

export function Legend({ members }: { members: MemberRef[] }) {
  const letter = members[0]?.name[0] ?? "K";
  const states = ["may", "ends", "missing", "refused", "without_consent"] as const;
  const strokes = ["may", "ends", "missing", "law"] as const;
  return (
    <div class="legend">
      <p class="legend-row"><span class="legend-title">{t("legend.person")}</span>{states.map((s) => <span key={s} class="legend-item"><MarkDisc state={s} letter={letter} /> {markWord(s)}</span>)}</p>
      <p class="legend-row phone-hidden"><span class="legend-title">{t("legend.together")}</span>{strokes.map((s) => <span key={s} class="legend-item"><Stroke together={s} /> {t(`legend.${s}`)}</span>)}<span class="legend-item">{t("legend.none")}</span></p>
    </div>
  );
}
