// Who does what, and the summary: written live, in words the family uses; shared by name, line by line; what somebody
// of the family did not mean so stands beside it. Nothing is recorded: these lines are all that is kept.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t, time, weekday, word } from "../../i18n";
import { c, callWord } from "../../i18n/call";
import { callWords, dropLink, freshLinks, keepLink, lastReason, may, tell } from "../../state/call/call";
import { callAsk } from "../../state/call/line";
import type { CallState, Line, Named } from "../../state/call/wire";
import { casePath } from "../../state/router";
import { DateField } from "../date-field";
import { Button, Chip, Chips, Field, FieldError, Group, Icon, LinkButton, Segment } from "../parts";
import { CellsChoice, useCells } from "./cells";
import { LANGUAGES } from "./invite";
import { LinkCard } from "./link";
import { firstName } from "./words";

const said = (): string => { const w = callWords.value; callWords.value = ""; return w === "failed" ? t("failed.text") : w; };
export function LinesPanel({ x }: { x: CallState }) {
  const earlier = useSignal<{ lines: Line[]; more: boolean } | null>(null);
  const busy = useSignal(false);
  // What was given may have been taken back with the newest state.
  useEffect(() => { earlier.value = null; }, [x.version]);
  const all = [...(earlier.value?.lines ?? []).filter((l) => !x.lines.some((n) => n.id === l.id)), ...x.lines];
  const back = async () => {
    busy.value = true;
    const found = await callAsk("summary.list", { call: x.id, before: all[0]!.id }).catch(() => null);
    if (found) earlier.value = { lines: [...found.lines, ...(earlier.value?.lines ?? [])], more: found.more };
    busy.value = false;
  };
  const actions = all.filter((l) => l.kind === "action");
  const sentences = all.filter((l) => l.kind === "sentence");
  return (
    <div class="panel-body">
      {x.purpose === "plan" && x.case !== undefined && <div class="row"><LinkButton small href={casePath(x.case, "plan")} icon="check">{c("head.toplan")}</LinkButton></div>}
      {x.lines.length === 0 && <p class="soft">{c("line.none")}</p>}
      {(earlier.value ? earlier.value.more : x.more_lines) && <div class="row"><Button small busy={busy.value} onClick={() => void back()}>{c("line.earlier")}</Button></div>}
      {actions.length > 0 && <section><h3>{c("line.actions")}</h3><ul class="panel-list">{actions.map((l) => <LineRow key={l.id} x={x} l={l} />)}</ul></section>}
      {sentences.length > 0 && <section><h3>{c("line.summary")}</h3><ul class="panel-list">{sentences.map((l) => <LineRow key={l.id} x={x} l={l} />)}</ul></section>}
      {may("write") && <Write x={x} />}
      {may("share") && <Pages x={x} />}
    </div>
  );
}

function Write({ x }: { x: CallState }) {
  const kind = useSignal<Line["kind"]>("action");
  const text = useSignal("");
  const owner = useSignal("");
  const due = useSignal("");
  const cells = useCells(x);
  const wrong = useSignal("");
  const busy = useSignal(false);
  const save = async () => {
    if (!text.value.trim()) { wrong.value = c("line.need"); return; }
    if (kind.value === "action" && !owner.value.trim()) { wrong.value = c("line.need.owner"); return; }
    busy.value = true;
    const kept = await tell("summary.write", { call: x.id, kind: kind.value, text: text.value.trim(), ...cells.value, ...(kind.value === "action" ? { owner: owner.value.trim(), ...(due.value ? { due: due.value } : {}) } : {}) });
    wrong.value = kept ? "" : said();
    if (kept) { text.value = ""; due.value = ""; }
    busy.value = false;
  };
  const people = [x.you.name, ...x.people.map((p) => p.name), ...(x.about ?? []).map((m) => m.name)].filter((n, i, all) => all.indexOf(n) === i);
  return (
    <form class="panel-form" onSubmit={(e) => { e.preventDefault(); void save(); }}>
      <Segment label={c("line.kind")} hideLabel value={kind.value} onChange={(k) => { kind.value = k; wrong.value = ""; }} options={[{ value: "action", label: c("line.kind.action") }, { value: "sentence", label: c("line.kind.sentence") }]} />
      <Field label={c(kind.value === "action" ? "line.what" : "line.sentence")} kind="textarea">{(p) => <textarea {...p} rows={2} dir="auto" maxLength={1000} value={text.value} onInput={(e) => { text.value = e.currentTarget.value; wrong.value = ""; }} />}</Field>
      {kind.value === "action" && <>
        <Field label={c("line.owner")}>{(p) => <><input {...p} list="line-owners" autocomplete="off" maxLength={120} value={owner.value} onInput={(e) => { owner.value = e.currentTarget.value; wrong.value = ""; }} /><datalist id="line-owners">{people.map((n) => <option key={n} value={n} />)}</datalist></>}</Field>
        <DateField label={c("line.due")} optional value={due.value} onChange={(v) => { due.value = v; }} />
      </>}
      <CellsChoice x={x} cells={cells} />
      {wrong.value && <FieldError text={wrong.value} />}
      <div class="row"><Button type="submit" busy={busy.value}>{c("line.keep")}</Button></div>
    </form>
  );
}

/** What was said not to be meant so: all that who carries is told, else the one that is the reader's own. */
export function disputesOf(l: Line & { disputes?: { text: string; at: string; name?: string }[] }): { text: string; at: string; name?: string }[] {
  return l.disputes?.length ? l.disputes : l.dispute ? [l.dispute] : [];
}
function LineRow({ x, l }: { x: CallState; l: Line }) {
  const editing = useSignal<string | null>(null);
  const wrong = useSignal("");
  const unsafe = useSignal<{ member: number; why: "reason" | "agreed" } | null>(null);
  const change = async () => {
    if (!editing.value?.trim()) return;
    if (await tell("summary.change", { call: x.id, line: l.id, text: editing.value.trim() })) editing.value = null; else wrong.value = said();
  };
  return (
    <li class="call-line">
      <p>{l.kind === "action" && <Icon name="action" />}<span>{editing.value === null ? <>{l.owner && <strong><bdi>{l.owner}</bdi> </strong>}<span dir="auto">{l.text}</span></> : <textarea class="utrecht-textarea utrecht-textarea--html-textarea" rows={2} maxLength={1000} aria-label={c("line.change")} value={editing.value} onInput={(e) => { editing.value = e.currentTarget.value; }} />}
        <span class="soft block">{[l.due ? weekday(l.due) : "", c("line.by", { name: l.by, time: time(l.at) })].filter(Boolean).join(" · ")}</span></span></p>
      {disputesOf(l).map((d) => <div key={d.at} class="sentence sentence-refused" role="status"><p><strong>{c("line.dispute")}</strong> <span class="soft">{[d.name ? firstName(d.name) : "", time(d.at)].filter(Boolean).join(", ")}</span></p><p dir="auto">{d.text}</p></div>)}
      {may("write") && <p class="row">{editing.value === null ? <button type="button" class="link-button" onClick={() => { editing.value = l.text; }}>{t("change")}</button> : <><Button small onClick={() => void change()}>{c("line.keep")}</Button><Button small kind="quiet" onClick={() => { editing.value = null; }}>{t("cancel")}</Button></>}</p>}
      {may("share") && <div class="share" role="group" aria-label={c("share.title")}><span class="soft">{c("share.title")}</span>{(x.about ?? []).map((m) => <Share key={m.member} x={x} l={l} m={m} onNeed={(why) => { unsafe.value = { member: m.member, why }; }} onWrong={(w) => { wrong.value = w; }} />)}</div>}
      {!may("share") && l.shared_with.length > 0 && <p class="soft">{c("share.with", { names: l.shared_with.map((m) => firstName(m.name)).join(", ") })}</p>}
      {unsafe.value && <Anyway x={x} l={l} member={unsafe.value.member} why={unsafe.value.why} onDone={() => { unsafe.value = null; }} />}
      {wrong.value && <FieldError text={wrong.value} />}
    </li>
  );
}
function Share({ x, l, m, onNeed, onWrong }: { x: CallState; l: Line; m: Named; onNeed(why: "reason" | "agreed"): void; onWrong(w: string): void }) {
  const busy = useSignal(false);
  const on = l.shared_with.some((s) => s.member === m.member);
  const flip = async () => {
    if (busy.value) return;
    busy.value = true;
    onWrong("");
    const done = await tell(on ? "summary.unshare" : "summary.share", { call: x.id, line: l.id, member: m.member });
    if (!done) { const why = lastReason(); if (why === "sharing.not_safe") onNeed("reason"); else if (why === "sharing.not_theirs") onNeed("agreed"); onWrong(said()); }
    busy.value = false;
  };
  return <Chip on={on} onToggle={() => void flip()}><bdi>{firstName(m.name)}</bdi></Chip>;
}
/** Sharing where another of the household may be a danger, or what is about somebody else: only with a reason or a yes, kept with it. */
function Anyway({ x, l, member, why, onDone }: { x: CallState; l: Line; member: number; why: "reason" | "agreed"; onDone(): void }) {
  const reason = useSignal("");
  const agreed = useSignal<number[]>([]);
  const how = useSignal<string | null>(null);
  const wrong = useSignal("");
  // A yes of who it is about is not yet safe: where there is a danger as well, both are asked.
  const unsafe = useSignal(why === "reason");
  const go = async () => {
    if (why === "agreed" && (!agreed.value.length || !how.value)) { wrong.value = c("admit.need"); return; }
    if (unsafe.value && !reason.value.trim()) { wrong.value = c("share.need.reason"); return; }
    const done = await tell("summary.share", { call: x.id, line: l.id, member, ...(unsafe.value ? { reason: reason.value.trim() } : {}), ...(why === "agreed" ? { agreed_by: agreed.value, evidence: how.value! } : {}) });
    if (done) return onDone();
    if (lastReason() === "sharing.not_safe") unsafe.value = true;
    wrong.value = said();
  };
  return (
    <div class="panel-form">
      <p class="soft">{c(why === "reason" ? "share.unsafe" : "share.others")}</p>
      {unsafe.value && <Field label={c("share.reason")} hint={why === "agreed" ? c("share.unsafe") : undefined}>{(p) => <input {...p} maxLength={500} value={reason.value} onInput={(e) => { reason.value = e.currentTarget.value; }} />}</Field>}
      {why === "agreed" && <><Group label={c("admit.who")}><Chips>{(x.about ?? []).map((m) => <Chip key={m.member} on={agreed.value.includes(m.member)} onToggle={() => { agreed.value = agreed.value.includes(m.member) ? agreed.value.filter((i) => i !== m.member) : [...agreed.value, m.member]; }}><bdi>{m.name}</bdi></Chip>)}</Chips></Group>
          <Group label={t("record.how")}><Chips>{["spoken", "paper", "in_call"].map((e) => <Chip key={e} one name={`share-${l.id}`} on={how.value === e} onToggle={() => { how.value = e; }}>{word("evidence", e)}</Chip>)}</Chips></Group></>}
      {wrong.value && <FieldError text={wrong.value} />}
      <div class="row"><Button small onClick={() => void go()}>{c("share.go")}</Button><Button small kind="quiet" onClick={onDone}>{t("cancel")}</Button></div>
    </div>
  );
}

/** The page one of the family keeps for fourteen days: the lines shared with them by name, nothing else. */
function Pages({ x }: { x: CallState }) {
  const who = useSignal<Named | null>(null);
  const name = useSignal("");
  const language = useSignal("nl");
  const reason = useSignal("");
  const needs = useSignal(false);
  const wrong = useSignal("");
  const busy = useSignal(false);
  const make = async () => {
    const m = who.value;
    if (!m || !name.value.trim()) { wrong.value = c("invite.need.name"); return; }
    if (needs.value && !reason.value.trim()) { wrong.value = c("share.need.reason"); return; }
    busy.value = true;
    const made = await tell("page.make", { call: x.id, member: m.member, name: name.value.trim(), language: language.value, ...(reason.value.trim() ? { reason: reason.value.trim() } : {}) });
    if (made?.link) { keepLink(-m.member, made.link, name.value.trim(), language.value); who.value = null; wrong.value = ""; needs.value = false; reason.value = ""; } else { needs.value = lastReason() === "sharing.not_safe"; wrong.value = said(); }
    busy.value = false;
  };
  const fresh = Object.entries(freshLinks.value).filter(([id]) => Number(id) < 0);
  return (
    <section class="pages" aria-labelledby="p-page">
      <h3 id="p-page">{c("page.title")}</h3>
      <p class="soft">{c("page.text")}</p>
      {fresh.map(([id, l]) => <div key={id}><LinkCard link={l} name={l.name} language={l.language} onDone={() => dropLink(Number(id))} /></div>)}
      <Group label={c("page.for")}><Chips>{(x.about ?? []).map((m) => <Chip key={m.member} one name="page-for" on={who.value?.member === m.member} onToggle={() => { who.value = m; name.value = m.name; wrong.value = ""; }}><bdi>{m.name}</bdi></Chip>)}</Chips></Group>
      {who.value && (
        <div class="invite-form">
          <Field label={c("invite.name")}>{(p) => <input {...p} autocomplete="off" maxLength={80} value={name.value} onInput={(e) => { name.value = e.currentTarget.value; }} />}</Field>
          <Field label={c("invite.language")} kind="select">{(p) => <select {...p} value={language.value} onChange={(e) => { language.value = e.currentTarget.value; }}>{LANGUAGES.map((l) => <option key={l} value={l}>{callWord("language", l)}</option>)}</select>}</Field>
          {needs.value && <Field label={c("share.reason")} hint={c("share.unsafe")}>{(p) => <input {...p} maxLength={500} value={reason.value} onInput={(e) => { reason.value = e.currentTarget.value; }} />}</Field>}
          {!x.lines.some((l) => l.shared_with.some((s) => s.member === who.value!.member)) && <div class="sentence sentence-missing" role="status"><p>{c("page.empty", { name: firstName(who.value.name) })}</p></div>}
          <div class="row"><Button busy={busy.value} onClick={() => void make()}>{c("page.make")}</Button><Button kind="quiet" onClick={() => { who.value = null; }}>{t("cancel")}</Button></div>
        </div>
      )}
      {wrong.value && <FieldError text={wrong.value} />}
    </section>
  );
}
