// Letting somebody in: one press when the server offers it; else the reason and whose yes is missing. Where a yes was said
// to the worker themself, who said it and how is kept with the step.
import { useSignal } from "@preact/signals";
import { t, word } from "../../i18n";
import { c } from "../../i18n/call";
import { callWords, tell } from "../../state/call/call";
import type { CallState, Waiting } from "../../state/call/wire";
import { Button, Chip, Chips, FieldError, Group } from "../parts";
import { firstName, whyNot } from "./words";

export function Admit({ x, w, onIn }: { x: CallState; w: Waiting; onIn?(): void }) {
  const busy = useSignal(false);
  const agreed = useSignal<number[]>([]);
  const how = useSignal<string | null>(null);
  const wrong = useSignal("");
  const asks = !w.may_admit && w.why_not === "call.not_agreed";
  const go = async () => {
    if (asks && (!agreed.value.length || !how.value)) { wrong.value = c("admit.need"); return; }
    busy.value = true;
    const done = await tell("call.admit", { call: x.id, participant: w.participant, ...(asks ? { agreed_by: agreed.value, evidence: how.value! } : {}) });
    wrong.value = done ? "" : callWords.value === "failed" ? t("failed.text") : callWords.value;
    busy.value = false;
    if (done) onIn?.();
  };
  const missing = (x.about ?? []).filter((m) => !w.missing?.length || w.missing.some((n) => n === m.name || firstName(m.name) === n));
  return (
    <div class="admit">
      {asks && (
        <>
          <Group label={c("admit.who")}><Chips>{missing.map((m) => <Chip key={m.member} on={agreed.value.includes(m.member)} onToggle={() => { agreed.value = agreed.value.includes(m.member) ? agreed.value.filter((i) => i !== m.member) : [...agreed.value, m.member]; }}><bdi>{m.name}</bdi></Chip>)}</Chips></Group>
          <Group label={t("record.how")}><Chips>{["spoken", "paper", "in_call"].map((e) => <Chip key={e} one name={`how-${w.participant}`} on={how.value === e} onToggle={() => { how.value = e; }}>{word("evidence", e)}</Chip>)}</Chips></Group>
        </>
      )}
      <Button busy={busy.value} off={!w.may_admit && !asks ? whyNot(w) : false} onClick={() => void go()}>{c("admit.go", { name: w.role === "network" ? w.name : firstName(w.name) })}</Button>
      {wrong.value && <FieldError text={wrong.value} />}
    </div>
  );
}
