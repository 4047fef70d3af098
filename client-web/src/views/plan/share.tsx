// Who sees a line, by name: people of the household, and those of the network who were invited. What is about somebody else,
// or may be a danger, is shared only with whose yes it was, or with a reason; both are kept with it.
import { useSignal } from "@preact/signals";
import { t, word } from "../../i18n";
import { g } from "../../i18n/plan";
import { tellPlan } from "../../state/plan/plan";
import type { Plan, PlanLine } from "../../state/plan/wire";
import { caseInfo } from "../../state/store";
import { firstName } from "../call/words";
import { Button, Chip, Chips, Field, FieldError, Group } from "../parts";

type Whom = { key: string; name: string; short: string } & ({ member: number } | { link: number });
export const EVIDENCE = ["spoken", "paper", "in_call"];

/** From twelve one is told something oneself; whose link is closed is not shared with. */
export function whomOf(p: Plan, household: { id: number; name: string; age: number; deceased_on?: string }[]): { family: Whom[]; network: Whom[] } {
  return {
    family: household.filter((m) => !m.deceased_on && m.age >= 12).map((m) => ({ key: `m${m.id}`, member: m.id, name: m.name, short: firstName(m.name) })),
    network: p.network.filter((n) => n.state === "sent" || n.state === "opened").map((n) => ({ key: `l${n.link}`, link: n.link, name: n.name, short: n.name })),
  };
}
const has = (l: PlanLine, w: Whom): boolean => l.shared_with.some((s) => ("member" in w ? s.member === w.member : s.link === w.link));
const plain = (w: Whom) => ("member" in w ? { member: w.member } : { link: w.link });

export function Share({ caseId, p, l }: { caseId: number; p: Plan; l: PlanLine }) {
  const info = caseInfo.value[caseId];
  const { family, network } = whomOf(p, info?.at === "ready" ? info.value.household : []);
  const asking = useSignal<{ whom: Whom; why: "reason" | "agreed" } | null>(null);
  const wrong = useSignal("");
  const busy = useSignal(false);
  const flip = async (w: Whom) => {
    if (busy.value) return;
    wrong.value = "";
    const on = has(l, w);
    // Somebody from outside always needs the yes of whom it is about.
    if (!on && "link" in w) { asking.value = { whom: w, why: "agreed" }; return; }
    busy.value = true;
    const told = await tellPlan(on ? "plan.unshare" : "plan.share", { case: caseId, line: l.id, ...plain(w) });
    if (!told.ok) {
      if (told.reason === "sharing.not_safe") asking.value = { whom: w, why: "reason" };
      else if (told.reason === "sharing.not_theirs") asking.value = { whom: w, why: "agreed" };
      else wrong.value = told.words || t("failed.text");
    }
    busy.value = false;
  };
  const row = (title: string, all: Whom[]) => all.length > 0 && <div class="share" role="group" aria-label={title}><span class="soft">{title}</span>{all.map((w) => <Chip key={w.key} on={has(l, w)} onToggle={() => void flip(w)}><bdi>{w.short}</bdi></Chip>)}</div>;
  return (
    <div class="plan-share">
      {!family.length && !network.length && <p class="soft">{g("share.nobody")}</p>}
      {row(g("share.family"), family)}
      {row(g("share.network"), network)}
      <p class="soft">{g("sees.only")}</p>
      {wrong.value && <FieldError text={wrong.value} />}
      {asking.value && <Anyway key={`${asking.value.whom.key}.${asking.value.why}`} caseId={caseId} l={l} whom={asking.value.whom} why={asking.value.why} onDone={() => { asking.value = null; }} />}
    </div>
  );
}

function Anyway({ caseId, l, whom, why, onDone }: { caseId: number; l: PlanLine; whom: Whom; why: "reason" | "agreed"; onDone(): void }) {
  const info = caseInfo.value[caseId];
  const people = info?.at === "ready" ? info.value.household.filter((m) => !m.deceased_on) : [];
  const agreed = useSignal<number[]>([]);
  const how = useSignal<string | null>(null);
  const reason = useSignal("");
  const wrong = useSignal("");
  const busy = useSignal(false);
  // A yes is not yet safe, and a reason is not yet a yes: where both are needed, both are asked.
  const asks = useSignal({ reason: why === "reason", agreed: why === "agreed" });
  const go = async () => {
    if (asks.value.agreed && (!agreed.value.length || !how.value)) { wrong.value = g("share.need"); return; }
    if (asks.value.reason && !reason.value.trim()) { wrong.value = g("reason.need"); return; }
    busy.value = true;
    const told = await tellPlan("plan.share", { case: caseId, line: l.id, ...plain(whom), ...(asks.value.agreed ? { agreed_by: agreed.value, evidence: how.value! } : {}), ...(asks.value.reason ? { reason: reason.value.trim() } : {}) });
    busy.value = false;
    if (told.ok) return onDone();
    if (told.reason === "sharing.not_safe") asks.value = { ...asks.value, reason: true };
    if (told.reason === "sharing.not_theirs") asks.value = { ...asks.value, agreed: true };
    wrong.value = told.words || t("failed.text");
  };
  return (
    <div class="panel-form">
      {asks.value.agreed && <>
        <p class="soft">{"link" in whom ? g("share.outside", { name: whom.name }) : g("share.others")}</p>
        <Group label={g("share.agreed")}><Chips>{people.map((m) => <Chip key={m.id} on={agreed.value.includes(m.id)} onToggle={() => { agreed.value = agreed.value.includes(m.id) ? agreed.value.filter((i) => i !== m.id) : [...agreed.value, m.id]; wrong.value = ""; }}><bdi>{firstName(m.name)}</bdi></Chip>)}</Chips></Group>
        <Group label={g("share.how")}><Chips>{EVIDENCE.map((e) => <Chip key={e} one name={`plan-share-${l.id}`} on={how.value === e} onToggle={() => { how.value = e; wrong.value = ""; }}>{word("evidence", e)}</Chip>)}</Chips></Group>
      </>}
      {asks.value.reason && <Field label={g("reason")} hint={g("unsafe")}>{(f) => <input {...f} maxLength={500} value={reason.value} onInput={(e) => { reason.value = e.currentTarget.value; wrong.value = ""; }} />}</Field>}
      {wrong.value && <FieldError text={wrong.value} />}
      <div class="row"><Button small busy={busy.value} onClick={() => void go()}>{g("share.go", { name: whom.short })}</Button><Button small kind="quiet" onClick={onDone}>{t("cancel")}</Button></div>
    </div>
  );
}
