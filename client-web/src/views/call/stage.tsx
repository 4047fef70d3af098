// The stage: a tile for each person one may meet, oneself, and who waits. Draws whom the server named, nobody else.
import { c } from "../../i18n/call";
import { lineOf, lines, own } from "../../state/call/media";
import type { CallState, Seat, Waiting } from "../../state/call/wire";
import type { LegView } from "../../rtc/types";
import { Face, Icon } from "../parts";
import { Admit } from "./admit";
import { Mine, Theirs } from "./video";
import { placeOf, troubleOf, whyNot } from "./words";

export function Stage({ x }: { x: CallState }) {
  const v = lines.value;
  const alone = x.people.length === 0;
  const waiting = x.waiting.slice(0, 2);
  return (
    <ul class={`tiles tiles-${Math.min(6, x.people.length + waiting.length + 1)}`} aria-label={c("stage.people")}>
      {x.people.map((p) => <Tile key={p.leg} p={p} line={lineOf(v, p.leg)} />)}
      {waiting.map((w) => <WaitTile key={w.participant} x={x} w={w} />)}
      <OwnTile x={x} big={alone && waiting.length === 0} weak={v.weak} />
    </ul>
  );
}

/** What to say about the line to somebody; nothing while it is well. */
export function lineWords(p: Seat, line: LegView | undefined): string {
  if (!line || line.state === "connecting") return c("tile.connecting");
  if (line.state === "interrupted") return c("tile.away");
  if (line.state === "no_route") return c("tile.noroute");
  if (line.state === "untrusted") return c("tile.untrusted");
  // "Picture off" only where it is: the last one may still stand.
  if (line.weak) return c(line.picture ? "tile.poor" : "tile.weak");
  return p.media.trouble && p.media.trouble !== "no_camera" ? troubleOf(p.media) : "";
}
function Tile({ p, line }: { p: Seat; line: LegView | undefined }) {
  const words = lineWords(p, line);
  const speaking = line?.speaking && p.media.sound;
  return (
    <li class={`tile ${speaking ? "tile-speaks" : ""}`}>
      {line?.picture && line.state !== "untrusted" ? <Theirs video={line.video} /> : <span class={`tile-face ${p.sound_only ? "tile-sound" : ""}`}><Face name={p.name} />{p.sound_only && <strong><bdi>{p.name}</bdi></strong>}</span>}
      {words && <p class={`tile-words ${line?.state === "untrusted" ? "tile-stop" : ""}`} role={line?.state === "untrusted" ? "alert" : "status"}>{words}</p>}
      <p class="tile-name"><Icon name={p.media.sound ? "mic" : "mic-off"} size={16} /><span class="visually-hidden">{c(p.media.sound ? "tile.sound" : "tile.muted")}</span><strong><bdi>{p.name}</bdi></strong> <span>{placeOf(p)}{p.sound_only && ` · ${c("tile.soundonly")}`}</span>{speaking && <span class="visually-hidden">{c("tile.speaks")}</span>}</p>
    </li>
  );
}
function OwnTile({ x, big, weak }: { x: CallState; big: boolean; weak: boolean }) {
  const o = own.value;
  return (
    <li class={`tile tile-own ${big ? "tile-alone" : ""}`}>
      {o.stream && o.picture ? <Mine stream={o.stream} /> : <span class="tile-face"><Face name={x.you.name} /></span>}
      {weak && o.picture && <p class="tile-words tile-words-foot" role="status">{c("tile.weak.own")}</p>}
      <p class="tile-name"><Icon name={o.sound ? "mic" : "mic-off"} size={16} /><span class="visually-hidden">{c(o.sound ? "tile.sound" : "tile.muted")}</span><strong><bdi>{x.you.name}</bdi></strong> <span>{c("tile.you")}</span></p>
    </li>
  );
}
/** Who waits hears and sees nothing yet: a dashed, hatched place with the reason in it. */
function WaitTile({ x, w }: { x: CallState; w: Waiting }) {
  const why = whyNot(w);
  return (
    <li class="tile tile-wait">
      <div class="tile-card">
        <Icon name={why ? "missing" : "clock"} />
        <p><strong>{c("wait.waits", { name: w.name })}</strong></p>
        <p class="tile-place">{placeOf(w)}</p>
        {w.media.trouble && <p class="tile-trouble">{troubleOf(w.media)}</p>}
        <p class={why ? "" : "tile-place"}>{why || c("wait.nothing")}</p>
        {w.may_admit && x.may.includes("admit") && <Admit x={x} w={w} />}
      </div>
    </li>
  );
}
