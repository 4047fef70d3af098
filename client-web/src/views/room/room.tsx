// The case room: header with the ground in sight, the conversation, the composer, and who is here and why.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { day, lastDay, list, t, word } from "../../i18n";
import { enterCase, fetchRoom } from "../../state/rooms";
import type { RoomState } from "../../state/room";
import { casePath } from "../../state/router";
import { searchOpen } from "../../state/search";
import { caseRows, roomLoad, rooms } from "../../state/store";
import { CaseTabs } from "../case-tabs";
import { Absent } from "../gone";
import { groundMark, MarkIcon } from "../grounds";
import { Later } from "../later";
import { Button, Failed, Icon, IconLink, LinkButton, Loading } from "../parts";
import { Sheet } from "../sheet";
import { Composer } from "./composer";
import { Conversation } from "./conversation";
import { People } from "./people";
import { Why } from "./why";

export function RoomPage({ caseId }: { caseId: number }) {
  const known = caseRows.value.find((c) => c.case === caseId);
  const room = Object.values(rooms.value).find((r) => r.case.case === caseId && r.purpose !== "consult");
  const load = roomLoad.value[caseId];
  useEffect(() => void enterCase(caseId), [caseId]);
  const label = room?.case.label ?? known?.label ?? "";
  useEffect(() => { if (label) document.title = `${label} · Kortelijn`; }, [label]);
  if (load?.at === "failed" && !room) {
    if (load.reason === "offline") return <div class="page"><Failed words={t("signin.offline")} retry={() => void enterCase(caseId)} /></div>;
    return load.reason === "not_found" || !load.words ? <Absent /> : <div class="page"><Failed words={load.words} retry={() => void enterCase(caseId)} /></div>;
  }
  return (
    <div class="room">
      <Header room={room} caseId={caseId} label={label} />
      <div class="room-main">
        <div>{room && <Later part="roomstrip" quiet room={room} />}</div>
        {room && room.status === "ready"
          ? <Conversation room={room} />
          : <div class="log log-loading">{load?.at === "failed" && room ? <Failed words={load.words} retry={() => void fetchRoom(room.room)} /> : <Loading lines={6} retry={() => void enterCase(caseId)} />}</div>}
        {room && <Composer room={room} />}
      </div>
      <aside class="room-side" aria-label={t("room.people")}>{room && <People room={room} />}</aside>
    </div>
  );
}

const firstName = (name: string): string => name.split(" ")[0] ?? name;

export function groundSentence(r: RoomState): { sentence: string; kind: string; until?: string } | null {
  const g = r.grounds[0];
  if (!g) return null;
  const until = g.until ? { until: g.until } : {};
  if (g.kind === "consent" && g.names.length) {
    const sentence = g.until ? t("room.ground", { names: list(g.names.map(firstName)), date: day(lastDay(g.until)) }) : t("room.ground.open", { names: list(g.names.map(firstName)) });
    const other = r.grounds.find((x) => x.kind !== "consent");  // what is here without consent is in sight too
    return { kind: g.kind, ...until, sentence: other ? `${sentence} ${t("room.ground.also", { kind: word("kind", other.kind) })}` : sentence };
  }
  return { kind: g.kind, ...until, sentence: g.sentence ?? t("room.ground.kind", { kind: word("kind", g.kind) }) };
}

function Header({ room, caseId, label }: { room: RoomState | undefined; caseId: number; label: string }) {
  const why = useSignal(false);
  const people = useSignal(false);
  const ground = room ? groundSentence(room) : null;
  const here = room?.here.filter((h) => h.in_room).length ?? 0;
  const size = room?.case.household.length ?? 0;
  return (
    <header class="room-head">
      <a class="utrecht-button utrecht-button--subtle button-icon phone-only" href="/casussen" aria-label={t("back.cases")}><Icon name="back" size={24} /></a>
      <div class="room-title">
        <div class="room-name">
          <h1 title={label || undefined}><bdi>{label || " "}</bdi></h1>
          {room && <span class="soft room-number phone-hidden">{room.case.number}</span>}
          {size > 0 && <a class="tag tag-plain tag-link phone-hidden" href={casePath(caseId, "gezin")}>{t("members.n", { n: size })}</a>}
          {room?.case.status === "closed" && <span class="tag tag-plain">{t("case.closed")}</span>}
        </div>
        {room && <p class="room-sub phone-only">{t("room.count", { n: here })}{ground?.until && ` · ${t("until.short", { date: day(lastDay(ground.until)) })}`}</p>}
        {room && <p class="room-ground phone-hidden">
          {ground && <MarkIcon state={groundMark(ground.kind, ground.until)} />}
          <span>{ground ? ground.sentence : t("room.noground")} <button type="button" class="link-button" onClick={() => { why.value = true; }}>{t("room.why")}</button></span>
        </p>}
      </div>
      <div class="room-tools">
        <span class="phone-hidden"><CaseTabs caseId={caseId} at="room" /></span>
        <span class="phone-hidden"><LinkButton href={casePath(caseId, "weten")} icon="may">{t("know.title")}</LinkButton></span>
        {room && <Button kind="icon" icon="search" label={t("room.search")} onClick={() => { searchOpen.value = { room: room.room }; }} />}
        {room && <span class="room-people"><Button kind="icon" icon="people" label={t("room.people")} onClick={() => { people.value = true; }} /></span>}
        {!room && <span class="phone-only"><IconLink href={casePath(caseId, "weten")} icon="may" label={t("know.title")} /></span>}
      </div>
      {why.value && room && <Why room={room} onClose={() => { why.value = false; }} />}
      {people.value && room && (
        <Sheet title={t("room.people")} above={label} narrow onClose={() => { people.value = false; }}>
          <div class="row drawer-links phone-only"><LinkButton href={casePath(caseId, "weten")} icon="may">{t("know.title")}</LinkButton><LinkButton href={casePath(caseId, "gezin")} icon="cases">{t("family.title")}</LinkButton><LinkButton href={casePath(caseId, "plan")} icon="check">{t("case.plan")}</LinkButton></div>
          {ground && <p class="drawer-ground"><MarkIcon state={groundMark(ground.kind, ground.until)} /> <span>{ground.sentence} <button type="button" class="link-button" onClick={() => { people.value = false; why.value = true; }}>{t("room.why")}</button></span></p>}
          <People room={room} onPick={() => { people.value = false; }} />
        </Sheet>
      )}
    </header>
  );
}
