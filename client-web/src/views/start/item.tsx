// The present item: nothing yet, a neutral card, a signal to decide about, or a case with its room beside the board.
import { useEffect } from "preact/hooks";
import { s, startWord } from "../../i18n/start";
import { cardOf, currentItem, following, nextOwn, numberOf, type Board } from "../../state/start/board";
import { ofCase } from "../../state/start/actions";
import type { BoardCard } from "../../state/start/wire";
import { caseInfo, roomLoad, rooms } from "../../state/store";
import { loadCase } from "../../state/cases";
import { fetchRoom } from "../../state/rooms";
import { casePath } from "../../state/router";
import { Empty, Failed, Icon, Loading, Segment, Tag } from "../parts";
import { Composer } from "../room/composer";
import { Conversation } from "../room/conversation";
import { ActionLine } from "./action-line";
import { ActionList } from "./action-list";
import { DecisionLine } from "./decision";
import { FollowUp } from "./follow-up";
import { useNarrow } from "./narrow";
import { Neutral } from "./neutral";
import { useLeft } from "./timer";
import { Triage } from "./triage";
import { calledByCard, whyOf } from "./words";
import { writing, type Write } from "./writing";

export function BoardItem({ b, lead }: { b: Board; lead: boolean }) {
  const c = b.common;
  const item = currentItem(c);
  const left = useLeft(c);
  if (!item) return <Idle b={b} lead={lead} />;
  const card = cardOf(b, item.item);
  if (!card) return <div class="start-neutral"><Neutral next={nextOwn(c, b.cards)} left={left} /><section class="meanwhile"><h2>{s("start.meanwhile")}</h2><ActionList mine brief /></section></div>;
  const n = numberOf(c, item.item);
  if (card.case === undefined && card.signal !== undefined) return <Triage key={card.signal} card={card} n={n} team={c.team.id} item={item.item} />;
  return <CaseItem key={item.item} card={card} n={n} />;
}

function Idle({ b, lead }: { b: Board; lead: boolean }) {
  const narrow = useNarrow();
  const c = b.common;
  const next = following(c);
  if (c.state === "ended") return <div class="start-idle"><Empty title={s("start.ended")} text={s("start.ended.text")} /></div>;
  if (c.items.length === 0) return <div class="start-idle"><Empty title={s("start.empty")} text={s("start.empty.text")} /></div>;
  if (!next) return <div class="start-idle"><Empty title={s("start.all")} text={s(lead ? "start.all.chair" : "start.all.text")} /></div>;
  const begun = c.items.some((i) => i.state === "done");
  return <div class="start-idle"><Empty title={s(begun ? "start.pause" : "start.ready")} text={s(!lead ? "start.ready.text" : narrow ? "start.ready.phone" : "start.ready.chair", { n: c.items.filter((i) => i.state === "waiting").length })} /></div>;
}

export function ItemHead({ card, n, title, above }: { card: BoardCard; n: number; title: string; above?: string }) {
  return (
    <header class="item-head">
      <div><p class="page-above">{[s("start.item", { n }), above].filter(Boolean).join(" · ")}</p><h2><bdi>{title}</bdi></h2></div>
      {card.readers !== undefined && <Tag icon="people">{s("start.sees", { n: card.readers })}</Tag>}
    </header>
  );
}

function CaseItem({ card, n }: { card: BoardCard; n: number }) {
  const write = writing;
  const id = card.case!;
  const room = Object.values(rooms.value).find((r) => r.case.case === id);
  const load = roomLoad.value[id];
  const info = caseInfo.value[id];
  useEffect(() => { writing.value = "message"; if (card.carrier && !info) void loadCase(id); }, [id]);
  const name = calledByCard(card);
  const closed = room?.case.status === "closed" || (info?.at === "ready" && info.value.status === "closed");
  const why = whyOf(card);
  return (
    <div class="item">
      <ItemHead card={card} n={n} title={name.title} above={[startWord("item", card.kind).toLowerCase(), card.number, card.carried ? s("start.carried", { n: card.carried }) : ""].filter(Boolean).join(" · ")} />
      {why && <p class="soft item-why">{why}</p>}
      {card.kind === "follow_up" && card.carrier && <FollowUp card={card} />}
      <CaseActions card={card} />
      {room && room.status === "ready"
        ? (
          <div class="item-room">
            <Conversation room={room} />
            {!closed && (
              <div class="item-write">
                <Segment<Write> label={s("write.what")} hideLabel value={write.value} onChange={(v) => { write.value = v; }}
                  options={[{ value: "message", label: s("write.message") }, { value: "action", label: s("write.action") }, { value: "decision", label: s("write.decision") }]} />
                {write.value === "message" ? <Composer room={room} quiet /> : write.value === "action" ? <ActionLine caseId={id} item={card.item} room={room} /> : <DecisionLine caseId={id} item={card.item} room={room} />}
              </div>
            )}
          </div>
        )
        : load?.at === "failed" || card.room === undefined ? <NoRoom words={load?.at === "failed" && !NO_ROOM.includes(load.reason) ? load.words : ""} card={card} retry={() => { if (card.room !== undefined) void fetchRoom(card.room, id); }} />
        : <div class="item-loading"><Loading lines={5} retry={() => { if (card.room !== undefined) void fetchRoom(card.room, id); }} /></div>}
    </div>
  );
}

/** What the server answers to somebody whose ground is for the start alone. */
const NO_ROOM = ["not_found", "not_for_your_organisation"];
/** A card without a room: there is a ground for the start, not for the conversation. Nothing more is said. */
function NoRoom({ words, card, retry }: { words: string; card: BoardCard; retry(): void }) {
  if (words) return <div class="item-loading"><Failed words={words} retry={retry} /></div>;
  return (
    <div class="item-noroom">
      <p><Icon name="hatch" size={16} /> {s("item.noroom")}</p>
      {card.carrier && <p><a class="utrecht-link" href={casePath(card.case!, "weten")}>{s("item.toknow")}</a></p>}
    </div>
  );
}

/** Whose ground is for the start alone reads no actions either; below it is said once that the room is not for them. */
function CaseActions({ card }: { card: BoardCard }) {
  const load = ofCase.value[card.case!];
  if (load?.at === "failed" && NO_ROOM.includes(load.reason)) return null;
  return (
    <details class="item-actions" open={card.kind === "overdue"}>
      <summary>{s("actions.ofcase")}</summary>
      <ActionList caseId={card.case!} brief />
    </details>
  );
}
