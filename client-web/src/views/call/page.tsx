// A call: looking on and checking devices first, then inside, then what stays of it. Full width on a phone; beside the
// stage on a laptop stand consent, papers, agreements, people and the room of the case.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { c, callWord } from "../../i18n/call";
import { call, callWords, goIn, inside, lookAt, lookedAway, may, outWhy, theCall } from "../../state/call/call";
import { own, prepare } from "../../state/call/media";
import type { CallState } from "../../state/call/wire";
import { casePath } from "../../state/router";
import { spoken } from "../../state/store";
import { Absent } from "../gone";
import { Button, Failed, FieldError, LinkButton, Loading } from "../parts";
import { Bar } from "./bar";
import { Before } from "./before";
import { Head, LineBanner, labelOf } from "./head";
import { Panel, type Tab } from "./panel";
import { Stage } from "./stage";
import { placeOf } from "./words";
import "../../styles/call.css";

export function CallPage({ id }: { id: number }) {
  const agreed = useSignal(0);
  const now = theCall.value;
  const from = inside.value && now && now.id !== id && agreed.value !== id ? now : null;
  return from ? <Elsewhere key={id} from={from} onGo={() => { agreed.value = id; }} /> : <One key={id} id={id} />;
}
/** Taking part in another call: going here leaves that one, so it is asked first. */
function Elsewhere({ from, onGo }: { from: CallState; onGo(): void }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <div class="calm">
      <h1 ref={ref} tabIndex={-1}>{c("strip.title")}</h1>
      <p>{labelOf(from)}</p>
      <p>{c("other.text")}</p>
      <div class="row"><LinkButton kind="filled" href={`/gesprek/${from.id}`}>{c("strip.back")}</LinkButton><Button onClick={onGo}>{c("other.go")}</Button></div>
    </div>
  );
}
function One({ id }: { id: number }) {
  useEffect(() => {
    void lookAt(id);
    return lookedAway;
  }, [id]);
  const waits = theCall.value?.waiting.length ?? 0;
  useEffect(() => { document.title = `${waits ? `${c("title.waits", { n: waits })} · ` : ""}${c("title")} · Kortelijn`; }, [waits]);
  const load = call.value;
  const x = theCall.value?.id === id ? theCall.value : null;
  if (outWhy.value) return <Out why={outWhy.value} id={id} />;
  if (load.at === "failed" && load.reason === "call.ended") return <Out why="ended" id={id} over />;
  if (load.at === "failed") return load.reason === "not_found" ? <Absent /> : <div class="page"><Failed words={load.words} retry={() => void lookAt(id)} /></div>;
  if (!x) return <div class="page"><h1 class="visually-hidden">{c("title")}</h1><Loading retry={() => void lookAt(id)} /></div>;
  return <Shown x={x} />;
}

function Shown({ x }: { x: CallState }) {
  const tab = useSignal<Tab>(x.state === "ended" ? "lines" : may("invite") && x.people.length === 0 ? "people" : "consent");
  useNews(x);
  useEffect(() => { if (inside.value && !own.value.stream) void prepare(); }, [inside.value]);
  if (x.state === "ended") {
    return (
      <div class="call call-after">
        <section class="before"><h1>{c("after.title")}</h1><p class="stage-soft">{c("after.text")}</p><div class="row">{x.case !== undefined && <LinkButton href={casePath(x.case)}>{c("after.room", { label: labelOf(x) || c("tab.room") })}</LinkButton>}<LinkButton href="/vandaag">{t("nav.today")}</LinkButton></div></section>
        <Panel x={x} tab={tab} />
      </div>
    );
  }
  const waits = inside.value && x.you.leg === undefined;
  return (
    <div class={`call ${inside.value ? "call-in" : "call-out"}`}>
      <div class="stage-side">
        <Head x={x} />
        {inside.value && <LineBanner x={x} />}
        {!inside.value ? <Before x={x} /> : waits ? <Waits x={x} /> : <Stage x={x} />}
        {inside.value && <Bar onInvite={may("invite") ? () => { tab.value = "people"; requestAnimationFrame(() => document.getElementById("p-invite")?.scrollIntoView({ block: "start" })); } : undefined} />}
      </div>
      <Panel x={x} tab={tab} />
    </div>
  );
}
/** Inside, but not let in: nothing is heard or seen, and it says so. */
function Waits({ x }: { x: CallState }) {
  return <section class="before waits" role="status"><h2>{c("waits.title")}</h2><p class="stage-soft">{c("waits.text", { name: x.inviter.name })}</p><p class="stage-soft">{c("norec")}.</p></section>;
}

/** A screen reader hears who waits, who came and who left, and answers, once each. */
function useNews(x: CallState): void {
  const before = useRef<CallState | null>(null);
  useEffect(() => {
    const b = before.current;
    before.current = x;
    if (!b || b.id !== x.id) return;
    const wait = x.waiting.find((w) => !b.waiting.some((o) => o.participant === w.participant));
    const came = x.people.find((p) => !b.people.some((o) => o.participant === p.participant));
    const left = b.people.find((p) => !x.people.some((o) => o.participant === p.participant));
    const words = left ? c("news.left", { name: left.name }) : came ? c("news.came", { name: came.name }) : wait ? c("news.waits", { name: wait.name, place: placeOf(wait) }) : "";
    if (words) spoken.value = words;
  }, [x.version]);
}

/** Out of the call: calm, without the reason of somebody else, and the way back where there is one. */
function Out({ why, id, over }: { why: NonNullable<typeof outWhy.value>; id: number; over?: boolean }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus(), []);
  const again = why === "elsewhere" || why === "left";
  return (
    <div class="calm" role="alert">
      <h1 ref={ref} tabIndex={-1}>{callWord("out", why)}</h1>
      <p>{callWord("out.text", why)}</p>
      <p class="soft">{c("out.clean")}</p>
      {callWords.value && <FieldError text={callWords.value === "failed" ? t("failed.text") : callWords.value} />}
      <div class="row">
        {again && <Button kind="filled" onClick={async () => { outWhy.value = null; await lookAt(id); if (why === "elsewhere") await goIn(); }}>{c(why === "elsewhere" ? "out.here" : "out.back")}</Button>}
        {why === "ended" && !over && <Button onClick={() => { outWhy.value = null; void lookAt(id); }}>{c("out.read")}</Button>}
        <LinkButton kind={again ? "outlined" : "filled"} href="/vandaag">{t("gone.go")}</LinkButton>
      </div>
    </div>
  );
}
