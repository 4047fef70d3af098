// A signal at the start or on its own page: what came in and on which basis, who knows the household already, and the
// three choices of equal weight. One decision is kept at the end; what follows from it is said first.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { dayLong, nearTime, number } from "../../i18n";
import { s } from "../../i18n/start";
import { closeSignalView, openSignal, opened } from "../../state/start/signals";
import type { BoardCard, SignalOpen } from "../../state/start/wire";
import { Failed, Loading, Tag } from "../parts";
import { Absent } from "../gone";
import { After } from "./after";
import { Decline } from "./decline";
import { Known } from "./known";
import { useNarrow } from "./narrow";
import { signalTitle, termWords } from "./signal-words";
import { TakeUpExisting, TakeUpNew } from "./take-up";
import "../../styles/triage.css";

export { termWords };

type Props = { card: Pick<BoardCard, "signal" | "kind" | "readers" | "carried">; n?: number; team: number; item?: number; onDone?(): void };
export function Triage({ card, n, team, item, onDone }: Props) {
  const id = card.signal!;
  useEffect(() => { void openSignal(id); return () => closeSignalView(id); }, [id]);
  const load = opened.value?.id === id ? opened.value.load : null;
  if (load?.at === "failed") return load.reason === "not_found" ? <Absent /> : <div class="item-loading"><Failed words={load.words} retry={() => void openSignal(id)} /></div>;
  if (load?.at !== "ready") return <div class="item-loading"><Loading lines={6} retry={() => void openSignal(id)} /></div>;
  const x = load.value;
  return (
    <div class="triage">
      <div class="triage-scroll">
        <header class="item-head">
          <div><p class="page-above">{[n ? s("start.item", { n }) : "", s(card.kind === "term" ? "item.term" : "item.signal").toLowerCase(), termWords(x), card.carried ? s("start.carried", { n: card.carried }) : ""].filter(Boolean).join(" · ")}</p>{n ? <h2>{signalTitle(x)}</h2> : <h1>{signalTitle(x)}</h1>}</div>
          {card.readers !== undefined && <Tag icon="people">{s("start.sees", { n: card.readers })}</Tag>}
        </header>
        <div class="triage-cols">
          <Came x={x} />
          <Known x={x} page={n === undefined} />
        </div>
        {x.status === "taken_up" && <After x={x} onDone={onDone} />}
        {x.status === "received" && <Choices x={x} team={team} item={item} onDone={onDone} />}
      </div>
    </div>
  );
}

function Came({ x }: { x: SignalOpen }) {
  const facts = [
    [s("signal.name"), <><bdi>{x.name}</bdi>{x.birth_date && <>, {s("signal.born", { date: dayLong(x.birth_date) })}</>}</>],
    [s("signal.address"), [`${x.address.street ?? ""} ${x.address.number}`.trim(), [x.address.postcode, x.address.place].filter(Boolean).join(" "), x.neighbourhood].filter(Boolean).join(", ")],
    ...(x.amount_cents ? [[s("signal.amount"), s("signal.euro", { sum: number(Math.round(x.amount_cents / 100)) })]] : []),
  ] as const;
  return (
    <section class="came">
      <div class="sentence sentence-law">
        <p><strong>{x.sender}</strong> {s("signal.reports")}</p>
        <p class="soft">{[x.legal_basis, s(x.household_knows ? "signal.knows" : "signal.knowsnot"), nearTime(x.received_at)].join(" · ")}</p>
        {!x.household_knows && x.why_not_known && <p class="soft">{s("signal.why", { why: x.why_not_known })}</p>}
      </div>
      <blockquote class="came-text" dir="auto">“{x.text}”</blockquote>
      <dl class="facts">{facts.map(([k, v]) => <div key={k as string}><dt>{k}</dt><dd>{v}</dd></div>)}</dl>
    </section>
  );
}

type Choice = "new" | "existing" | "decline";
function Choices({ x, team, item, onDone }: { x: SignalOpen; team: number; item?: number | undefined; onDone?(): void }) {
  const choice = useSignal<Choice | null>(null);
  const c = choice.value;
  const place = useRef<HTMLElement>(null);
  const narrow = useNarrow();
  // On a phone the form of a choice begins below the screen: the question goes to the top, its first field comes into sight.
  useEffect(() => { if (c && narrow) place.current?.scrollIntoView?.({ block: "start" }); }, [c]);
  return (
    <section class="choices" ref={place}>
      <fieldset>
        <legend>{s("signal.choose")}</legend>
        {(["new", "existing", "decline"] as const).map((v) => (
          <label key={v} class={`choice ${c === v ? "choice-on" : ""}`}><input type="radio" name="triage" checked={c === v} onChange={() => { choice.value = v; }} /><span>{s(`signal.choice.${v}`)}</span></label>
        ))}
      </fieldset>
      {c === "new" ? <TakeUpNew x={x} team={team} item={item} onDone={onDone} /> : c === "existing" ? <TakeUpExisting x={x} item={item} onDone={onDone} /> : c === "decline" ? <Decline x={x} item={item} onDone={onDone} /> : <p class="soft choices-first">{s("signal.choose.first")}</p>}
    </section>
  );
}
