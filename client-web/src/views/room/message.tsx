// One message on the line: point, author with employer and team, life domain, text, quote, marks, and what can be done with it.
import type { ComponentChildren } from "preact";
import { useSignal } from "@preact/signals";
import { t, time, word } from "../../i18n";
import type { MessageItem } from "../../state/contract";
import type { DrawnLine } from "../../state/lines";
import type { PendingMessage } from "../../state/pending";
import { memberName, messageAt, type RoomState } from "../../state/room";
import { discard, retractMessage, retry, setDraft } from "../../state/rooms";
import { connection, you } from "../../state/store";
import { Button, Icon, Tag, useTick } from "../parts";
import { focusComposer } from "./focus";
import { jumpTo, pointed } from "./jump";

type MessageLine = Extract<DrawnLine, { type: "message" }>;

export function Message({ line, room }: { line: MessageLine; room: RoomState }) {
  const { item, own, tick, tag, fresh } = line;
  return (
    <li class={`ln ln-message ${own ? "ln-own" : ""} ${tick ? "ln-tick" : ""} ${fresh ? "ln-fresh" : ""} ${pointed.value === item.seq ? "ln-pointed" : ""}`} data-seq={item.seq} tabIndex={-1}>
      <span class="ln-time"><time dateTime={item.at}>{time(item.at)}</time></span>
      <span class="rail" aria-hidden="true"><span class="point" /></span>
      <div class="said">
        {(!tick || tag) && (
          <div class="said-head">
            {!tick && <span class="said-who"><strong><bdi>{item.author.name}</bdi></strong> <span class="soft">{[item.author.organisation, item.author.team].filter(Boolean).join(" · ")}</span></span>}
            {tick && <span class="visually-hidden">{item.author.name}</span>}
            {tag && <Tag>{domainTag(item, room)}</Tag>}
            <time class="said-time phone-only" dateTime={item.at}>{time(item.at)}</time>
          </div>
        )}
        {tick && !tag && <span class="visually-hidden">{item.author.name}</span>}
        {item.reply_to !== undefined && <Quote room={room} seq={item.reply_to} />}
        {item.retracted
          ? <p class="said-gone soft"><Icon name="undo" size={16} /> {t("message.retracted", { name: own ? t("you.subject") : item.author.name.split(" ")[0]! })}</p>
          : <p class="said-text" dir="auto"><Words item={item} />{item.edited_at && <span class="said-mark soft"> {t("message.edited", { time: time(item.edited_at) })}</span>}</p>}
      </div>
      {!item.retracted && <Tools item={item} own={own} room={room} />}
    </li>
  );
}

export function domainTag(item: Pick<MessageItem, "about"> & { life_domains: string[] }, room: RoomState): string {
  const domains = item.life_domains.map((d) => word("domain", d)).join(", ");
  const all = item.about.length === 0 || item.about.length >= room.case.household.length;
  return all ? domains : `${domains} · ${item.about.map((id) => memberName(room.case.household, id)).filter(Boolean).join(", ")}`;
}

/** The text with mentions marked and plain addresses left as text: nothing in a message becomes markup. */
function Words({ item }: { item: MessageItem }) {
  if (!item.mentions?.length) return <>{item.text}</>;
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const m of item.text.matchAll(/@\p{Lu}[\p{L}'’-]*(?: (?:de|van|den|der|el|ten|ter|\p{Lu}[\p{L}'’-]*)(?= |$|[.,!?:;]))*/gu)) {
    const hit = mentionLength(m[0]);
    parts.push(item.text.slice(at, m.index), <span class="mention">{hit}</span>);
    at = m.index + hit.length;
  }
  parts.push(item.text.slice(at));
  return <>{parts}</>;
}
/** Only the first name is marked: the sentence goes on after it. */
function mentionLength(found: string): string {
  return found.split(" ")[0]!;
}

function Quote({ room, seq }: { room: RoomState; seq: number }) {
  const missing = useSignal(false);
  const quoted = messageAt(room, seq);
  if (!quoted && (seq >= room.first || missing.value || !room.more)) return <p class="quote soft"><Icon name="reply" size={16} /> {t("message.reply.withheld")}</p>;
  return (
    <button type="button" class="quote soft" onClick={() => { jumpTo(room.room, seq); if (!quoted) missing.value = true; }}>
      <Icon name="reply" size={16} />
      {quoted
        ? <span class="quote-line"><strong><bdi>{quoted.author.name}</bdi></strong> {quoted.retracted ? t("message.retracted.short") : quoted.text}</span>
        : <span class="quote-line">{t("message.reply.older")}</span>}
    </button>
  );
}

export function startReply(room: RoomState, seq: number): void {
  setDraft(room.room, { replyTo: seq, editing: undefined });
  focusComposer();
}
export function startEdit(room: RoomState, item: MessageItem): void {
  setDraft(room.room, { editing: item.seq, replyTo: undefined, text: item.text });
  focusComposer();
}

function Tools({ item, own, room }: { item: MessageItem; own: boolean; room: RoomState }) {
  const busy = useSignal(false);
  const words = useSignal("");
  if (!room.mayPost) return null;
  const retract = async () => {
    busy.value = true;
    try {
      await retractMessage(room.room, item.seq);
      document.querySelector<HTMLElement>(`[data-seq="${item.seq}"]`)?.focus();  // its buttons are gone
    } catch (e) {
      words.value = (e as Error).message || t("failed.text");
    }
    busy.value = false;
  };
  return (
    <div class="tools" role="group" aria-label={t("message.tools")}>
      {words.value && <span class="tools-words" role="alert">{words.value}</span>}
      <Button kind="icon" small icon="reply" label={t("message.reply")} onClick={() => startReply(room, item.seq)} />
      {own && <Button kind="icon" small icon="edit" label={t("message.edit")} onClick={() => startEdit(room, item)} />}
      {own && <Button kind="icon" small icon="undo" label={t("message.retract")} busy={busy.value} onClick={() => void retract()} />}
    </div>
  );
}

export function PendingRow({ p, fresh, room }: { p: PendingMessage; fresh: boolean; room: RoomState }) {
  const now = useTick(p.state === "sending");
  const me = you.value;
  const slow = now - p.at > 1_000;
  const words = connection.value.at === "waiting" ? t("message.waiting") : t("message.sending");
  return (
    <li class={`ln ln-message ln-own ln-pending ${p.state === "failed" ? "ln-failed" : ""} ${fresh ? "ln-fresh" : ""}`}>
      <span class="ln-time">{time(p.at)}</span>
      <span class="rail" aria-hidden="true"><span class="point" /></span>
      <div class="said">
        <div class="said-head">
          <span class="said-who"><strong><bdi>{me?.name}</bdi></strong> <span class="soft">{[me?.employer.name, me?.teams[0]?.name].filter(Boolean).join(" · ")}</span></span>
          <Tag>{domainTag({ about: p.about, life_domains: p.domains }, room)}</Tag>
        </div>
        <p class="said-text" dir="auto">{p.text}</p>
        {p.state === "sending" && slow && <p class="said-mark soft" role="status"><Icon name="clock" size={16} /> {words}</p>}
        {p.state === "failed" && (
          <div class="said-failed" role="alert">
            <p><Icon name="warn" size={16} /> <strong>{t("message.failed")}</strong> {p.words}</p>
            <div class="row"><Button kind="filled" small onClick={() => retry(p)}>{t("message.retry")}</Button><Button small onClick={() => discard(p)}>{t("message.discard")}</Button></div>
          </div>
        )}
      </div>
    </li>
  );
}
