// One line of the plan: a goal large with what hangs under it, a result or an action small; who sees it; changing it, taking
// it away, and what a guest proposes beside it: taken over word for word, or left standing.
import { useSignal } from "@preact/signals";
import { list, nearTime, t, weekday, word } from "../../i18n";
import { g } from "../../i18n/plan";
import { leftStanding, tellPlan } from "../../state/plan/plan";
import type { Branch } from "../../state/plan/shape";
import type { Plan, PlanLine } from "../../state/plan/wire";
import { spoken } from "../../state/store";
import { firstName } from "../call/words";
import { Button, FieldError, Icon } from "../parts";
import { Share } from "./share";
import type { Writing } from "./write";

type Props = { caseId: number; p: Plan; b: Branch; onWrite?: ((w: Writing) => void) | undefined };

export function Goal({ caseId, p, b, onWrite }: Props) {
  const id = `plan-${b.line.id}`;
  const writes = onWrite && p.may.includes("write");
  return (
    <section class="plan-goal" aria-labelledby={id}>
      <h2 id={id} dir="auto">{b.line.text}</h2>
      <Under caseId={caseId} p={p} l={b.line} onWrite={onWrite} />
      {b.proposals.map((l) => <Proposal key={l.id} caseId={caseId} p={p} l={l} instead={l.instead_of === b.line.id ? b.line : undefined} />)}
      {b.results.length > 0 && <><h3>{g("results")}</h3><ul class="plan-lines">{b.results.map((r) => <LineRow key={r.line.id} caseId={caseId} p={p} b={r} onWrite={onWrite} />)}</ul></>}
      {b.actions.length > 0 && <><h3>{g("actions")}</h3><ul class="plan-lines">{b.actions.map((r) => <LineRow key={r.line.id} caseId={caseId} p={p} b={r} onWrite={onWrite} />)}</ul></>}
      {writes && <div class="row plan-add">{(["result", "action"] as const).map((kind) => <Button key={kind} small icon="plus" label={g("add.of", { what: g(`add.${kind}`), goal: b.line.text })} onClick={() => onWrite({ kind, under: b.line })}>{g(`add.${kind}`)}</Button>)}</div>}
    </section>
  );
}

export function LineRow({ caseId, p, b, onWrite }: Props) {
  const l = b.line;
  const below = [...b.results, ...b.actions];
  return (
    <li class={`plan-line plan-${l.kind}`}>
      <p class="plan-text"><Icon name={l.kind === "action" ? "action" : "next"} /><span>{l.owner && <strong><bdi>{l.owner}</bdi> </strong>}<span dir="auto">{l.text}</span>{l.due && <span class="soft"> · {weekday(l.due)}</span>}</span></p>
      <Under caseId={caseId} p={p} l={l} onWrite={onWrite} />
      {b.proposals.map((x) => <Proposal key={x.id} caseId={caseId} p={p} l={x} instead={x.instead_of === l.id ? l : undefined} />)}
      {below.length > 0 && <ul class="plan-lines">{below.map((r) => <LineRow key={r.line.id} caseId={caseId} p={p} b={r} onWrite={onWrite} />)}</ul>}
      {onWrite && p.may.includes("write") && l.kind === "result" && <div class="row plan-add"><Button small icon="plus" label={g("add.of", { what: g("add.action"), goal: l.text })} onClick={() => onWrite({ kind: "action", under: l })}>{g("add.action")}</Button></div>}
    </li>
  );
}

/** Whose link ended, or is closed by a danger, reads nothing any more, whatever was shared with them. */
export function seesWords(l: PlanLine, p: Plan): string {
  const open = l.shared_with.filter((s) => s.link === undefined || p.network.some((n) => n.link === s.link && (n.state === "sent" || n.state === "opened")));
  return open.length ? g("sees.shared", { names: list(open.map((s) => (s.link === undefined ? firstName(s.name) : s.name))) }) : g("sees.none");
}
/** Who wrote it, about whom and what, who sees it; and what one may do with it. */
function Under({ caseId, p, l, onWrite }: { caseId: number; p: Plan; l: PlanLine; onWrite?: ((w: Writing) => void) | undefined }) {
  const open = useSignal<"" | "share" | "drop">("");
  const wrong = useSignal("");
  const busy = useSignal(false);
  const writes = onWrite && p.may.includes("write");
  const shares = onWrite && p.may.includes("share");
  const drop = async () => {
    busy.value = true;
    const told = await tellPlan("plan.drop", { case: caseId, line: l.id });
    wrong.value = told.ok ? "" : told.words || t("failed.text");
    busy.value = false;
  };
  const about = l.cells && g("write.about", { names: list(l.cells.members.map((m) => firstName(m.name))), domains: list(l.cells.life_domains.map((d) => word("domain", d).toLowerCase())) });
  return (
    <div class="plan-under">
      <p class="soft">{[l.by ? g("line.by", { name: l.by, time: nearTime(l.at) }) : "", l.by_guest ? g("line.from", { name: l.by_guest }) : "", about].filter(Boolean).join(" · ")}</p>
      {(shares || l.shared_with.length > 0) && <p class="plan-sees"><Icon name="eye" size={16} /> <span>{seesWords(l, p)}</span></p>}
      {(writes || shares) && <div class="plan-does">
        {shares && <button type="button" class="link-button" aria-expanded={open.value === "share"} onClick={() => { open.value = open.value === "share" ? "" : "share"; }}>{g("sees")}</button>}
        {writes && <button type="button" class="link-button" onClick={() => onWrite({ kind: l.kind, line: l })}>{g("line.change")}</button>}
        {writes && <button type="button" class="link-button" aria-expanded={open.value === "drop"} onClick={() => { open.value = open.value === "drop" ? "" : "drop"; }}>{g("line.drop")}</button>}
      </div>}
      {open.value === "share" && <Share caseId={caseId} p={p} l={l} />}
      {open.value === "drop" && <div class="sentence sentence-refused" role="group" aria-label={g("line.drop")}><p>{g("line.drop.text")}</p><div class="row"><Button small busy={busy.value} onClick={() => void drop()}>{g("line.drop.go")}</Button><Button small kind="quiet" onClick={() => { open.value = ""; }}>{t("cancel")}</Button></div></div>}
      {wrong.value && <FieldError text={wrong.value} />}
    </div>
  );
}

export function Proposal({ caseId, p, l, instead }: { caseId: number; p: Plan; l: PlanLine; instead?: PlanLine | undefined }) {
  const busy = useSignal(false);
  const wrong = useSignal("");
  // Whose words they are is told to who carries.
  const name = l.by_guest ?? g("proposal.somebody");
  const take = async () => {
    busy.value = true;
    const told = await tellPlan("plan.write", { case: caseId, proposal: l.id });
    if (told.ok) spoken.value = g("spoken.taken"); else wrong.value = told.words || t("failed.text");
    busy.value = false;
  };
  if (leftStanding.value.includes(l.id)) return <p class="plan-left soft">{g("proposal.left", { name })} <button type="button" class="link-button" onClick={() => { leftStanding.value = leftStanding.value.filter((i) => i !== l.id); }}>{g("proposal.look")}</button></p>;
  return (
    <div class="plan-proposal" role="group" aria-label={g("proposal", { name })}>
      <p class="soft"><Icon name="people" size={16} /> <span><strong><bdi>{name}</bdi></strong> {g(instead ? "proposal.instead" : `proposal.new.${l.kind}`)} · {nearTime(l.at)}</span></p>
      <p class="plan-proposed" dir="auto">{l.text}</p>
      {p.may.includes("write") && <div class="row"><Button small busy={busy.value} onClick={() => void take()}>{g("proposal.take")}</Button><Button small onClick={() => { leftStanding.value = [...leftStanding.value, l.id]; }}>{g("proposal.leave")}</Button></div>}
      {wrong.value && <FieldError text={wrong.value} />}
    </div>
  );
}
