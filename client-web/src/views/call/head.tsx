// Above the stage: which call, how long, that nothing is recorded, and the safety word with what it is for.
import { useSignal } from "@preact/signals";
import { c } from "../../i18n/call";
import { inside } from "../../state/call/call";
import { lines, unlock } from "../../state/call/media";
import type { CallState } from "../../state/call/wire";
import { casePath } from "../../state/router";
import { caseInfo, caseRows, connection, rooms } from "../../state/store";
import { Button, Icon, useTick } from "../parts";
import { Sheet } from "../sheet";
import { minutesOf, names } from "./words";

export function labelOf(x: CallState): string {
  if (x.case === undefined) return "";
  const info = caseInfo.value[x.case];
  return caseRows.value.find((r) => r.case === x.case)?.label ?? (info?.at === "ready" ? info.value.label : Object.values(rooms.value).find((r) => r.case.case === x.case)?.case.label) ?? "";
}
export function Head({ x }: { x: CallState }) {
  const now = useTick(true);
  const explain = useSignal(false);
  const label = labelOf(x);
  const word = lines.value.word;
  return (
    <header class="stage-head">
      {x.case !== undefined && label ? <a class="stage-back" href={casePath(x.case)} aria-label={c("head.room")}><Icon name="back" /></a> : <a class="stage-back" href="/vandaag" aria-label={c("head.today")}><Icon name="back" /></a>}
      <h1><span>{label ? c(x.purpose === "plan" ? "head.plan" : "head.of", { label }) : c("head.with", { names: x.about?.length ? names(x.about) : x.inviter.name })}</span> {x.state === "open" && <span class="stage-soft">{c("head.minutes", { n: minutesOf(x, now) })}</span>}</h1>
      <p class="stage-soft stage-norec">{c("norec")}</p>
      {inside.value && <button type="button" class="stage-word" onClick={() => { explain.value = true; }} aria-haspopup="dialog">
        <span class="stage-soft">{c("word.title")}</span> {word ? <span class="word mono" aria-label={[...word.replace(" ", "")].join(" ")}>{word}</span> : <span class="stage-soft">{c(x.word.whole === false ? "word.apart" : x.people.length ? "word.making" : "word.none")}</span>}
      </button>}
      {explain.value && <Sheet title={c("word.title")} narrow onClose={() => { explain.value = false; }}>
        {word && <p class="word-big mono">{word}</p>}
        <p>{c("word.what")}</p><p>{c("word.how")}</p><p>{c("word.differs")}</p>
      </Sheet>}
    </header>
  );
}
/** A bad line or none, in words; what the server line itself lacks is said by the banner of the page. */
export function LineBanner({ x }: { x: CallState }) {
  const v = lines.value;
  const broken = v.legs.filter((l) => l.state === "interrupted" || l.state === "no_route");
  const who = x.people.filter((p) => broken.some((l) => l.leg === p.leg));
  const weak = v.weak || v.legs.some((l) => l.weak);
  const words = who.length ? c(broken.some((l) => l.state === "no_route") ? "line.noroute" : "line.away", { names: names(who.map((p) => ({ member: 0, name: p.name }))) }) : weak ? c("line.weak") : connection.value.at === "waiting" ? c("line.server") : "";
  return (
    <div role="status" class="stage-banner-place">
      {v.needs_touch ? <div class="stage-banner"><Icon name="mic" /><p>{c("line.touch")}</p><Button small onClick={unlock}>{c("line.touch.go")}</Button></div>
        : words ? <div class="stage-banner"><Icon name={weak && !who.length ? "camera-off" : "offline"} /><p>{words}</p></div> : null}
    </div>
  );
}
