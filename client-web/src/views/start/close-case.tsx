// Closing a case: what came of it, a day on which somebody calls, and the actions that are still open, to be handed on
// or let go. Says what follows before it is done.
import { useSignal } from "@preact/signals";
import { t } from "../../i18n";
import { s, startWord } from "../../i18n/start";
import { act, failure, loadCase, loadCases } from "../../state/cases";
import type { CaseOpen } from "../../state/contract";
import { Refused } from "../../state/port";
import { DateField } from "../date-field";
import { Button, Chip, Chips, Field, FieldError, Group, Icon } from "../parts";
import { Sheet } from "../sheet";
import { ActionList } from "./action-list";
import "../../styles/start.css";

const OUTCOMES = ["goals_met", "partly", "moved", "stopped_by_household", "other"] as const;
export function CloseCase({ c, onClose }: { c: CaseOpen; onClose(): void }) {
  const outcome = useSignal<(typeof OUTCOMES)[number] | null>(null);
  const follow = useSignal("");
  const note = useSignal("");
  const open = useSignal<number | null>(null);
  const errors = useSignal<Record<string, string>>({});
  const busy = useSignal(false);
  const e = errors.value;
  const save = async (drop: boolean) => {
    errors.value = outcome.value ? {} : { outcome: s("close.need") };
    if (!outcome.value) return;
    busy.value = true;
    try {
      await act("case.close", { case: c.case, outcome: outcome.value, ...(follow.value ? { follow_up: follow.value } : {}), ...(note.value.trim() ? { note: note.value.trim() } : {}), ...(drop ? { open_actions: "drop" as const } : {}) });
      await Promise.all([loadCases(), loadCase(c.case)]);
      onClose();
    } catch (x) {
      if (x instanceof Refused && x.reason === "case.open_actions") open.value = x.tooMany ?? 1;
      else errors.value = { [x instanceof Refused && x.field === "follow_up" ? "follow_up" : "form"]: failure(x).words || t("failed.text") };
    }
    busy.value = false;
  };
  return (
    <Sheet title={t("family.close")} above={c.label} onClose={onClose} onSubmit={() => void save(false)}
      footer={<>{e.form && <FieldError text={e.form} />}<p class="soft">{t("family.close.text")}</p><div class="row"><Button kind="filled" type="submit" busy={busy.value}>{t("family.close")}</Button>{open.value !== null && <Button onClick={() => void save(true)}>{s("close.drop")}</Button>}<Button onClick={onClose}>{t("cancel")}</Button></div></>}>
      {open.value !== null && (
        <section role="alert" class="close-open-place"><h3 class="close-open"><Icon name="warn" /> {s("close.open", { n: open.value })}</h3><p class="soft">{s("close.open.text")}</p><ActionList caseId={c.case} brief /></section>
      )}
      <Group label={s("close.outcome")} error={e.outcome}><Chips>{OUTCOMES.map((o) => <Chip key={o} one name="case-outcome" on={outcome.value === o} onToggle={() => { outcome.value = o; }}>{startWord("close", o)}</Chip>)}</Chips></Group>
      <DateField label={s("close.follow")} hint={s("close.follow.hint")} optional error={e.follow_up} value={follow.value} onChange={(v) => { follow.value = v; }} />
      <Field label={s("close.note")} hint={s("close.note.hint")} kind="textarea" optional>{(p) => <textarea {...p} rows={3} maxLength={2000} value={note.value} onInput={(x) => { note.value = x.currentTarget.value; }} />}</Field>
    </Sheet>
  );
}
