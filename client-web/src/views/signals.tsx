// Signals outside a start: those of my team in kinds and dates, those I sent with what became of them, and one opened.
// The list names nobody; a name is read only in the signal itself, which is one look in the log.
import { useEffect } from "preact/hooks";
import { day, lastDay, nearDay } from "../i18n";
import { s, startWord } from "../i18n/start";
import { kinds, list, loadKinds, loadSent, loadSignals, moreSignals, sent } from "../state/start/signals";
import { chosenTeam, startToday } from "../state/start/today";
import type { SentSignal, SignalRow } from "../state/start/wire";
import { go } from "../state/router";
import { Empty, Failed, Icon, LinkButton, Loading, Tag } from "./parts";
import { TeamChoice } from "./start/lobby";
import { termWords, Triage } from "./start/triage";
import "../styles/start.css";

export function SignalsPage() {
  const team = chosenTeam.value;
  useEffect(() => { startToday(); document.title = `${s("signals.title")} · Kortelijn`; void loadKinds(); void loadSent(); }, []);
  useEffect(() => { if (team !== null) void loadSignals(team); }, [team]);
  const maySend = kinds.value.at === "ready" && kinds.value.value.length > 0;
  const l = list.value;
  const rows = l.at === "ready" ? [...l.value.rows].sort((a, b) => a.term_ends.localeCompare(b.term_ends)) : [];
  return (
    <div class="page signals">
      <header class="page-head"><div><h1>{s("signals.title")}</h1><p class="soft">{s("signals.text")}</p></div><TeamChoice />{maySend && <LinkButton kind="filled" icon="plus" href="/melding/nieuw">{s("signals.send")}</LinkButton>}</header>
      {team !== null && (
        <section>
          <h2 class="section-title">{s("signals.team")}</h2>
          {l.at === "failed" ? <Failed words={l.words} retry={() => void loadSignals(team)} /> : l.at !== "ready" ? <Loading lines={4} retry={() => void loadSignals(team)} />
            : rows.length === 0 ? <Empty title={s("signals.none")} text={s("signals.none.text")} /> : <ul class="card rows">{rows.map((x) => <Row key={x.signal} x={x} />)}</ul>}
          {l.at === "ready" && l.value.more && <p class="soft signals-note">{s("signals.count", { n: rows.length })} <button type="button" class="link-button" onClick={() => void moreSignals()}>{s("signals.older")}</button></p>}
        </section>
      )}
      {sent.value.at === "ready" && sent.value.value.rows.length > 0 && (
        <section><h2 class="section-title">{s("signals.sent")}</h2><ul class="card rows">{sent.value.value.rows.map((x) => <Sent key={x.signal} x={x} />)}</ul><p class="soft signals-note">{s("signals.sent.note")}</p></section>
      )}
    </div>
  );
}

function Row({ x }: { x: SignalRow }) {
  const soon = x.term_left_days <= 2;
  return (
    <li>
      <a class="case-link" href={`/melding/${x.signal}`}>
        <span class="case-name"><strong>{startWord("signal.kind", x.kind)}</strong> <span class="soft">{x.sender}</span></span>
        <Tag kind={x.term_left_days < 0 ? "stop" : soon ? "ending" : "plain"} icon="clock">{termWords(x)}</Tag>
        <span class="case-sub">{[s("signals.received", { day: nearDay(x.received_at) }), s(x.household_knows ? "signal.knows" : "signal.knowsnot"), x.status === "received" ? "" : startWord("signal.status", x.status)].filter(Boolean).join(" · ")}</span>
      </a>
    </li>
  );
}

function Sent({ x }: { x: SentSignal }) {
  return (
    <li class="sent-row">
      <span class={x.status === "received" ? "tone-soft" : "tone-text"}><Icon name={x.status === "received" ? "clock" : x.reply ? "refused" : "check"} /></span>
      <div><p><strong>{startWord("signal.status", x.reply ? "not_taken_up" : x.status)}</strong>{x.reply && <> · {startWord("decline", x.reply).toLowerCase()}</>}</p><p class="soft">{startWord("signal.kind", x.kind)} · {day(lastDay(x.sent_at))}</p></div>
    </li>
  );
}

export function SignalPage({ id }: { id: number }) {
  const row = list.value.at === "ready" ? list.value.value.rows.find((x) => x.signal === id) : undefined;
  useEffect(() => { startToday(); document.title = `${s("signals.one")} · Kortelijn`; }, []);
  return (
    <div class="signal-page">
      <p class="signal-back"><a class="utrecht-link" href="/meldingen"><Icon name="back" size={16} /> {s("signals.title")}</a></p>
      <Triage card={{ signal: id, kind: row && row.term_left_days <= 2 ? "term" : "signal" }} team={chosenTeam.value ?? 0} onDone={() => go("/meldingen", true)} />
    </div>
  );
}
