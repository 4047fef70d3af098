// "@" completes only people whom the server showed as here or allowed here; no other name ever completes.
import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { t } from "../../i18n";
import type { Here } from "../../state/contract";
import type { RoomState } from "../../state/room";
import { draftOf, setDraft } from "../../state/rooms";
import { Face } from "../parts";

type Found = { from: number; people: Here[]; at: number };
export type MentionsState = ReturnType<typeof useMentions>;

/** The first name when it is one person's only, else the whole name. */
function shortName(h: Here, all: Here[]): string {
  const first = h.name.split(" ")[0]!;
  return all.some((o) => o.id !== h.id && o.name.split(" ")[0] === first) ? h.name : first;
}

export function useMentions(room: RoomState, field: RefObject<HTMLTextAreaElement | null>) {
  const found = useSignal<Found | null>(null);
  const others = room.here.filter((h) => !h.you);

  const update = () => {
    const el = field.current;
    if (!el) return;
    const m = /(?:^|\s)@([\p{L}'’-]{0,30})$/u.exec(el.value.slice(0, el.selectionStart));
    const words = m?.[1]?.toLowerCase() ?? "";
    const people = m ? others.filter((h) => h.name.toLowerCase().split(" ").some((w) => w.startsWith(words))).slice(0, 6) : [];
    found.value = people.length ? { from: el.selectionStart - words.length - 1, people, at: 0 } : null;
  };
  const choose = (h: Here) => {
    const el = field.current;
    const f = found.value;
    if (!el || !f) return;
    const name = shortName(h, room.here);
    const text = `${el.value.slice(0, f.from)}@${name} ${el.value.slice(el.selectionStart)}`;
    setDraft(room.room, { text, mentions: [...draftOf(room.room).mentions.filter((x) => x.id !== h.id), { id: h.id, name }] });
    found.value = null;
    const caret = f.from + name.length + 2;
    setTimeout(() => { el.focus(); el.setSelectionRange(caret, caret); }, 0);
  };
  const begin = () => {
    const el = field.current;
    if (!el) return;
    const space = el.selectionStart > 0 && !/\s$/.test(el.value.slice(0, el.selectionStart)) ? " " : "";
    const caret = el.selectionStart + space.length + 1;
    setDraft(room.room, { text: `${el.value.slice(0, el.selectionStart)}${space}@${el.value.slice(el.selectionStart)}` });
    setTimeout(() => { el.focus(); el.setSelectionRange(caret, caret); update(); }, 0);
  };
  /** True when the key was for the list. */
  const key = (e: KeyboardEvent): boolean => {
    const f = found.value;
    if (!f) return false;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") found.value = { ...f, at: (f.at + (e.key === "ArrowDown" ? 1 : f.people.length - 1)) % f.people.length };
    else if (e.key === "Enter" || e.key === "Tab") choose(f.people[f.at]!);
    else if (e.key === "Escape") found.value = null;
    else return false;
    e.preventDefault();
    e.stopPropagation();
    return true;
  };
  const f = found.value;
  return {
    found, update, choose, begin, key, close: () => setTimeout(() => { found.value = null; }, 120),
    open: f !== null, active: f ? `mention-${f.people[f.at]!.id}` : undefined,
  };
}

export function Mentions({ state }: { state: MentionsState }) {
  const f = state.found.value;
  if (!f) return null;
  return (
    <ul class="mentions" id="mention-list" role="listbox" aria-label={t("composer.mention")}>
      {f.people.map((h, n) => (
        <li key={h.id} id={`mention-${h.id}`} role="option" aria-selected={n === f.at} class={n === f.at ? "mention-on" : ""} onPointerDown={(e) => { e.preventDefault(); state.choose(h); }}>
          <Face name={h.name} small here={h.in_room} /><span><strong><bdi>{h.name}</bdi></strong> <span class="soft">{h.organisation}</span></span>
        </li>
      ))}
    </ul>
  );
}
