// A change of who may know what, as a square on the conversation line, for those who may see it.
import { day, lastDay, list, t, time, word } from "../../i18n";
import type { GroundItem, MemberRef } from "../../state/contract";
import type { RoomState } from "../../state/room";
import { memberName } from "../../state/room";
import { MarkIcon } from "../grounds";
import { Icon } from "../parts";

export function changeSentence(item: GroundItem, members: MemberRef[]): string {
  const names = list(item.members.map((id) => memberName(members, id)).filter(Boolean));
  const domains = list(item.life_domains.map((d) => word("domain", d).toLowerCase()));
  const values = { names: names || t("family.someone"), organisation: item.organisation?.name ?? t("change.everyone"), domains: domains || t("know.everything"), purpose: item.purpose ? word("purpose", item.purpose).toLowerCase() : t("know.everything"), date: item.end ? day(lastDay(item.end)) : "" };
  if (item.change === "recorded") return item.end ? t("change.recorded", values) : t("change.recorded.open", values);
  if (item.change === "ended") return t("change.ended", values);
  if (item.change === "refused") return t("change.refused", values);
  return t("change.pending", values);
}
/** Who recorded it; or whose own words it was, when they answered by a link themself. */
export function saidBy(item: GroundItem, members: MemberRef[]): string {
  const name = item.by_member === undefined ? "" : memberName(members, item.by_member);
  return name ? t("change.self", { name }) : item.by_member !== undefined || item.by_family ? t("change.family") : t("change.by", { name: item.by.name });
}
export const CHANGE_MARK = { recorded: "may", ended: "refused", refused: "refused", pending: "missing" } as const;

export function GroundEvent({ item, fresh, room }: { item: GroundItem; fresh: boolean; room: RoomState }) {
  return (
    <li class={`ln ln-ground ${fresh ? "ln-fresh" : ""}`} data-seq={item.seq} tabIndex={-1}>
      <span class="ln-time"><time dateTime={item.at}>{time(item.at)}</time></span>
      <span class="rail" aria-hidden="true"><span class="point point-square" /></span>
      <div class="event">
        {item.change === "recorded" ? <Icon name="check" /> : <MarkIcon state={CHANGE_MARK[item.change]} size={20} />}
        <p>{changeSentence(item, room.case.household)} <span class="soft">{saidBy(item, room.case.household)}</span></p>
      </div>
    </li>
  );
}
