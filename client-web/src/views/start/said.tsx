// In the composer of a room: a line that reads as an action shows what it would become, and is kept as one when the
// writer says so. "Send as message" stays one press away.
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { t } from "../../i18n";
import { s } from "../../i18n/start";
import { failure } from "../../state/cases";
import { aboutToSend, type RoomState } from "../../state/room";
import { clearDraft } from "../../state/rooms";
import { makeAction } from "../../state/start/actions";
import type { Chosen } from "../room/choice";
import { Button, FieldError } from "../parts";
import { Preview, useReading } from "./action-line";
import "../../styles/start.css";

export type SaidHandle = { current: (() => void) | null };
type Props = { room: RoomState; text: string; choice: Chosen; handle: SaidHandle; onShown(shown: boolean): void; onMessage(): void };
export function SaidAction({ room, text, choice, handle, onShown, onMessage }: Props) {
  const read = useReading(text, room.case.case);
  const wrong = useSignal("");
  const busy = useSignal(false);
  const r = read.value;
  const whole = r !== null && r.owners.length > 0 && r.due !== undefined && r.problems.length === 0;
  useEffect(() => { onShown(whole); return () => onShown(false); }, [whole]);
  const save = async () => {
    if (!whole || !r?.due || busy.value) return;
    if (choice.domains.length === 0) { wrong.value = s("line.needdomain"); return; }
    busy.value = true;
    try {
      await makeAction({ case: room.case.case, text: r.text, owners: r.owners.map(({ kind, id }) => ({ kind, id })), due: r.due, about: aboutToSend(room, choice.about), life_domains: choice.domains, ...(choice.law ? { source_law: choice.law } : {}) });
      clearDraft(room.room);
    } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = false;
  };
  useEffect(() => { handle.current = whole ? () => void save() : null; return () => { handle.current = null; }; });
  if (!whole || !r) return null;
  return (
    <div class="said-action" role="status">
      <Preview read={r} />
      {wrong.value && <FieldError text={wrong.value} />}
      <div class="row"><Button kind="filled" small busy={busy.value} onClick={() => void save()}>{s("action.save")}</Button><Button small onClick={onMessage}>{s("action.asmessage")}</Button></div>
    </div>
  );
}
