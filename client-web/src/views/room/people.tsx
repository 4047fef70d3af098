// Who is in the room now and who may enter, each with the ground under the name. Shows only whom the server named.
import { t } from "../../i18n";
import type { Here } from "../../state/contract";
import type { RoomState } from "../../state/room";
import { casePath } from "../../state/router";
import { groundLine, groundMark, MarkIcon } from "../grounds";
import { Later } from "../later";
import { Face, Icon, Tag } from "../parts";

export function People({ room, onPick }: { room: RoomState; onPick?: () => void }) {
  const now = room.here.filter((h) => h.in_room);
  const away = room.here.filter((h) => !h.in_room);
  return (
    <div class="people">
      <Later part="roomaside" quiet room={room} onPick={onPick} />
      <section>
        <h2>{t("room.here")} <span class="soft">{now.length}</span></h2>
        <ul>{now.map((h) => <Seat key={h.id} h={h} />)}</ul>
      </section>
      {away.length > 0 && (
        <section>
          <h2>{t("room.absent")}</h2>
          <ul>{away.map((h) => <Seat key={h.id} h={h} />)}</ul>
        </section>
      )}
      {room.case.household.length > 0 && (
        <section class="people-family">
          <a class="people-link" href={casePath(room.case.case, "gezin")}>
            <Icon name="cases" />
            <span><strong>{t("family.title")}</strong>{room.case.household.map((m) => <span key={m.id} class="soft block"><bdi>{m.name}</bdi>, {m.age < 18 ? t("age", { n: m.age }) : m.relation}</span>)}</span>
          </a>
        </section>
      )}
    </div>
  );
}

function Seat({ h }: { h: Here }) {
  return (
    <li class="seat">
      <Face name={h.name} here={h.in_room} />
      <div>
        <p class="seat-name"><strong><bdi>{h.name}</bdi></strong>{h.you && <span class="soft"> {t("you")}</span>}{h.pair && <Tag kind="strong">{t("terms.pair")}</Tag>}</p>
        <p class="soft">{[h.organisation, h.team].filter(Boolean).join(" · ")}</p>
        {h.ground && <p class="seat-ground soft"><MarkIcon state={groundMark(h.ground.kind, h.ground.until)} /> {groundLine(h.ground)}</p>}
      </div>
    </li>
  );
}
