// The call after a case was closed: how it goes, in one of three words of equal weight, with a note for the carriers.
// Needs help leads to opening the case again; the person does that, not the answer.
import { useSignal } from "@preact/signals";
import { dayLong, t, todayIso } from "../../i18n";
import { s } from "../../i18n/start";
import { act, failure, setClosed } from "../../state/cases";
import type { BoardCard } from "../../state/start/wire";
import { serverNow } from "../../state/store";
import { DateField } from "../date-field";
import { Button, Chip, Chips, Field, FieldError, Group, Icon } from "../parts";

type Outcome = "going_well" | "needs_help" | "not_reached";
export function FollowUp({ card }: { card: BoardCard }) {
  const outcome = useSignal<Outcome | null>(null);
  const note = useSignal("");
  const wrong = useSignal("");
  const kept = useSignal<Outcome | null>(null);
  const busy = useSignal(false);
  const reopened = useSignal(false);
  const next = useSignal(todayIso(serverNow() + 7 * 86_400_000));
  const save = async () => {
    if (!outcome.value) { wrong.value = s("followup.need"); return; }
    busy.value = true;
    wrong.value = "";
    try {
      await act("followup.record", { case: card.case!, outcome: outcome.value, ...(note.value.trim() ? { note: note.value.trim() } : {}), ...(outcome.value === "not_reached" && next.value ? { next: next.value } : {}) });
      kept.value = outcome.value;
    } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = false;
  };
  const reopen = async () => {
    busy.value = true;
    try { await setClosed(card.case!, false); reopened.value = true; } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = false;
  };
  if (kept.value) {
    return (
      <div class="follow-up" role="status">
        <p><Icon name="check" /> <strong>{s(`followup.${kept.value}`)}</strong>{note.value.trim() && <>: <span dir="auto">{note.value.trim()}</span></>}</p>
        <p>{s("followup.kept")}{kept.value === "not_reached" && next.value && <> {s("followup.next.then", { date: dayLong(next.value) })}</>}</p>
        {kept.value === "needs_help" && reopened.value && <p><Icon name="check" /> {s("followup.open")}</p>}
        {kept.value === "needs_help" && !reopened.value && <><p>{s("followup.again")}</p><div class="row"><Button busy={busy.value} onClick={() => void reopen()}>{t("family.reopen")}</Button></div>{wrong.value && <FieldError text={wrong.value} />}</>}
      </div>
    );
  }
  return (
    <form class="follow-up" noValidate onSubmit={(e) => { e.preventDefault(); void save(); }}>
      <Group label={s("followup.how")}><Chips>{(["going_well", "needs_help", "not_reached"] as const).map((o) => <Chip key={o} one name="followup" on={outcome.value === o} onToggle={() => { outcome.value = o; }}>{s(`followup.${o}`)}</Chip>)}</Chips></Group>
      <Field label={s("followup.note")} kind="textarea" optional>{(p) => <textarea {...p} rows={2} maxLength={2000} value={note.value} onInput={(e) => { note.value = e.currentTarget.value; }} />}</Field>
      {outcome.value === "not_reached" && <DateField label={s("followup.next")} value={next.value} onChange={(x) => { next.value = x; }} />}
      {wrong.value && <FieldError text={wrong.value} />}
      <div class="row"><Button type="submit" busy={busy.value}>{s("followup.save")}</Button></div>
    </form>
  );
}
