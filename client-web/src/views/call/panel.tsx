// The panel beside the stage: people, consent, papers, what was agreed, and the room of the case. One at a time.
import type { Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { c, type CallKey } from "../../i18n/call";
import type { CallState } from "../../state/call/wire";
import { Count } from "../parts";
import { consentNews, ConsentPanel } from "./consent";
import { labelOf } from "./head";
import { LinesPanel } from "./lines";
import { PapersPanel } from "./papers";
import { PeoplePanel } from "./people";
import { RoomPanel } from "./room-panel";

export type Tab = "people" | "consent" | "papers" | "lines" | "room";
const WORDS: Record<Tab, CallKey> = { people: "tab.people", consent: "tab.consent", papers: "tab.papers", lines: "tab.lines", room: "tab.room" };

export function Panel({ x, tab }: { x: CallState; tab: Signal<Tab> }) {
  const list = useRef<HTMLDivElement>(null);
  // Who only looks along in this call has no seat at the case, and no room of it to show.
  const seat = x.case !== undefined && labelOf(x) !== "";
  const asked = x.waiting.length, open = consentNews(x), papers = x.checklist.filter((p) => p.may_decide && p.state === "received").length, disputes = x.lines.filter((l) => l.dispute).length;
  const tabs: { tab: Tab; n: number }[] = [{ tab: "consent", n: open }, { tab: "papers", n: papers }, { tab: "lines", n: disputes }, { tab: "people", n: asked }, ...(seat ? [{ tab: "room" as const, n: 0 }] : [])];
  const now = tab.value;
  const move = (step: number) => {
    const next = tabs[(tabs.findIndex((p) => p.tab === now) + step + tabs.length) % tabs.length]!;
    tab.value = next.tab;
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`#tab-${next.tab}`)?.focus());
  };
  useEffect(() => { if (now === "room" && !seat) tab.value = "people"; }, [seat]);
  return (
    <aside class="panel" aria-label={c("panel.label")}>
      <div class="panel-tabs" role="tablist" aria-label={c("panel.label")} ref={list} onKeyDown={(e) => {
        if (e.key === "ArrowRight" || e.key === "ArrowLeft") { e.preventDefault(); move(e.key === "ArrowRight" ? 1 : -1); }
      }}>
        {tabs.map((p) => <button key={p.tab} type="button" role="tab" id={`tab-${p.tab}`} class="panel-tab" aria-selected={now === p.tab} aria-controls="panel-now" tabIndex={now === p.tab ? 0 : -1} onClick={() => { tab.value = p.tab; }}>{c(WORDS[p.tab])}<Count n={p.n} of={c("tab.n", { n: p.n })} /></button>)}
      </div>
      <div id="panel-now" role="tabpanel" aria-labelledby={`tab-${now}`} class="panel-now" tabIndex={0}>
        <h2 class="visually-hidden">{c(WORDS[now])}</h2>
        {now === "people" ? <PeoplePanel x={x} /> : now === "consent" ? <ConsentPanel x={x} /> : now === "papers" ? <PapersPanel x={x} /> : now === "lines" ? <LinesPanel x={x} /> : x.case !== undefined ? <RoomPanel caseId={x.case} /> : null}
      </div>
    </aside>
  );
}
