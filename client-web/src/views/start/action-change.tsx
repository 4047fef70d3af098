// Changing an action: a later day with a reason, somebody else, or no longer needed. Each says what follows before it is done.
import { useSignal } from "@preact/signals";
import { t } from "../../i18n";
import { s } from "../../i18n/start";
import { failure } from "../../state/cases";
import { handOn, postpone, settle } from "../../state/start/actions";
import type { ActionRow, Owner } from "../../state/start/wire";
import { rooms } from "../../state/store";
import { DateField } from "../date-field";
import { Button, Field, FieldError, Segment } from "../parts";
import { Sheet } from "../sheet";
import { Owners, ownersAtTable } from "./owners";

type Way = "later" | "other" | "drop";
export function ActionChange({ a, onClose }: { a: ActionRow; onClose(): void }) {
  const way = useSignal<Way>("later");
  const due = useSignal("");
  const reason = useSignal("");
  const owners = useSignal<Owner[]>([]);
  const wrong = useSignal<{ field?: string; words: string } | null>(null);
  const busy = useSignal(false);
  const room = Object.values(rooms.value).find((r) => r.case.case === a.case);
  const save = async () => {
    wrong.value = null;
    const w = way.value;
    if (w === "later" && !due.value) wrong.value = { field: "due", words: s("action.need.due") };
    else if (w === "other" && owners.value.length === 0) wrong.value = { field: "owners", words: s("action.noowner") };
    else if (w !== "other" && !reason.value.trim()) wrong.value = { field: "reason", words: s("action.need.reason") };
    if (wrong.value) return;
    busy.value = true;
    try {
      if (w === "later") await postpone(a.action, due.value, reason.value.trim());
      else if (w === "other") await handOn(a.action, owners.value.map(({ kind, id }) => ({ kind, id })));
      else await settle(a.action, "dropped", reason.value.trim());
      onClose();
    } catch (e) {
      wrong.value = { words: failure(e).words || t("failed.text") };
    }
    busy.value = false;
  };
  const err = (f: string) => (wrong.value?.field === f ? wrong.value.words : undefined);
  const then = way.value === "later" ? s(a.postponed > 0 ? "action.then.later.twice" : "action.then.later") : way.value === "other" ? s("action.then.other") : s("action.then.drop");
  return (
    <Sheet title={s("action.change")} above={a.text} narrow onClose={onClose} onSubmit={() => void save()}
      footer={<>{wrong.value && !wrong.value.field && <FieldError text={wrong.value.words} />}<p class="soft">{then}</p><div class="row"><Button kind="filled" type="submit" busy={busy.value}>{s(way.value === "later" ? "action.postpone" : way.value === "other" ? "action.on" : "action.drop")}</Button><Button onClick={onClose}>{t("cancel")}</Button></div></>}>
      <Segment<Way> label={s("action.what")} hideLabel value={way.value} onChange={(v) => { way.value = v; wrong.value = null; }} options={[{ value: "later", label: s("action.postpone") }, { value: "other", label: s("action.on") }, { value: "drop", label: s("action.drop") }]} />
      {way.value === "later" && <DateField label={s("action.newday")} value={due.value} error={err("due")} onChange={(v) => { due.value = v; }} />}
      {way.value === "other" && <Owners label={s("action.who")} offered={ownersAtTable(room, a.case).filter((o) => !a.owners.some((x) => x.kind === o.kind && x.id === o.id))} chosen={owners.value} error={err("owners")} onChange={(o) => { owners.value = o; }} />}
      {way.value !== "other" && <Field label={s("action.reason")} kind="textarea" error={err("reason")}>{(p) => <textarea {...p} rows={3} maxLength={500} value={reason.value} onInput={(e) => { reason.value = e.currentTarget.value; }} />}</Field>}
    </Sheet>
  );
}
