// Calls and consults in the room of a case: what is going on above the conversation, and at the side what one may begin.
import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { day, nearTime, t } from "../../i18n";
import { c, callWord } from "../../i18n/call";
import { callsOf, loadCallsOf } from "../../state/call/list";
import { loadOfCase, ofCase } from "../../state/call/consults";
import type { ConsultState } from "../../state/call/wire";
import { callNow } from "../../state/store-call";
import type { RoomState } from "../../state/room";
import { Button, Icon, LinkButton } from "../parts";
import { Later } from "../later";
import { whenOf } from "./words";
import "../../styles/call-strip.css";

function useCase(caseId: number): void {
  useEffect(() => {
    void loadCallsOf(caseId);
    void loadOfCase(caseId);
  }, [caseId]);
}
/** The sheet that was asked for: drawn above the room, so that the list of people can close first. */
const making = signal<{ room: number; what: "call" | "consult" } | null>(null);
/** What one was asked to read, once: the advice that came back, and a call that is going on. */
const readAdvice = new Set<number>();
export function RoomStrip({ room }: { room: RoomState }) {
  const id = room.case.case;
  const put = useSignal(0);
  useCase(id);
  const load = callsOf.value[id];
  const open = load?.at === "ready" ? load.value.find((x) => x.state === "open") : undefined;
  const advised = ofCase(id).find((x) => x.advice && x.state === "advised" && !x.may.includes("advise") && !readAdvice.has(x.id) && put.value >= 0);
  const sheet = making.value?.room === room.room ? making.value.what : null;
  const close = () => { making.value = null; };
  useEffect(() => close, []);
  return (
    <>
      {sheet === "call" && <Later part="makecall" caseId={id} label={room.case.label} onClose={close} />}
      {sheet === "consult" && <Later part="askalong" caseId={id} label={room.case.label} onClose={close} onCall={() => { making.value = { room: room.room, what: "call" }; }} />}
      {open && callNow.value !== open.id && <div class="call-strip" role="region" aria-label={c("strip.open")}><Icon name="phone" /><p><strong>{c("strip.open")}</strong> <span>{c("strip.since", { time: nearTime(open.opened_at ?? open.starts_at ?? "") })}</span></p><LinkButton small href={`/gesprek/${open.id}`}>{c("strip.join")}</LinkButton></div>}
      {advised && <div class="call-strip" role="region" aria-label={c("strip.advice", { name: advised.advice!.by })}><Icon name="eye" /><p><strong>{c("strip.advice", { name: advised.advice!.by })}</strong> <span dir="auto" class="strip-text">{advised.advice!.text}</span></p><LinkButton small href={`/consult/${advised.id}`}>{c("strip.read")}</LinkButton><Button small kind="quiet" onClick={() => { readAdvice.add(advised.id); put.value++; }}>{c("strip.seen")}</Button></div>}
    </>
  );
}

export const consultLine = (x: ConsultState): string => `${callWord("consult.state", x.state)} · ${t("until.short", { date: day(x.until) })}`;
export function RoomAside({ room, onPick }: { room: RoomState; onPick?: () => void }) {
  const id = room.case.case;
  useCase(id);
  const make = (what: "call" | "consult") => { onPick?.(); making.value = { room: room.room, what }; };
  const load = callsOf.value[id];
  const calls = load?.at === "ready" ? load.value.filter((x) => x.state !== "ended").slice(0, 4) : [];
  const ended = load?.at === "ready" ? load.value.find((x) => x.state === "ended") : undefined;
  const along = ofCase(id).slice(0, 5);
  const open = room.case.status === "open";
  if (!open && !calls.length && !along.length && !ended) return null;
  return (
    <section class="aside-calls">
      {open && (
        <div class="aside-buttons">
          {room.case.carrier && <Button icon="phone" onClick={() => make("call")}>{c("make.button")}</Button>}
          <Button icon="eye" onClick={() => make("consult")}>{c("consult.button")}</Button>
        </div>
      )}
      {(calls.length > 0 || ended) && <ul class="aside-list">{[...calls, ...(ended ? [ended] : [])].map((x) => <li key={x.id}><a class="people-link" href={`/gesprek/${x.id}`}><Icon name="phone" /><span><strong>{c(x.purpose === "plan" ? "make.meeting" : "make.call")}</strong><span class="soft block">{whenOf(x)}</span></span></a></li>)}</ul>}
      {along.length > 0 && <ul class="aside-list">{along.map((x) => <li key={x.id}><a class="people-link" href={`/consult/${x.id}`}><Icon name="eye" /><span><strong>{x.experts.map((e) => e.name).join(", ")}</strong><span class="soft block">{consultLine(x)}</span>{x.advice && <span class="block aside-advice" dir="auto">{x.advice.text}</span>}</span></a></li>)}</ul>}
    </section>
  );
}
