// The plan in the household's own words: what is to be reached, how one will notice it, who does what. Shows exactly the
// lines that came; where one stands that points at a line that did not come, it stands by itself.
import { useState } from "preact/hooks";
import { Banner, Button, Icon, Title } from "../parts";
import { LineBanner } from "../shell";
import type { Plan, PlanLine } from "../wire";
import { comma, day, lastDay, say, t, time, weekday } from "../words";
import { leave, openVersion, toMeeting, withdraw } from "./flow";
import { arranged, type Arranged } from "./order";
import { Propose } from "./propose";
import { set, state } from "./store";

function Note({ line }: { line: PlanLine }) {
  const [failed, setFailed] = useState(false);
  if (!line.proposed) return line.by_guest ? <p class="soft small">{say("plan.taken", { name: line.by_guest })}</p> : null;
  const take = () => {
    setFailed(false);
    return withdraw(line.id).catch(() => setFailed(true));
  };
  return (
    <>
      <p class="soft small">{line.own ? t("plan.mine") : say("plan.theirs", { name: line.by_guest ?? "" })}</p>
      {failed && <p class="problem" role="alert"><Icon name="warn" />{t("plan.withdraw.failed")}</p>}
      {line.own && <div class="no-print"><Button onClick={take} label={`${t("plan.withdraw")}: ${line.text}`}>{t("plan.withdraw")}</Button></div>}
    </>
  );
}

function Doing({ line }: { line: PlanLine }) {
  if (!line.owner && !line.due) return null;
  return <p class="soft">{line.owner && say("lines.who", { name: line.owner }, ["name"])}{line.owner && line.due && comma()}{line.due && say("lines.due", { date: weekday(lastDay(line.due)) })}</p>;
}

function Line({ line, how }: { line: PlanLine; how: How }) {
  return (
    <li class={`line ${line.proposed ? "proposed" : ""}`}>
      {line.kind === "action" && <Icon name="action" />}
      <div class="grow">
        <p class="said"><bdi>{line.text}</bdi></p>
        <Doing line={line} />
        <Note line={line} />
        <Instead line={line} how={how} />
      </div>
    </li>
  );
}

/** What is proposed in the place of a line, and the way to propose it. */
function Instead({ line, how }: { line: PlanLine; how: How }) {
  if (line.proposed) return null;
  const instead = how.instead.get(line.id) ?? [];
  return (
    <>
      {instead.map((p) => <div key={p.id} class="instead"><p class="said"><bdi>{p.text}</bdi></p><Note line={p} /></div>)}
      {how.proposes && !instead.some((p) => p.own) && <Propose link what={{ kind: line.kind, instead_of: line.id }} words={t("plan.other")} label={t("plan.propose.line")} about={line.text} />}
    </>
  );
}

type How = { instead: Arranged["instead"]; proposes: boolean };
function Part({ title, lines, how }: { title: string; lines: PlanLine[]; how: How }) {
  if (lines.length === 0) return null;
  return <><h3>{title}</h3><ul class="lines">{lines.map((l) => <Line key={l.id} line={l} how={how} />)}</ul></>;
}

function Lines({ plan, how }: { plan: Plan; how: Omit<How, "instead"> }) {
  const { goals, loose, instead } = arranged(plan.lines);
  const both = { ...how, instead };
  return (
    <>
      {goals.map(({ goal, results, actions }) => (
        <section key={goal.id} class={`card goal ${goal.proposed ? "proposed" : ""}`} aria-labelledby={`goal-${goal.id}`}>
          <h2 id={`goal-${goal.id}`}><bdi>{goal.text}</bdi></h2>
          <Note line={goal} />
          <Instead line={goal} how={both} />
          <Part title={t("plan.results")} lines={results} how={both} />
          <Part title={t("plan.actions")} lines={actions} how={both} />
          {how.proposes && !goal.proposed && <Propose what={{ kind: "action", under: goal.id }} words={t("plan.propose")} label={t("plan.propose.line")} about={goal.text} />}
        </section>
      ))}
      {loose.length > 0 && <ul class="card lines">{loose.map((l) => <Line key={l.id} line={l} how={both} />)}</ul>}
      {plan.lines.length === 0 && <p class="soft">{t("plan.empty")}</p>}
    </>
  );
}

function Meeting({ meeting: m }: { meeting: NonNullable<Plan["meeting"]> }) {
  return (
    <div class="no-print"><Banner icon="people">
      <p><strong class="block">{t("plan.meeting")}</strong>{m.state === "open" || !m.starts_at ? t("plan.meeting.open") : say("plan.meeting.planned", { day: weekday(m.starts_at), time: time(m.starts_at) })}</p>
      <Button kind="fill" onClick={toMeeting}>{t("plan.meeting.go")}</Button>
    </Banner></div>
  );
}

function Versions({ plan }: { plan: Plan }) {
  const [failed, setFailed] = useState(false);
  if (plan.versions.length === 0) return null;
  const open = (id: number) => () => {
    setFailed(false);
    return openVersion(id).catch(() => setFailed(true));
  };
  return (
    <details class="more no-print">
      <summary>{t("plan.versions")}</summary>
      {failed && <p class="problem" role="alert"><Icon name="warn" />{t("plan.failed")}</p>}
      <ul class="column versions">
        {plan.versions.map((v) => <li key={v.id} class="column tight"><Button wide onClick={open(v.id)}>{day(v.at)}{comma()}<bdi>{time(v.at)}</bdi></Button>{v.note && <p class="soft"><bdi>{v.note}</bdi></p>}</li>)}
      </ul>
    </details>
  );
}

export function PlanScreen() {
  const plan = state.plan!;
  const proposes = plan.may.includes("propose");
  const last = plan.versions[0];
  return (
    <main class="page plan">
      <LineBanner line={state.line} />
      <Title>{t("plan.title")}</Title>
      <p class="soft">{last ? say("plan.settled", { date: day(last.at) }) : t("plan.draft")}</p>
      {plan.meeting && <Meeting meeting={plan.meeting} />}
      {plan.lines.length > 0 && <p class="kicker">{t("plan.goals")}</p>}
      <Lines plan={plan} how={{ proposes }} />
      {plan.may.includes("goal") && plan.lines.length > 0 && <Propose what={{ kind: "goal" }} words={t("plan.propose.new")} label={t("plan.propose.goal")} />}
      <Versions plan={plan} />
      <div class="foot no-print">
        <Button wide icon="print" onClick={() => window.print()}>{t("page.print")}</Button>
        {plan.may.includes("end") ? <Button wide onClick={() => set({ sheet: "end" })}>{t("plan.end")}</Button> : <Button wide onClick={leave}>{t("plan.leave")}</Button>}
      </div>
    </main>
  );
}

export function Earlier({ plan }: { plan: Plan }) {
  const { settled } = plan;
  return (
    <main class="page plan">
      <LineBanner line={state.line} />
      <Title>{say("plan.version", { date: day(settled?.at ?? "") })}</Title>
      {settled?.note && <p><bdi>{settled.note}</bdi></p>}
      <p class="soft no-print">{t("plan.version.text")}</p>
      <Lines plan={plan} how={{ proposes: false }} />
      <div class="foot no-print">
        <Button wide icon="print" onClick={() => window.print()}>{t("page.print")}</Button>
        <Button wide onClick={() => set({ earlier: undefined })}>{t("plan.version.now")}</Button>
      </div>
    </main>
  );
}
