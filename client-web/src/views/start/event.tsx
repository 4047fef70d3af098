// An action, a change of one, or a decision, as a square on the conversation line of its room.
import { day, list, time } from "../../i18n";
import { s } from "../../i18n/start";
import type { RoomState } from "../../state/room";
import type { StartItem } from "../../state/start/wire";
import { Icon, Tag } from "../parts";
import { domainTag } from "../room/message";
import { dueWords } from "./action-list";
import { firstName, ownerNames } from "./words";
import "../../styles/start.css";

function changed(x: Extract<StartItem, { kind: "action_change" }>): string {
  const name = firstName(x.author.name);
  const reason = x.reason ? ` ${s("event.reason", { reason: x.reason })}` : "";
  if (x.change === "done") return s("event.done", { name }) + reason;
  if (x.change === "dropped") return s("event.dropped", { name }) + reason;
  if (x.change === "postponed") return s("event.postponed", { name, date: x.due ? day(x.due) : "" }) + reason;
  return s("event.handed", { name, names: list((x.owners ?? []).map((o) => o.name)) }) + reason;
}

export function StartEvent({ item, fresh, room }: { item: StartItem; fresh: boolean; room: RoomState }) {
  const of = item.kind === "action_change" ? room.items.find((i) => i.kind === "action" && i.action === item.action) : undefined;
  return (
    <li class={`ln ln-ground ${fresh ? "ln-fresh" : ""}`} data-seq={item.seq} tabIndex={-1}>
      <span class="ln-time"><time dateTime={item.at}>{time(item.at)}</time></span>
      <span class="rail" aria-hidden="true"><span class="point point-square" /></span>
      <div class="event event-start">
        <Icon name={item.kind === "action" ? "action" : item.kind === "decision" ? "check" : "action"} />
        <div>
          {item.kind === "action" && <p><strong dir="auto">{item.text}</strong></p>}
          {item.kind === "action" && <p class="soft">{[ownerNames(item.owners), dueWords(item.due)].join(" · ")}</p>}
          {item.kind === "decision" && <p><span class="soft">{s("event.decision")}</span> <strong dir="auto">{item.text}</strong></p>}
          {item.kind === "decision" && <p class="soft">{item.author.name}</p>}
          {item.kind === "action_change" && <p>{of && of.kind === "action" && <strong dir="auto">{of.text}. </strong>}{changed(item)}</p>}
        </div>
        {item.kind !== "action_change" && <Tag>{domainTag(item, room)}</Tag>}
      </div>
    </li>
  );
}
