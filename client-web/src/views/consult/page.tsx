// One consult: the question and until when above, answering or advising beside it, and its own room below. Coordination
// stays with who asked; at the end date the room closes by itself, and that is said beforehand.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { day, list, nearTime, t, word } from "../../i18n";
import { c, callWord } from "../../i18n/call";
import { failure } from "../../state/cases";
import { advise, answerConsult, closeConsult, consult, endConsult, openConsult } from "../../state/call/consults";
import type { Advice, ConsultState } from "../../state/call/wire";
import { casePath, heldRoom } from "../../state/router";
import { draftOf, setDraft } from "../../state/rooms";
import { rooms, roomLoad, you } from "../../state/store";
import { firstName } from "../call/words";
import { Absent } from "../gone";
import { Button, Face, Failed, Field, FieldError, Icon, IconLink, Loading, Tag } from "../parts";
import { Composer } from "../room/composer";
import { Conversation } from "../room/conversation";
import "../../styles/call-strip.css";

export function ConsultPage({ id }: { id: number }) {
  useEffect(() => {
    void openConsult(id);
    return closeConsult;
  }, [id]);
  useEffect(() => { document.title = `${c("consult.title")} · Kortelijn`; }, []);
  const load = consult.value;
  if (load.at === "failed") return load.reason === "not_found" ? <Absent /> : <div class="page"><Failed words={load.words} retry={() => void openConsult(id)} /></div>;
  if (load.at !== "ready" || load.value.id !== id) return <div class="page"><h1 class="visually-hidden">{c("consult.title")}</h1><Loading retry={() => void openConsult(id)} /></div>;
  return <Shown x={load.value} />;
}

function Shown({ x }: { x: ConsultState }) {
  const room = x.room === undefined ? undefined : rooms.value[x.room];
  // What is said here is about what was asked, until the writer says otherwise.
  useEffect(() => { if (x.room !== undefined && x.life_domains?.length && x.members && draftOf(x.room).domains === null) setDraft(x.room, { about: x.members.map((m) => m.member), domains: x.life_domains }); }, [x.room]);
  const failed = x.case !== undefined && heldRoom.value === x.room ? roomLoad.value[x.case] : undefined;
  const label = room?.case.label;
  return (
    <div class="room consult">
      <header class="room-head">
        <IconLink href={x.may.includes("answer") || x.case === undefined ? "/consulten" : x.asked_by.id === you.value?.id ? casePath(x.case) : "/consulten"} icon="back" label={t("back")} />
        <div class="room-title">
          <div class="room-name"><h1>{label ? c("consult.of", { label }) : c("consult.title")}</h1><Tag>{callWord("consult.state", x.state)}</Tag></div>
          <p class="room-sub soft">{c("consult.by", { name: x.asked_by.name, organisation: x.asked_by.organisation })} · {x.state === "ended" ? t("until.short", { date: day(x.until) }) : c("consult.head.until", { date: day(x.until) })}</p>
        </div>
      </header>
      <div class="room-main">
        <Question x={x} />
        {room ? (room.status === "ready" ? <Conversation room={room} /> : <div class="log log-loading"><Loading lines={5} /></div>) : <div class="log consult-noroom">{failed?.at === "failed" ? <p class="soft">{failed.words}</p> : <p class="soft">{c(x.state === "ended" ? "consult.room.ended" : x.may.includes("answer") ? "consult.room.later" : "consult.room.none")}</p>}</div>}
        {room && x.state !== "ended" && <Composer room={room} quiet />}
      </div>
      <aside class="room-side" aria-label={c("consult.side")}><Side x={x} /></aside>
    </div>
  );
}

function Question({ x }: { x: ConsultState }) {
  return (
    <section class="consult-head" aria-label={c("consult.question")}>
      {x.question ? <p class="consult-question" dir="auto">{x.question}</p> : <p class="soft"><Icon name="hatch" size={16} /> {c("consult.noquestion")}</p>}
      {x.members && x.life_domains && <p class="soft">{c("cells.about", { names: list(x.members.map((m) => m.name)), domains: list(x.life_domains.map((d) => word("domain", d).toLowerCase())) })}</p>}
      {x.ends_soon && <p class="consult-ends"><span class="tone-ending"><Icon name="ends" size={16} /></span> {c("consult.ends", { date: day(x.until) })}</p>}
      {x.advice && <AdviceCard a={x.advice} />}
      {(x.earlier_advice ?? []).map((a) => <AdviceCard key={a.at} a={a} />)}
      <Acts x={x} />
    </section>
  );
}
function AdviceCard({ a }: { a: Advice }) {
  return <div class="sentence sentence-may consult-advice"><p><strong>{c("consult.advice.of", { name: a.by })}</strong> <span class="soft">{nearTime(a.at)}</span></p><p dir="auto">{a.text}</p></div>;
}

/** What the server offers this person now: answer, advise, end. */
function Acts({ x }: { x: ConsultState }) {
  const reason = useSignal("");
  const declining = useSignal(false);
  const text = useSignal("");
  const writing = useSignal(false);
  const ending = useSignal(false);
  const mine = !x.experts.some((e) => e.id === you.value?.id);
  const busy = useSignal("");
  const wrong = useSignal("");
  const run = async (what: string, step: () => Promise<void>) => {
    busy.value = what;
    wrong.value = "";
    try { await step(); declining.value = false; writing.value = false; ending.value = false; text.value = ""; } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = "";
  };
  if (!x.may.length) return null;
  return (
    <div class="consult-acts">
      {x.may.includes("answer") && !declining.value && <><p class="soft">{c("consult.accept.text", { date: day(x.until) })}</p><div class="row"><Button busy={busy.value === "yes"} onClick={() => void run("yes", () => answerConsult(x.id, true))}>{c("consult.yes")}</Button><Button onClick={() => { declining.value = true; }}>{c("consult.no")}</Button></div></>}
      {declining.value && <form onSubmit={(e) => { e.preventDefault(); if (!reason.value.trim()) { wrong.value = c("consult.need.reason"); return; } void run("no", () => answerConsult(x.id, false, reason.value.trim())); }}>
        <Field label={c("consult.reason")} hint={c("consult.reason.hint", { name: x.asked_by.name })}>{(p) => <input {...p} autocomplete="off" maxLength={500} value={reason.value} onInput={(e) => { reason.value = e.currentTarget.value; wrong.value = ""; }} />}</Field>
        <div class="row"><Button type="submit" busy={busy.value === "no"}>{c("consult.decline")}</Button><Button kind="quiet" onClick={() => { declining.value = false; }}>{t("cancel")}</Button></div>
      </form>}
      {writing.value && <form onSubmit={(e) => { e.preventDefault(); if (!text.value.trim()) { wrong.value = c("consult.need.advice"); return; } void run("advise", () => advise(x.id, text.value.trim())); }}>
        <Field label={c("consult.advice")} hint={c("consult.advice.hint", { name: x.asked_by.name })} kind="textarea">{(p) => <textarea {...p} rows={3} dir="auto" maxLength={5000} value={text.value} onInput={(e) => { text.value = e.currentTarget.value; wrong.value = ""; }} />}</Field>
        <div class="row"><Button kind="filled" type="submit" busy={busy.value === "advise"}>{c("consult.advice.send")}</Button><Button kind="quiet" onClick={() => { writing.value = false; }}>{t("cancel")}</Button></div>
      </form>}
      {wrong.value && <FieldError text={wrong.value} />}
      {!declining.value && !writing.value && <div class="row">
        {x.may.includes("advise") && <Button icon="edit" onClick={() => { writing.value = true; }}>{c("consult.advice.write")}</Button>}
        {x.may.includes("end") && !x.may.includes("answer") && !ending.value && <Button onClick={() => { ending.value = true; }}>{c("consult.end")}</Button>}
      </div>}
      {ending.value && <div class="sentence sentence-refused" role="group" aria-label={c("consult.end")}>
        <p>{c(mine ? "consult.end.text" : "consult.end.own", { names: list(x.experts.filter((e) => e.answer !== "declined").map((e) => firstName(e.name))) })}</p>
        <div class="row"><Button kind="filled" busy={busy.value === "end"} onClick={() => void run("end", () => endConsult(x.id))}>{c("consult.end")}</Button><Button kind="quiet" onClick={() => { ending.value = false; }}>{t("cancel")}</Button></div>
      </div>}
    </div>
  );
}

function Side({ x }: { x: ConsultState }) {
  return (
    <div class="people">
      <section><h2>{c("consult.side.asked")}</h2><ul>{x.experts.map((e) => <li key={e.id} class="seat"><Face name={e.name} /><div><p class="seat-name"><strong><bdi>{e.name}</bdi></strong>{e.id === x.chair && x.panel && <Tag>{c("consult.chair.tag")}</Tag>}</p><p class="soft">{e.organisation}</p><p class="soft">{callWord("consult.answered", x.state === "ended" && e.answer === "accepted" ? "looked" : e.answer)}{e.reason && `: ${e.reason}`}</p></div></li>)}</ul></section>
      <section><h2>{c("consult.side.by")}</h2><ul><li class="seat"><Face name={x.asked_by.name} /><div><p class="seat-name"><strong><bdi>{x.asked_by.name}</bdi></strong></p><p class="soft">{x.asked_by.organisation}</p><p class="soft">{c("consult.coordination")}</p></div></li></ul></section>
    </div>
  );
}
