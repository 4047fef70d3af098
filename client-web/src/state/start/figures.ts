// The published figures of a closed period, as they were sent: no filter, no sum, nothing worked out from them here.
import { signal } from "@preact/signals";
import { failure } from "../cases";
import { theLine } from "../port";
import { onGreeted } from "../notices";
import { onPurge } from "../purge";
import { route } from "../router";
import { none, type Load } from "../store";
import type { Figures, FiguresTable } from "./wire";

export const figures = signal<Load<Figures>>(none);
let turn = 0;
let of: string | undefined;

export async function loadFigures(period?: string): Promise<void> {
  const mine = ++turn;
  of = period;
  if (figures.value.at !== "ready") figures.value = { at: "loading", since: Date.now() };
  try {
    const value = await theLine().ask("figures.read", period ? { period } : {});
    if (mine === turn) figures.value = { at: "ready", value };
  } catch (error) {
    if (mine === turn) figures.value = failure(error);
  }
}

type Words = { table(t: FiguresTable): string; row(r: FiguresTable["rows"][number]): string; column(c: string): string; head: [string, string, string, string] };
/** A cell that a spreadsheet would run as a formula gets an apostrophe; one with a separator or a quote is quoted. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
/** One line per figure; a figure that is not shown has an empty cell. Pure. */
export function asCsv(f: Figures, words: Words): string {
  const lines = [words.head.map(cell).join(";")];
  for (const t of f.tables) for (const r of t.rows) t.columns.forEach((c, n) => lines.push([words.table(t), words.row(r), words.column(c), r.counts[n] === null || r.counts[n] === undefined ? "" : String(r.counts[n])].map(cell).join(";")));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

/** After a reconnect: on screen they are read anew, elsewhere they are forgotten. */
onGreeted(() => {
  if (figures.value.at === "none") return;
  if (route.peek().at === "figures") void loadFigures(of);
  else { turn++; figures.value = none; }
});

onPurge((caseId) => {
  if (caseId !== 0) return;
  turn++;
  figures.value = none;
});
