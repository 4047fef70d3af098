// Putting a file in the room: about whom and what as the message one is writing. The server looks at what it is, takes
// place and time out of pictures, and says no to what it cannot vouch for.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { c, callWord } from "../../i18n/call";
import { Refused, theDoor } from "../../state/port";
import { aboutToSend, type RoomState } from "../../state/room";
import { spoken } from "../../state/store";
import { Button, Icon } from "../parts";
import type { Chosen } from "./choice";

const LARGEST = 26_214_400;
const TYPES = "image/jpeg,image/png,image/heic,image/heif,application/pdf,.doc,.docx,.odt,.xls,.xlsx,.ods";
export function AddFile({ room, choice, onNeed }: { room: RoomState; choice: Chosen; onNeed(): void }) {
  const input = useRef<HTMLInputElement>(null);
  const sending = useSignal<{ name: string; part: number } | null>(null);
  const words = useSignal("");
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), [room.room]);
  const choose = () => {
    words.value = "";
    if (!choice.domains.length) return onNeed();
    input.current?.click();
  };
  const send = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > LARGEST) { words.value = c("file.large"); return; }
    const about = aboutToSend(room, choice.about);
    sending.value = { name: file.name, part: 0 };
    stop.current = new AbortController();
    try {
      const kept = await theDoor().upload({ room: String(room.room), life_domains: choice.domains.join(","), ...(about.length ? { about: about.join(",") } : {}), ...(choice.law ? { source_law: choice.law } : {}) }, file, (part) => { sending.value = { name: file.name, part }; }, stop.current.signal);
      words.value = kept.state === "quarantined" ? c("paper.file.quarantined") : file.type.startsWith("image/") ? "" : c("file.made");
      spoken.value = c("file.sent", { name: file.name });
    } catch (e) {
      const r = e instanceof Refused ? e : null;
      if (r?.reason !== "stopped") words.value = r?.message || callWord("file.why", r?.reason ?? "", "file.failed");
    }
    stop.current = null;
    sending.value = null;
  };
  const s = sending.value;
  return (
    <>
      <input ref={input} type="file" class="visually-hidden" tabIndex={-1} aria-hidden="true" accept={TYPES} onChange={(e) => { const file = e.currentTarget.files?.[0]; e.currentTarget.value = ""; void send(file); }} />
      <Button kind="icon" icon="paper" label={c("file.add")} onClick={choose} class="composer-file" />
      {(s || words.value) && <p class="composer-sending" role="status">{s ? <><Icon name="paper" size={16} /> <span>{c("file.sending", { name: s.name, n: Math.round(s.part * 100) })}</span> <button type="button" class="link-button" onClick={() => stop.current?.abort()}>{c("file.stop")}</button></> : <><Icon name="warn" size={16} /> <span>{words.value}</span></>}</p>}
    </>
  );
}
