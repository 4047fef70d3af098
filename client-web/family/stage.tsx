// The dark part of a call: the others as tiles, oneself small in the corner, and what one can press.
// Says who speaks in a word as well as by an edge; a tile without a picture shows the name large.
import { useEffect, useRef } from "preact/hooks";
import { leave } from "./flow";
import { theMedia } from "./media";
import { Icon } from "./parts";
import { set, state } from "./store";
import { Mirror } from "./tryout";
import { say, t } from "./words";
import type { LegView } from "../src/rtc/types";
import type { CallState, Person } from "./wire";

/** The element belongs to the engine; the tile only gives it a place. */
function Picture({ video }: { video: HTMLVideoElement }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => { if (video.parentElement !== ref.current) ref.current?.append(video); }, [video]);
  return <div class="picture" ref={ref} aria-hidden="true" />;
}

const initial = (name: string): string => [...name.trim()][0] ?? "";

function note(person: Person, view: LegView | undefined) {
  if (!view || view.state === "connecting") return say("call.connecting", { name: person.name });
  if (view.state === "interrupted") return say("call.interrupted", { name: person.name });
  if (view.state === "no_route") return say("call.noroute", { name: person.name });
  if (view.state === "untrusted") return say("call.untrusted", { name: person.name });
  if (view.weak) return t("call.weak");
  if (!view.picture) return t("call.soundonly");
  return null;
}

function Tile({ person, view }: { person: Person; view: LegView | undefined }) {
  const pictured = view?.picture && view.state !== "untrusted";
  const words = note(person, view);
  return (
    <li class={`tile ${view?.speaking ? "speaking" : ""}`}>
      {view && <Picture video={view.video} />}
      {!pictured && (
        <div class="face">
          <span class="initial" aria-hidden="true">{initial(person.name)}</span>
          {words && <span class="note">{words}</span>}
        </div>
      )}
      <span class="name">
        {!person.media.sound && <Icon name="mic-off" size={20} />}
        <span><strong><bdi>{person.name}</bdi></strong>{person.organisation && <span class="of"><bdi>{person.organisation}</bdi></span>}</span>
      </span>
      {pictured && words && <span class="note over">{words}</span>}
      {!person.media.sound && <span class="visually-hidden">{t("call.muted", { name: person.name })}</span>}
      {view?.speaking && <span class="visually-hidden">{t("call.speaking", { name: person.name })}</span>}
    </li>
  );
}

export function Stage({ call, compact }: { call: CallState; compact?: boolean }) {
  const media = theMedia();
  const legs = new Map(media.view().legs.map((l) => [l.leg, l]));
  const { picture } = media.devices;
  return (
    <section class={`stage ${compact ? "compact" : ""}`} aria-label={t("call.title")}>
      <ul class={`tiles of-${Math.min(call.people.length, 4)}`}>
        {call.people.map((p) => <Tile key={p.leg} person={p} view={legs.get(p.leg)} />)}
        {call.people.length === 0 && <li class="tile"><div class="face"><span class="note">{t("call.alone")}</span></div></li>}
      </ul>
      <div class={`own ${picture ? "" : "dark"}`}>
        {picture ? <Mirror /> : <span class="initial" aria-hidden="true">{initial(state.name)}</span>}
        <span class="name">{t("call.you")}</span>
      </div>
      {compact && <Controls compact />}
    </section>
  );
}

function Control({ icon, what, turn, danger, onClick, compact }: { icon: string; what: string; turn?: string; danger?: boolean; onClick(): unknown; compact?: boolean }) {
  return (
    <button type="button" class={`control ${danger ? "danger" : ""}`} aria-label={turn ? `${what}. ${turn}` : what} onClick={() => void onClick()}>
      <Icon name={icon} />{!compact && <span>{what}</span>}
    </button>
  );
}

export function Controls({ compact }: { compact?: boolean }) {
  const { devices } = theMedia();
  const { sound, picture } = devices;
  const turn = (on: boolean) => t(on ? "call.turn.off" : "call.turn.on");
  const setPicture = (on: boolean) => { set({ sound_only: !on }); return devices.setPicture(on); };
  return (
    <div class="controls">
      <Control compact={compact} icon={sound ? "mic" : "mic-off"} what={t(sound ? "call.sound.on" : "call.sound.off")} turn={turn(sound)} onClick={() => (devices.trouble === "blocked" ? devices.start({ sound: true, picture }) : devices.setSound(!sound))} />
      {!compact && <Control icon={picture ? "camera" : "camera-off"} what={t(picture ? "call.picture.on" : "call.picture.off")} turn={turn(picture)} onClick={() => setPicture(!picture)} />}
      {!compact && <Control icon="speaker" what={t("call.speaker")} onClick={() => set({ sheet: "devices" })} />}
      <Control compact={compact} icon="hang-up" danger what={t("call.leave")} onClick={leave} />
    </div>
  );
}
