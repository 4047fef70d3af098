// Keys in a room: J/K through messages, R reply, E edit, U first unread, Escape back to the field.
import type { RoomState } from "../../state/room";
import { messageAt } from "../../state/room";
import { letterKeys } from "../../state/settings";
import { you } from "../../state/store";
import { inText } from "../keys";
import { focusComposer } from "./focus";
import { startEdit, startReply } from "./message";

export function onRoomKey(e: KeyboardEvent, room: RoomState, box: HTMLElement): void {
  if (e.ctrlKey || e.metaKey || e.altKey || inText(e.target) || document.querySelector("dialog[open]")) return;
  if (e.key === "Escape") return focusComposer();
  const focused = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>("[data-seq]") ?? null;
  if (focused && (e.key === "ContextMenu" || (e.shiftKey && e.key === "F10"))) {
    e.preventDefault();
    focused.querySelector<HTMLElement>(".tools button")?.focus();
    return;
  }
  if (!letterKeys.value) return;
  const all = [...box.querySelectorAll<HTMLElement>("[data-seq]")];
  const key = e.key.toLowerCase();
  if (key === "j" || key === "k") {
    const at = focused ? all.indexOf(focused) : all.length;
    const next = all[Math.max(0, Math.min(all.length - 1, at + (key === "j" ? 1 : -1)))];
    next?.focus();
    return;
  }
  if (key === "u") {
    const mark = box.querySelector<HTMLElement>("[data-new] ~ [data-seq]");
    mark?.scrollIntoView({ block: "center" });
    mark?.focus({ preventScroll: true });
    return;
  }
  const item = focused ? messageAt(room, Number(focused.dataset.seq)) : undefined;
  if (!item || item.retracted || !room.mayPost) return;
  if (key === "r") { e.preventDefault(); startReply(room, item.seq); }
  if (key === "e" && item.author.id === you.value?.id) { e.preventDefault(); startEdit(room, item); }
}
