// Under the stage: sound, picture, devices, ask somebody in, leave, stop. Leaving has no key and asks how: alone or for all.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { c } from "../../i18n/call";
import { endCall, leaveCall, may } from "../../state/call/call";
import { own, setPicture, setSound } from "../../state/call/media";
import { letterKeys } from "../../state/settings";
import { spoken } from "../../state/store";
import { inText } from "../keys";
import { StageButton, Toggle } from "./buttons";
import { DevicesSheet } from "./devices";

export function useCallKeys(): void {
  useEffect(() => {
    const key = (e: KeyboardEvent) => {
      if (!letterKeys.value || e.ctrlKey || e.metaKey || e.altKey || inText(e.target) || document.querySelector("dialog[open]")) return;
      const k = e.key.toLowerCase();
      if (k === "m") { const on = !own.value.sound; setSound(on); spoken.value = c(on ? "bar.sound.on" : "bar.sound.off"); }
      if (k === "v") { const on = !own.value.picture; setPicture(on); spoken.value = c(on ? "bar.picture.on" : "bar.picture.off"); }
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, []);
}

export function Bar({ onInvite }: { onInvite?: () => void }) {
  const devices = useSignal(false);
  const stopping = useSignal(false);
  const o = own.value;
  useCallKeys();
  return (
    <div class="bar" role="group" aria-label={c("bar.label")}>
      {stopping.value && (
        <div class="bar-stop" role="group" aria-label={c("bar.stop")}>
          <p>{c("bar.stop.text")}</p>
          <div class="call-buttons">
            <StageButton icon="out" onClick={() => void leaveCall()}>{c("bar.leave.me")}</StageButton>
            <StageButton icon="hangup" red onClick={() => void endCall()}>{c("bar.end.all")}</StageButton>
            <StageButton icon="close" onClick={() => { stopping.value = false; }}>{c("bar.stay")}</StageButton>
          </div>
        </div>
      )}
      <div class="call-buttons">
        <Toggle on={o.sound} icon="mic" label={o.sound ? c("bar.sound.on") : c("bar.sound.off")} keys="M" onToggle={() => setSound(!o.sound)} />
        <Toggle on={o.picture} icon="camera" label={o.picture ? c("bar.picture.on") : c("bar.picture.off")} keys="V" onToggle={() => setPicture(!o.picture)} />
        <StageButton icon="settings" onClick={() => { devices.value = true; }}>{c("bar.devices")}</StageButton>
        {onInvite && <StageButton icon="people" wide onClick={onInvite}>{c("bar.invite")}</StageButton>}
        {may("end")
          ? <StageButton icon="hangup" red expanded={stopping.value} onClick={() => { stopping.value = !stopping.value; }}>{c("bar.stop")}</StageButton>
          : <StageButton icon="hangup" red onClick={() => void leaveCall()}>{c("bar.leave")}</StageButton>}
      </div>
      {devices.value && <DevicesSheet onClose={() => { devices.value = false; }} />}
    </div>
  );
}
