// A decision about a case, kept with the people and life domains it is about; the case's room shows it.
import { useSignal } from "@preact/signals";
import { t } from "../../i18n";
import { s } from "../../i18n/start";
import { failure } from "../../state/cases";
import { aboutToSend, type RoomState } from "../../state/room";
import { keepDecision } from "../../state/start/actions";
import { Button, FieldError, Icon } from "../parts";
import { ActionCells, useCells } from "./action-line";

export function DecisionLine({ caseId, item, room }: { caseId: number; item?: number; room: RoomState }) {
  const text = useSignal("");
  const wrong = useSignal("");
  const kept = useSignal("");
  const busy = useSignal(false);
  const chosen = useCells(room)!;
  const save = async () => {
    wrong.value = "";
    if (!text.value.trim()) return;
    if (chosen.domains.length === 0) { wrong.value = s("line.needdomain"); return; }
    busy.value = true;
    try {
      await keepDecision({ case: caseId, ...(item !== undefined ? { item } : {}), text: text.value.trim(), about: aboutToSend(room, chosen.about), life_domains: chosen.domains as never, ...(chosen.law ? { source_law: chosen.law } : {}) });
      kept.value = text.value.trim();
      text.value = "";
    } catch (e) {
      wrong.value = failure(e).words || t("failed.text");
    }
    busy.value = false;
  };
  return (
    <form class="line" noValidate onSubmit={(e) => { e.preventDefault(); void save(); }}>
      {kept.value && !text.value && <div class="line-kept" role="status"><Icon name="check" /><p dir="auto">{kept.value}</p><span class="soft">{s("action.kept")}</span></div>}
      <label class="visually-hidden" for="decision-text">{s("decision.label")}</label>
      <textarea id="decision-text" rows={2} dir="auto" maxLength={500} class="utrecht-textarea utrecht-textarea--html-textarea" aria-describedby="decision-hint" value={text.value} onInput={(e) => { text.value = e.currentTarget.value; }}
        onKeyDown={(e) => { if (e.key === "Enter" && !e.shiftKey && !e.isComposing) { e.preventDefault(); void save(); } }} />
      <p class="soft line-read" id="decision-hint">{s("decision.hint")}</p>
      {wrong.value && <FieldError text={wrong.value} />}
      <div class="line-row"><ActionCells room={room} /><Button type="submit" class="line-save" busy={busy.value}>{s("decision.save")}</Button></div>
    </form>
  );
}
