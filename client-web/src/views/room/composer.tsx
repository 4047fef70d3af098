// Writing in a room: life domain (required, the last one kept), about whom, who will read it, and the draft.
// Sends what was chosen; whether it may be said at all is the server's to decide.
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { Refused } from "../../state/port";
import { messageAt, type RoomState } from "../../state/room";
import { askReaders, clearDraft, draftOf, editMessage, post, setDraft, typed } from "../../state/rooms";
import { drafts, hasStart, hello, pendings, you } from "../../state/store";
import { looksLikeAction } from "../../state/said";
import { Later } from "../later";
import { Button, Icon } from "../parts";
import { Choice, useChoice } from "./choice";
import { focusComposer } from "./focus";
import { Mentions, useMentions } from "./mentions";
import { Readers } from "./readers";

const coarse = () => matchMedia("(pointer: coarse)").matches;

export function Composer({ room, quiet }: { room: RoomState; quiet?: boolean }) {
  const id = room.room;
  const draft = useComputed(() => drafts.value[id]).value ?? draftOf(id);
  const choice = useChoice(room, draft);
  const problem = useSignal("");
  const choosing = useSignal(false);
  const saving = useSignal(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const mentions = useMentions(room, field);
  // A line that reads as an action is shown as one first; "send as message" is remembered for just that text.
  const asAction = useRef<(() => void) | null>(null);
  const actionShown = useSignal(false);
  const asMessage = useSignal("");
  const maybeAction = hasStart.value && draft.editing === undefined && asMessage.value !== draft.text && looksLikeAction(draft.text);
  const limit = hello.value?.server.limits.text_characters ?? 20_000;
  const length = [...draft.text.trim()].length;
  const over = length - limit;
  const editing = draft.editing;

  // Each count is an entry in the log: asked for a choice, and while somebody writes also when the table changes.
  const table = draft.text ? room.here.map((h) => h.id).join() : "";
  useEffect(() => {
    if (!editing && choice.domains.length) askReaders(id, choice.about, choice.domains, choice.law);
  }, [id, table, room.view, editing, choice.about.join(), choice.domains.join(), choice.law]);
  useEffect(() => { grow(field.current); }, [draft.text]);
  useEffect(() => { if (!coarse() && !quiet) field.current?.focus({ preventScroll: true }); }, [id]);

  if (room.case.status === "closed") return <div class="composer composer-closed"><p><Icon name="info" size={16} /> {t("room.closed")}</p></div>;
  if (!room.mayPost) return <div class="composer composer-closed"><p><Icon name="hatch" size={16} /> {t("room.readonly")}</p></div>;

  const send = async () => {
    problem.value = "";
    if (length === 0) return;
    if (over > 0) return;
    if (editing) return saveEdit(editing);
    if (maybeAction && asAction.current) return asAction.current();
    if (choice.domains.length === 0) {
      problem.value = t("composer.need");
      choosing.value = true;
      return;
    }
    post(id, { ...draft, about: choice.about, domains: choice.domains, ...(choice.law ? { law: choice.law } : {}) });
    clearDraft(id);
    field.current?.focus();
  };
  const saveEdit = async (seq: number) => {
    saving.value = true;
    try {
      await editMessage(id, seq, draft.text.trim());
      clearDraft(id);
    } catch (e) {
      problem.value = (e instanceof Refused && e.message) || t("failed.text");
    }
    saving.value = false;
    focusComposer();
  };
  const key = (e: KeyboardEvent) => {
    if (mentions.key(e)) return;
    if (e.key === "Enter" && !e.shiftKey && !e.isComposing && !coarse()) {
      e.preventDefault();
      void send();
    } else if (e.key === "ArrowUp" && draft.text === "") {
      const own = [...room.items].reverse().find((i) => i.kind === "message" && i.author.id === you.value?.id && !i.retracted);
      if (own?.kind === "message") { e.preventDefault(); setDraft(id, { editing: own.seq, text: own.text, replyTo: undefined }); }
    } else if (e.key === "Escape" && (draft.replyTo || editing)) {
      e.stopPropagation();
      clearDraft(id);
    }
  };
  const sending = (pendings.value[id] ?? []).some((p) => p.state === "failed");

  return (
    <div class="composer">
      {editing !== undefined && <Context icon="edit" words={t("composer.editing")} stop={t("composer.stop")} onStop={() => clearDraft(id)} />}
      {draft.replyTo !== undefined && <Context icon="reply" words={replyWords(room, draft.replyTo)} stop={t("composer.noreply")} onStop={() => setDraft(id, { replyTo: undefined })} />}
      {problem.value && <p class="composer-problem" role="alert"><Icon name="warn" size={16} /> {problem.value}</p>}
      <div class="composer-field">
        <Mentions state={mentions} />
        <textarea id="composer-text" ref={field} rows={1} dir="auto" class="utrecht-textarea utrecht-textarea--html-textarea" aria-label={t("composer.label", { label: room.case.label })}
          aria-describedby="composer-readers" aria-autocomplete="list" aria-controls={mentions.open ? "mention-list" : undefined} aria-activedescendant={mentions.active}
          placeholder="" value={draft.text} onKeyDown={key}
          onInput={(e) => { setDraft(id, { text: e.currentTarget.value }); problem.value = ""; mentions.update(); if (e.currentTarget.value) typed(id); }}
          onSelect={() => mentions.update()} onBlur={() => mentions.close()} />
      </div>
      {over > -500 && <p class={`composer-count ${over > 0 ? "composer-over" : "soft"}`} role="status">{over > 0 ? t("message.long", { n: over }) : t("composer.left", { n: -over })}</p>}
      {maybeAction && <Later part="said" quiet room={room} text={draft.text} choice={choice} handle={asAction} onShown={(on: boolean) => { actionShown.value = on; }} onMessage={() => { asMessage.value = draft.text; setTimeout(() => void send(), 0); }} />}
      <div class="composer-row">
        {editing === undefined && <Choice room={room} choice={choice} open={choosing} onDone={() => { problem.value = ""; }} />}
        <div class="composer-readers" id="composer-readers">{editing === undefined ? <Readers room={id} choice={choice} /> : <span class="soft">{t("composer.editing.note")}</span>}</div>
        {editing === undefined && <Later part="addfile" quiet room={room} choice={choice} onNeed={() => { problem.value = t("composer.need"); choosing.value = true; }} />}
        <Button kind="icon" icon="at" label={t("composer.mention")} onClick={() => mentions.begin()} />
        <Button kind={sending || quiet || actionShown.value ? "outlined" : "filled"} busy={saving.value} onClick={() => void send()}>{editing === undefined ? t("message.send") : t("composer.save")}</Button>
      </div>
    </div>
  );
}

function Context({ icon, words, stop, onStop }: { icon: string; words: string; stop: string; onStop(): void }) {
  return <div class="composer-context"><Icon name={icon} size={16} /><span class="quote-line">{words}</span><Button kind="icon" small icon="close" label={stop} onClick={onStop} /></div>;
}
function replyWords(room: RoomState, seq: number): string {
  const m = messageAt(room, seq);
  return m ? `${m.author.name}: ${m.text}` : t("message.reply.withheld");
}
/** Measuring makes the field small for a moment and the conversation above it tall: that keeps its place, or its end. */
function grow(el: HTMLTextAreaElement | null): void {
  if (!el) return;
  const log = el.closest(".room-main")?.querySelector(".log");
  const at = log?.scrollTop ?? 0;
  const atEnd = log ? log.scrollHeight - at - log.clientHeight < 60 : false;
  el.style.blockSize = "auto";
  el.style.blockSize = `${Math.min(el.scrollHeight + 2, Math.max(120, innerHeight * 0.35))}px`;
  if (log) log.scrollTop = atEnd ? log.scrollHeight : at;
}

