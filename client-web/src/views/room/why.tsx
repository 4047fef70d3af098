// "Why do I see this?": every ground this person stands on here, in a sentence, with its stroke and its end.
import { day, lastDay, list, t, word } from "../../i18n";
import type { RoomState } from "../../state/room";
import { casePath } from "../../state/router";
import { groundMark, Stroke } from "../grounds";
import { LinkButton } from "../parts";
import { Sheet } from "../sheet";

export function Why({ room, onClose }: { room: RoomState; onClose(): void }) {
  const member = (id: number) => room.case.household.find((m) => m.id === id)?.name ?? "";
  return (
    <Sheet title={t("room.why")} above={room.case.label} onClose={onClose} narrow
      footer={<div class="row"><LinkButton href={casePath(room.case.case, "weten")} icon="may">{t("know.title")}</LinkButton></div>}>
      {room.grounds.length === 0 && <p>{t("room.noground.text")}</p>}
      <ul class="why">
        {room.grounds.map((g, i) => {
          const mark = groundMark(g.kind, g.until);
          return (
            <li key={i} class={`sentence sentence-${mark}`}>
              <span class="visually-hidden"><Stroke together="none" /></span>
              <p><strong>{g.kind === "consent" && g.names.length ? t("why.consent", { names: list(g.names) }) : word("kind", g.kind)}</strong></p>
              {g.sentence && !(g.kind === "consent" && g.names.length > 0 && g.until) && <p>{g.sentence}</p>}
              {g.until && <p class="soft">{t("until.long", { date: day(lastDay(g.until)) })}</p>}
            </li>
          );
        })}
      </ul>
      {room.mayWrite.length > 0 && (
        <section class="why-write">
          <h3>{t("why.write")}</h3>
          <dl class="facts">{room.mayWrite.map((w) => <div key={w.member}><dt><bdi>{member(w.member)}</bdi></dt><dd>{w.life_domains.length === 12 ? t("why.all") : list(w.life_domains.map((d) => word("domain", d).toLowerCase()))}</dd></div>)}</dl>
        </section>
      )}
      <p class="soft">{t("why.rest")}</p>
    </Sheet>
  );
}
