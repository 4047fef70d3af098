// What is needed: papers asked for in the call, what the family sent, and what was decided, with its day.
import { useSignal } from "@preact/signals";
import { day, number, t } from "../../i18n";
import { c, callWord } from "../../i18n/call";
import { callWords, may, tell } from "../../state/call/call";
import type { CallState, Paper } from "../../state/call/wire";
import { DateField } from "../date-field";
import { Button, Field, FieldError, Icon, Segment } from "../parts";
import { CellsChoice, useCells } from "./cells";

const said = (): string => (callWords.value === "failed" ? t("failed.text") : callWords.value);
export function PapersPanel({ x }: { x: CallState }) {
  const what = useSignal("");
  const cells = useCells(x);
  const busy = useSignal(false);
  const wrong = useSignal("");
  const ask = async () => {
    if (!what.value.trim()) { wrong.value = c("paper.need"); return; }
    busy.value = true;
    const made = await tell("checklist.ask", { call: x.id, what: what.value.trim(), ...cells.value });
    wrong.value = made ? "" : said();
    if (made) what.value = "";
    busy.value = false;
  };
  return (
    <div class="panel-body">
      {x.checklist.length === 0 ? <p class="soft">{c("paper.none")}</p> : <ul class="panel-list">{x.checklist.map((p) => <PaperRow key={p.id} x={x} p={p} />)}</ul>}
      {may("ask_paper") && (
        <form class="panel-form" onSubmit={(e) => { e.preventDefault(); void ask(); }}>
          <Field label={c("paper.what")} hint={c("paper.what.hint")} error={wrong.value}>{(p) => <input {...p} autocomplete="off" maxLength={200} value={what.value} onInput={(e) => { what.value = e.currentTarget.value; wrong.value = ""; }} />}</Field>
          <CellsChoice x={x} cells={cells} />
          <div class="row"><Button type="submit" busy={busy.value}>{c("paper.ask")}</Button></div>
        </form>
      )}
    </div>
  );
}

const ICON = { asked: "missing", received: "paper", accepted: "may", refused: "refused" } as const;
export const sizeOf = (bytes: number): string => (bytes < 1_048_576 ? `${number(Math.max(1, Math.round(bytes / 1024)))} kB` : `${number(Math.round(bytes / 104_857.6) / 10)} MB`);
function PaperRow({ x, p }: { x: CallState; p: Paper }) {
  const deciding = useSignal(false);
  const seen = useSignal(false);
  const a = p.attachment;
  const address = a && `/api/attachments/${a.id}`;
  return (
    <li class="paper">
      <p><span class={p.state === "accepted" ? "tone-consent" : "tone-soft"}><Icon name={ICON[p.state]} /></span> <span><strong dir="auto">{p.what}</strong> <span class="soft">{callWord("paper.state", p.state)}</span></span></p>
      <p class="soft">{c("paper.by", { name: p.asked_by.name, organisation: p.asked_by.organisation })}</p>
      {a && (a.state === "ready"
        ? <p class="row"><Button small icon="eye" aria-expanded={seen.value} onClick={() => { seen.value = !seen.value; }}>{c(seen.value ? "paper.hide" : "paper.see")}</Button><a class="utrecht-link" href={address} target="_blank" rel="noopener" download={a.name}>{c("paper.save")}</a> <span class="soft">{sizeOf(a.size)}</span></p>
        : <p class="soft">{callWord("paper.file", a.state, "paper.file.scanning")}</p>)}
      {a && seen.value && a.state === "ready" && (a.type.startsWith("image/") ? <img class="paper-picture" src={address} alt={c("paper.alt", { what: p.what })} /> : <p class="soft">{c("paper.noview")}</p>)}
      {p.decision && <div class={`sentence ${p.state === "accepted" ? "sentence-may" : "sentence-refused"}`}><p><strong>{c(p.state === "accepted" ? "paper.accepted" : "paper.refused")}</strong>{p.decision.day && ` ${c("paper.day", { date: day(p.decision.day) })}`}</p>{p.decision.text && <p dir="auto">{p.decision.text}</p>}</div>}
      {p.may_decide && p.state !== "accepted" && !deciding.value && <div class="row"><Button small onClick={() => { deciding.value = true; }}>{c("paper.decide")}</Button></div>}
      {deciding.value && <Decide x={x} p={p} onDone={() => { deciding.value = false; }} />}
    </li>
  );
}
function Decide({ x, p, onDone }: { x: CallState; p: Paper; onDone(): void }) {
  const how = useSignal<"yes" | "no" | null>(null);
  const text = useSignal("");
  const on = useSignal("");
  const wrong = useSignal("");
  const busy = useSignal(false);
  const save = async () => {
    if (!how.value) { wrong.value = c("paper.need.how"); return; }
    if (how.value === "no" && !text.value.trim()) { wrong.value = c("paper.need.why"); return; }
    busy.value = true;
    const done = await tell("checklist.decide", { call: x.id, paper: p.id, accepted: how.value === "yes", ...(text.value.trim() ? { text: text.value.trim() } : {}), ...(on.value ? { day: on.value } : {}) });
    busy.value = false;
    if (done) onDone(); else wrong.value = said();
  };
  return (
    <form class="panel-form" onSubmit={(e) => { e.preventDefault(); void save(); }}>
      <Segment label={c("paper.how")} value={how.value} onChange={(v) => { how.value = v; wrong.value = ""; }} options={[{ value: "yes", label: c("paper.yes") }, { value: "no", label: c("paper.no") }]} />
      <Field label={c("paper.text")} hint={c("paper.text.hint")} optional={how.value !== "no"}>{(f) => <input {...f} autocomplete="off" maxLength={500} value={text.value} onInput={(e) => { text.value = e.currentTarget.value; }} />}</Field>
      <DateField label={c("paper.from")} optional value={on.value} onChange={(v) => { on.value = v; }} />
      {wrong.value && <FieldError text={wrong.value} />}
      <div class="row"><Button type="submit" busy={busy.value}>{c("paper.keep")}</Button><Button kind="quiet" onClick={onDone}>{t("cancel")}</Button></div>
    </form>
  );
}
