// The plan of a household: its goals in their own words, under each what is wanted and who does what, and at the side who
// reads along, the versions and the meeting. Draws the lines the server gave this reader and nothing it did not.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { day, nearTime, t, todayIso } from "../../i18n";
import { g } from "../../i18n/plan";
import { loadCase } from "../../state/cases";
import { closePlan, older, openPlan, plan, readVersion } from "../../state/plan/plan";
import { changedSince, shapeOf } from "../../state/plan/shape";
import type { Plan } from "../../state/plan/wire";
import { enterCase } from "../../state/rooms";
import { casePath } from "../../state/router";
import { caseInfo, caseRows } from "../../state/store";
import { CaseTabs } from "../case-tabs";
import { Absent } from "../gone";
import { Button, Empty, Failed, Icon, IconLink, LinkButton, Loading } from "../parts";
import { Goal, LineRow, Proposal } from "./line";
import { SettleSheet } from "./settle";
import { Side } from "./side";
import { WriteSheet, type Writing } from "./write";
import "../../styles/plan.css";

export function PlanPage({ caseId }: { caseId: number }) {
  const info = caseInfo.value[caseId];
  const label = caseRows.value.find((c) => c.case === caseId)?.label ?? (info?.at === "ready" ? info.value.label : "");
  const number = caseRows.value.find((c) => c.case === caseId)?.number ?? (info?.at === "ready" ? info.value.number : "");
  useEffect(() => {
    void loadCase(caseId);
    // In the room first: to be told of changes hangs on being there.
    void enterCase(caseId).then(() => openPlan(caseId));
    return closePlan;
  }, [caseId]);
  useEffect(() => { document.title = `${g("title")}${label ? ` · ${label}` : ""} · Kortelijn`; }, [label]);
  const load = plan.value;
  // A case that is not there, or not for this reader: no page of it.
  if (load.at === "failed" && load.reason === "not_found" && !caseRows.value.some((c) => c.case === caseId) && info?.at !== "ready") return <Absent />;
  return (
    <div class="page plan">
      <header class="page-head">
        <span class="phone-only"><IconLink href={casePath(caseId)} icon="back" label={t("back.room")} /></span>
        <div>
          <p class="know-above phone-hidden"><a class="utrecht-link" href={casePath(caseId)}><bdi>{label}</bdi></a>{number && ` · ${number}`}</p>
          <h1>{g("title")}</h1>
          <p class="phone-only soft"><bdi>{label}</bdi></p>
        </div>
        <CaseTabs caseId={caseId} at="plan" />
      </header>
      {load.at === "failed"
        ? load.reason === "offline" || load.reason === "unknown" ? <Failed words={load.words || undefined} retry={() => void openPlan(caseId)} /> : <Empty title={g("refused")} text={load.words && load.reason !== "not_found" ? load.words : g("refused.text")} icon="hatch"><LinkButton href={casePath(caseId)}>{g("refused.room")}</LinkButton></Empty>
        : load.at !== "ready" ? <Loading lines={6} retry={() => void openPlan(caseId)} />
          : older.value ? <Older caseId={caseId} /> : <Now caseId={caseId} p={load.value} />}
    </div>
  );
}

function Now({ caseId, p }: { caseId: number; p: Plan }) {
  const writing = useSignal<Writing | null>(null);
  const settling = useSignal(false);
  const shape = shapeOf(p.lines);
  const writes = p.may.includes("write");
  const newest = p.versions[0];
  const open = (w: Writing) => { writing.value = w; };
  return (
    <div class="plan-grid">
      <div class="plan-main">
        {p.lines.length === 0
          ? <Empty title={g(writes ? "empty" : "empty.other")} text={g(writes ? "empty.text" : "empty.other.text")}>{writes && <Button kind="filled" onClick={() => open({ kind: "goal" })}>{g("add.goal")}</Button>}</Empty>
          : <>
              <p class="soft plan-intro">{g("intro")}</p>
              {shape.proposals.length > 0 && <section class="plan-proposals" aria-label={g("proposals")}>{shape.proposals.map((l) => <Proposal key={l.id} caseId={caseId} p={p} l={l} />)}</section>}
              {shape.goals.map((b) => <Goal key={b.line.id} caseId={caseId} p={p} b={b} onWrite={open} />)}
              {shape.loose.length > 0 && <section class="plan-goal plan-loose" aria-labelledby="plan-loose"><h2 id="plan-loose">{g("loose")}</h2><ul class="plan-lines">{shape.loose.map((b) => <LineRow key={b.line.id} caseId={caseId} p={p} b={b} onWrite={open} />)}</ul></section>}
              <div class="row">
                {writes && <Button icon="plus" onClick={() => open({ kind: "goal" })}>{g("add.goal")}</Button>}
                {p.may.includes("settle") && <Button icon="check" onClick={() => { settling.value = true; }}>{g("settle")}</Button>}
              </div>
              {newest && changedSince(p.lines, newest.at) && <p class="soft">{g("versions.since", { date: nearTime(newest.at) })}</p>}
            </>}
      </div>
      <Side caseId={caseId} p={p} />
      {writing.value && <WriteSheet caseId={caseId} p={p} w={writing.value} onClose={() => { writing.value = null; }} />}
      {settling.value && <SettleSheet caseId={caseId} onClose={() => { settling.value = false; }} />}
    </div>
  );
}

/** A version as it was settled: to be read, not to be changed. */
function Older({ caseId }: { caseId: number }) {
  const load = older.value!;
  const back = <Button icon="back" onClick={() => void readVersion(null)}>{g("older.back")}</Button>;
  if (load.at === "failed") return <><Empty title={g("older.none")} text={load.words} />{back}</>;
  if (load.at !== "ready") return <Loading lines={5} />;
  const p = { ...load.value, may: [] };
  const shape = shapeOf(p.lines);
  const at = p.settled;
  return (
    <div class="plan-main plan-older">
      <div class="sentence sentence-none" role="status"><p><strong>{g("older", { date: at ? nearTime(at.at) : day(todayIso()) })}</strong>{at?.note && <> <span dir="auto">{at.note}</span></>}</p><p>{g("older.text")}</p></div>
      {p.lines.length === 0 && <p>{g("older.none")}</p>}
      {shape.goals.map((b) => <Goal key={b.line.id} caseId={caseId} p={p} b={b} />)}
      {shape.loose.length > 0 && <section class="plan-goal plan-loose"><h2><Icon name="action" /> {g("loose")}</h2><ul class="plan-lines">{shape.loose.map((b) => <LineRow key={b.line.id} caseId={caseId} p={p} b={b} />)}</ul></section>}
      <div class="row">{back}</div>
    </div>
  );
}
