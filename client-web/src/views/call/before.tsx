// Before going in: see and hear oneself, choose devices, see who waits and whom to invite. Nobody hears or sees one yet.
import { useEffect } from "preact/hooks";
import { c } from "../../i18n/call";
import { callWords, entering, goIn, may } from "../../state/call/call";
import { noEngine, own, prepare, preparing, setPicture, setSound } from "../../state/call/media";
import type { CallState } from "../../state/call/wire";
import { t } from "../../i18n";
import { Button, Face, FieldError } from "../parts";
import { DevicePicks, Level } from "./devices";
import { Toggle } from "./buttons";
import { Mine } from "./video";
import { whenOf } from "./words";

export function Before({ x }: { x: CallState }) {
  useEffect(() => { void prepare(); }, []);
  const o = own.value;
  const opens = x.state === "planned" && may("admit");
  const waits = x.state === "planned" && !opens;
  return (
    <section class="before" aria-labelledby="before-title">
      <h1 id="before-title">{c("before.title")}</h1>
      <p class="stage-soft">{x.state === "open" ? c("before.text") : whenOf(x)}</p>
      <div class="tile tile-own before-tile">
        {o.stream && o.picture ? <Mine stream={o.stream} /> : <span class="tile-face"><Face name={x.you.name} /></span>}
        <p class="tile-name"><strong><bdi>{x.you.name}</bdi></strong> <span>{c("tile.you")}</span></p>
      </div>
      <p class="level-row"><span>{o.sound ? c("device.hear") : c("device.muted")}</span><Level /></p>
      <div class="call-buttons">
        <Toggle on={o.sound} icon="mic" label={o.sound ? c("bar.sound.on") : c("bar.sound.off")} keys="M" onToggle={() => setSound(!o.sound)} />
        <Toggle on={o.picture} icon="camera" label={o.picture ? c("bar.picture.on") : c("bar.picture.off")} keys="V" onToggle={() => setPicture(!o.picture)} />
      </div>
      <div class="before-card">
        {preparing.value && <p role="status">{c("device.asking")}</p>}
        {noEngine.value && <FieldError text={c("device.noengine")} />}
        <DevicePicks />
        {callWords.value && <FieldError text={callWords.value === "failed" ? t("failed.text") : callWords.value} />}
        <div class="row">
          <Button kind="filled" busy={entering.value} off={waits ? c("before.notopen", { name: x.inviter.name }) : noEngine.value ? c("device.noengine") : false} onClick={() => void goIn()}>{opens ? c("before.open") : c("before.go")}</Button>
        </div>
        <p class="soft">{c(x.you.role === "carrier" ? "before.carrier" : "before.other", { name: x.inviter.name })}</p>
        <p class="soft">{c("norec")}. {x.relay_only && c("relay.on")}</p>
      </div>
    </section>
  );
}
