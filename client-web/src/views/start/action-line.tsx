// An action typed as it is said: "@sanne belt moeder vr". What it becomes stands under the field before it is kept.
// The server reads the line; this only shows what it read and asks for what is missing.
import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t, weekday } from "../../i18n";
import { s, startWord } from "../../i18n/start";
import { failure } from "../../state/cases";
import { aboutToSend, type RoomState } from "../../state/room";
import { draftOf } from "../../state/rooms";
import { makeAction, readAction } from "../../state/start/actions";
import type { ActionRead, Owner } from "../../state/start/wire";
import { DateField } from "../date-field";
import { Button, FieldError, Icon } from "../parts";
import { Choice, useChoice } from "../room/choice";
import { Owners, ownersAtTable } from "./owners";
import { ownerNames } from "./words";

/** The line as the server reads it, a moment after the last key. */
export function useReading(text: string, caseId: number | undefined): Signal<ActionRead | null> {
  const read = useSignal<ActionRead | null>(null);
  const turn = useRef(0);
  useEffect(() => {
    const mine = ++turn.current;
    if (text.trim().length < 3) { read.value = null; return; }
    const wait = setTimeout(() => {
      readAction(text.trim(), caseId).then((r) => { if (mine === turn.current) read.value = r; }).catch(() => { if (mine === turn.current) read.value = null; });
    }, 220);
    return () => clearTimeout(wait);
  }, [text, caseId]);
  return read;
}

export function Preview({ read }: { read: Pick<ActionRead, "owners" | "text" | "due"> }) {
  return (
    <p class="line-preview"><Icon name="action" /> <span>{s("action.becomes")} {read.owners.length > 0 && <strong><bdi>{ownerNames(read.owners)}</bdi></strong>} <span dir="auto">{read.text}</span>{read.due && <>, <time dateTime={read.due}>{weekday(read.due)}</time></>}</span></p>
  );
}

type Props = { caseId?: number; item?: number; room?: RoomState; onKept?(): void };
export function ActionLine({ caseId, item, room, onKept }: Props) {
  const text = useSignal("");
  const read = useReading(text.value, caseId);
  const fix = useSignal<{ owners?: Owner[]; due?: string }>({});
  const fixing = useSignal(false);
  const wrong = useSignal("");
  const busy = useSignal(false);
  const kept = useSignal<ActionRead | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const r = read.value;
  const now: ActionRead | null = r && { ...r, owners: fix.value.owners ?? r.owners, due: fix.value.due ?? r.due };
  const missing = now ? { owner: now.owners.length === 0, due: !now.due } : null;
  const cells = room ? <ActionCells room={room} /> : null;
  const chosen = useCells(room);
  const save = async () => {
    wrong.value = "";
    if (!now || !now.text) return;
    if (missing?.owner || missing?.due) { fixing.value = true; return; }
    if (room && chosen && chosen.domains.length === 0) { wrong.value = s("line.needdomain"); return; }
    busy.value = true;
    try {
      await makeAction({
        ...(caseId !== undefined ? { case: caseId } : {}), ...(item !== undefined ? { item } : {}), text: now.text, owners: now.owners.map(({ kind, id }) => ({ kind, id })), due: now.due!,
        ...(room && chosen ? { about: aboutToSend(room, chosen.about), life_domains: chosen.domains as never, ...(chosen.law ? { source_law: chosen.law } : {}) } : {}),
      });
      kept.value = now;
      text.value = "";
      fix.value = {};
      fixing.value = false;
      field.current?.focus();
      onKept?.();
    } catch (e) {
      wrong.value = failure(e).words || t("failed.text");
    }
    busy.value = false;
  };
  const mended = (p: string) => p === "action.no_owner" || p === "action.no_day" || (/owner/.test(p) && fix.value.owners) || (p === "action.in_the_past" && fix.value.due);
  const problems = (now?.problems ?? []).filter((p) => !mended(p));
  return (
    <form class="line" noValidate onSubmit={(e) => { e.preventDefault(); void save(); }}>
      {kept.value && !text.value && <div class="line-kept" role="status"><Icon name="action" /><div><p><strong dir="auto">{kept.value.text}</strong></p><p class="soft">{ownerNames(kept.value.owners)}{kept.value.due && ` · ${weekday(kept.value.due)}`}</p></div><span class="soft"><Icon name="check" size={16} /> {s("action.kept")}</span></div>}
      <label class="visually-hidden" for="action-text">{s("action.label")}</label>
      <textarea id="action-text" ref={field} rows={2} dir="auto" class="utrecht-textarea utrecht-textarea--html-textarea" maxLength={500} value={text.value} aria-describedby="action-hint action-read"
        onInput={(e) => { text.value = e.currentTarget.value.replace(/\n/g, " "); fix.value = {}; wrong.value = ""; }}
        onKeyDown={(e) => { if (e.key === "Enter" && !e.shiftKey && !e.isComposing) { e.preventDefault(); void save(); } if (e.key === "Escape" && text.value) { e.stopPropagation(); text.value = ""; } }} />
      <div id="action-read" role="status" class="line-read">
        {now ? <Preview read={now} /> : <p class="soft" id="action-hint">{s("action.hint")}</p>}
        {now && missing?.owner && <p class="line-missing"><Icon name="warn" size={16} /> {s("action.noowner")}</p>}
        {now && !missing?.owner && missing?.due && <p class="line-missing"><Icon name="warn" size={16} /> {s("action.need.due")}</p>}
        {problems.map((p) => <p key={p} class="line-missing"><Icon name="warn" size={16} /> {startWord("problem", p)}</p>)}
      </div>
      {fixing.value && now && (
        <div class="line-fix">
          <Owners label={s("action.who")} offered={ownersAtTable(room, caseId)} chosen={now.owners} onChange={(owners) => { fix.value = { ...fix.value, owners }; }} />
          <DateField label={s("action.day")} value={now.due ?? ""} onChange={(due) => { fix.value = { ...fix.value, due }; }} />
        </div>
      )}
      {wrong.value && <FieldError text={wrong.value} />}
      <div class="line-row">
        {cells}
        {now && !fixing.value && <Button kind="quiet" small onClick={() => { fixing.value = true; }}>{t("change")}</Button>}
        <Button type="submit" class="line-save" busy={busy.value} kind="outlined">{s("action.save")}</Button>
      </div>
    </form>
  );
}

/** Whom and what an action or decision is about: the same choice as for a message in this room. */
export function useCells(room: RoomState | undefined) {
  return room ? useChoice(room, draftOf(room.room)) : null;
}
export function ActionCells({ room }: { room: RoomState }) {
  const open = useSignal(false);
  const choice = useChoice(room, draftOf(room.room));
  return <Choice room={room} choice={choice} open={open} onDone={() => {}} />;
}
