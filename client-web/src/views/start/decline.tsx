// Not taking a signal up: one of five closed reasons, which is all its sender reads, and a note for the team alone.
import { useSignal } from "@preact/signals";
import { t } from "../../i18n";
import { s, startWord } from "../../i18n/start";
import { failure } from "../../state/cases";
import { decline } from "../../state/start/signals";
import { keepDeclined } from "../../state/start/taking-up";
import type { DeclineReason, SignalOpen } from "../../state/start/wire";
import { spoken } from "../../state/store";
import { Chip, Chips, Field, Group } from "../parts";
import { DecisionFoot } from "./take-up";

export const REASONS: DeclineReason[] = ["wrong_area", "no_worry_found", "already_helped_elsewhere", "household_declined", "incomplete"];

export function Decline({ x, item, onDone }: { x: SignalOpen; item?: number | undefined; onDone?(): void }) {
  const why = useSignal<DeclineReason | null>(null);
  const note = useSignal("");
  const wrong = useSignal("");
  const busy = useSignal(false);
  const save = async () => {
    if (!why.value) { wrong.value = s("decline.need"); return; }
    wrong.value = "";
    busy.value = true;
    try {
      await decline(x.signal, why.value, note.value);
      if (item !== undefined) keepDeclined(item, why.value);
      spoken.value = s("decision.kept");
      onDone?.();
    } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = false;
  };
  return (
    <form class="choice-form" noValidate onSubmit={(e) => { e.preventDefault(); void save(); }}>
      <Group label={s("decline.why")}><Chips>{REASONS.map((r) => <Chip key={r} one name="decline" on={why.value === r} onToggle={() => { why.value = r; }}>{startWord("decline", r)}</Chip>)}</Chips></Group>
      <Field label={s("decline.note")} hint={s("decline.note.hint")} kind="textarea" optional>{(p) => <textarea {...p} rows={2} maxLength={2000} value={note.value} onInput={(e) => { note.value = e.currentTarget.value; }} />}</Field>
      <DecisionFoot what={s("decision.decline")} then={why.value ? s("decline.then", { sender: x.sender, why: startWord("decline", why.value).toLowerCase() }) : s("decline.then.first")} wrong={wrong.value} busy={busy.value} />
    </form>
  );
}
