// Settling a version: what stands there now stays to be read, whatever the plan becomes.
import { useSignal } from "@preact/signals";
import { t } from "../../i18n";
import { g } from "../../i18n/plan";
import { tellPlan } from "../../state/plan/plan";
import { spoken } from "../../state/store";
import { Button, Field, FieldError } from "../parts";
import { Sheet } from "../sheet";

export function SettleSheet({ caseId, onClose }: { caseId: number; onClose(): void }) {
  const note = useSignal("");
  const wrong = useSignal("");
  const busy = useSignal(false);
  const save = async () => {
    busy.value = true;
    const told = await tellPlan("plan.settle", { case: caseId, ...(note.value.trim() ? { note: note.value.trim() } : {}) });
    busy.value = false;
    if (!told.ok) { wrong.value = told.words || t("failed.text"); return; }
    spoken.value = g("settle.done");
    onClose();
  };
  return (
    <Sheet title={g("settle")} narrow onClose={onClose} onSubmit={() => void save()} footer={<>{wrong.value && <FieldError text={wrong.value} />}<div class="row"><Button kind="filled" type="submit" busy={busy.value}>{g("settle.go")}</Button><Button onClick={onClose}>{t("cancel")}</Button></div></>}>
      <p>{g("settle.text")}</p>
      <Field label={g("settle.note")} hint={g("settle.note.hint")} optional>{(f) => <input {...f} maxLength={300} dir="auto" autocomplete="off" value={note.value} onInput={(e) => { note.value = e.currentTarget.value; }} />}</Field>
    </Sheet>
  );
}
