// The figures: bars in one quiet colour with the numbers printed, the same numbers as a table beside them, and as CSV.
// What is not shown is a dash, whatever the reason; that is said in words below.
import { useEffect } from "preact/hooks";
import { dayLong, number } from "../i18n";
import { s, startWord } from "../i18n/start";
import { asCsv, figures, loadFigures } from "../state/start/figures";
import type { Figures, FiguresTable } from "../state/start/wire";
import { Button, Empty, Failed, Field, Loading } from "./parts";
import "../styles/figures.css";

type Row = FiguresTable["rows"][number];
export function monthName(iso: string): string {
  return dayLong(`${iso.slice(0, 7)}-15`).replace(/^\d+ /, "");
}
function rowName(r: Row): string {
  if (r.other) return s("figures.other");
  return [r.neighbourhood, r.kind && startWord("signal.kind", r.kind), r.sender, r.month && monthName(r.month)].filter(Boolean).join(" · ") || s("figures.all");
}
const words = { table: (t: FiguresTable) => startWord("figures.table", t.table), row: rowName, column: (c: string) => startWord("figures.column", c), get head(): [string, string, string, string] { return [s("figures.csv.table"), s("figures.csv.row"), s("figures.csv.column"), s("figures.csv.count")]; } };

export function FiguresPage() {
  useEffect(() => { document.title = `${s("figures.title")} · Kortelijn`; void loadFigures(); }, []);
  const load = figures.value;
  if (load.at === "failed") return <div class="page"><Failed words={load.words} retry={() => void loadFigures()} /></div>;
  if (load.at !== "ready") return <div class="page"><h1>{s("figures.title")}</h1><Loading retry={() => void loadFigures()} /></div>;
  const f = load.value;
  const any = f.tables.some((x) => x.rows.length > 0);
  return (
    <div class="page figures">
      <header class="page-head">
        <div><h1>{s("figures.title")}</h1>{f.from && f.to && <p class="soft">{s("figures.period", { from: dayLong(f.from), to: dayLong(f.to) })}</p>}</div>
      </header>
      <div class="figures-tools">
        {f.periods.length > 1 && <Field label={s("figures.choose")} kind="select">{(p) => <select {...p} value={f.period} onChange={(e) => void loadFigures(e.currentTarget.value)}>{f.periods.map((x) => <option key={x} value={x}>{s("figures.from", { month: monthName(x) })}</option>)}</select>}</Field>}
        {any && <Button icon="paper" onClick={() => download(f)}>{s("figures.csv")}</Button>}
      </div>
      {any && <p class="soft figures-note"><span class="bar-not" aria-hidden="true" /> {s("figures.less")} {s("figures.dash")}</p>}
      {!any ? <Empty title={s("figures.none")} text={s(f.tables.length ? "figures.less" : "figures.none.text")} /> : f.tables.map((x) => <Table key={x.table} x={x} />)}
    </div>
  );
}

/** Two columns drawn at most: where the chain begins and where it ends; the table holds them all. */
function drawn(x: FiguresTable): number[] {
  return x.columns.length > 1 && x.columns.includes("prevented") ? [0, x.columns.indexOf("prevented")] : x.columns.length > 2 ? x.columns.map((_, n) => n) : [0];
}

function Table({ x }: { x: FiguresTable }) {
  const title = words.table(x);
  const total = x.table === "total";
  const most = Math.max(1, ...x.rows.flatMap((r) => r.counts.map((c) => c ?? 0)));
  const median = x.rows.some((r) => r.median_days !== undefined);
  const bars = total ? x.columns.map((c, n) => ({ key: c, name: words.column(c), bars: [{ column: "", n: x.rows[0]?.counts[n] ?? null, strong: c === "prevented" }] }))
    : x.rows.map((r, k) => ({ key: String(k), name: rowName(r), bars: drawn(x).map((n) => ({ column: x.columns.length > 1 ? words.column(x.columns[n]!) : "", n: r.counts[n] ?? null, strong: x.columns[n] === "prevented" })) }));
  return (
    <section class="card figure">
      <h2>{title}</h2>
      {x.rows.length > 0 && <div class="figure-cols">
        <div class="bars" aria-hidden="true">{bars.map((b) => (
          <div key={b.key} class="bar-row"><span class="bar-name">{b.name}</span><span class="bar-set">{b.bars.map((y, k) => (
            <span key={k} class="bar-line">{y.n === null ? <span class="bar-not" /> : <span class={`bar ${y.strong ? "bar-strong" : ""}`} style={{ inlineSize: `${(y.n / most) * 100}%` }} />}<span class="bar-n">{y.n === null ? "–" : number(y.n)}{y.column && <span class="soft"> {y.column.toLowerCase()}</span>}</span></span>
          ))}</span></div>
        ))}</div>
        <div class="figure-table" tabIndex={0} role="region" aria-label={title}><table class="utrecht-table" role="table">
          <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader"><span class="visually-hidden">{words.head[1]}</span></th>{x.columns.map((c) => <th key={c} scope="col" role="columnheader">{words.column(c)}</th>)}{median && <th scope="col" role="columnheader">{s("figures.median")}</th>}</tr></thead>
          <tbody role="rowgroup">{x.rows.map((r, k) => <tr key={k} role="row"><th scope="row" role="rowheader">{rowName(r)}</th>{x.columns.map((c, n) => <td key={c} role="cell" data-of={words.column(c)}>{shown(r.counts[n])}</td>)}{median && <td role="cell" data-of={s("figures.median")}>{shown(r.median_days)}</td>}</tr>)}</tbody>
        </table></div>
      </div>}
      {x.left_out && <p class="soft figure-note">{s(x.rows.length ? "figures.leftout" : "figures.leftout.all")}</p>}
    </section>
  );
}
function shown(n: number | null | undefined) {
  return n === null || n === undefined ? <><span aria-hidden="true">–</span><span class="visually-hidden">{s("figures.notshown")}</span></> : number(n);
}

function download(f: Figures): void {
  const url = URL.createObjectURL(new Blob([asCsv(f, words)], { type: "text/csv;charset=utf-8" }));
  const a = document.createElement("a");
  a.href = url;
  a.download = `kortelijn-${f.period ?? ""}.csv`;
  a.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
