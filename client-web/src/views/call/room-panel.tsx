// The case room beside the call, as the server gives it to this person: the same conversation, the same composer.
import { useEffect } from "preact/hooks";
import { c } from "../../i18n/call";
import { fetchRoom } from "../../state/rooms";
import { roomOf } from "../../state/purge";
import { besideCase } from "../../state/router";
import { loadCase } from "../../state/cases";
import { caseInfo, roomLoad, rooms } from "../../state/store";
import { Failed, Loading } from "../parts";
import { Composer } from "../room/composer";
import { Conversation } from "../room/conversation";

export function RoomPanel({ caseId }: { caseId: number }) {
  const room = Object.values(rooms.value).find((r) => r.case.case === caseId && r.purpose !== "consult");
  const load = roomLoad.value[caseId];
  useEffect(() => {
    besideCase.value = caseId;
    void (async () => {
      let id = roomOf(caseId);
      if (id === undefined) {
        await loadCase(caseId);
        const info = caseInfo.peek()[caseId];
        id = info?.at === "ready" ? info.value.room : undefined;
      }
      if (id !== undefined && besideCase.peek() === caseId && rooms.peek()[id]?.status !== "ready") await fetchRoom(id, caseId);
    })();
    return () => { besideCase.value = null; };
  }, [caseId]);
  if (load?.at === "failed" && !room) return <div class="panel-body"><Failed words={load.words || c("room.not")} retry={() => { const id = roomOf(caseId); if (id !== undefined) void fetchRoom(id, caseId); }} /></div>;
  return (
    <div class="room-main panel-room">
      <div />
      {room && room.status === "ready" ? <Conversation room={room} /> : <div class="log log-loading"><Loading lines={5} /></div>}
      {room && <Composer room={room} quiet />}
    </div>
  );
}
