// The media of one call as a page uses it: own devices, the mesh, and what the server is told of them. Start here.
//
//   const media = new CallMedia({ port, onChange: () => draw(media) });
//   await media.devices.start({ sound: true, picture: true });   // before the call: hear yourself, see yourself
//   media.apply(callState);                                      // every call.changed / result of call.join
//   media.notice("rtc.offer", params);                           // every rtc.* notice
//   media.resync();                                              // whenever the socket is back
//   media.close();                                               // left, removed, page closed
//
// Never keeps sound or picture, never asks for a device by itself.
import { Devices } from "./devices";
import { Engine } from "./engine";
import type { EngineView, MediaCall, RtcPort, Trouble } from "./types";

export interface CallMediaOptions {
  port: RtcPort;
  /** Something to draw changed (legs, word, devices). Called often: at most once per frame is drawn by the page. */
  onChange(): void;
}

export class CallMedia {
  readonly devices: Devices;
  readonly engine: Engine;
  private call = 0;
  private told = "";

  constructor(private readonly o: CallMediaOptions) {
    this.engine = new Engine({ port: o.port, onChange: () => this.changed() });
    this.devices = new Devices({
      onTracks: (audio, video) => this.engine.setTracks(audio, video),
      onSpeaker: (id) => this.engine.setSpeaker(id),
      onChange: () => this.changed(),
    });
  }

  /** The leg this page has lines for: goes along in call.join after a reconnect, so that it stays the same. */
  get leg(): number | undefined {
    return this.engine.leg;
  }

  view(): EngineView {
    return this.engine.view();
  }

  apply(call: MediaCall): void {
    // Who waits tells it too: the worker is shown why somebody cannot get in.
    this.call = call.state !== "ended" && /^(waiting|admitted|connected)$/.test(call.you.state) ? call.id : 0;
    this.engine.apply(call);
    this.tell();
  }

  notice(name: string, params: unknown): void {
    this.engine.notice(name, params);
  }

  resync(): void {
    this.told = "";
    this.engine.resync();
    this.tell();
  }

  /** Ends the lines and gives the devices back; the object is of no use after it. */
  close(): void {
    this.call = 0;
    this.engine.close();
    this.devices.stop();
  }

  private changed(): void {
    this.tell();
    this.o.onChange();
  }

  private tell(): void {
    if (!this.call) return;
    const view = this.engine.view();
    const { sound, picture } = this.devices;
    const trouble: Trouble | undefined = this.devices.trouble ??
      (view.weak ? "weak" : view.legs.some((l) => l.state === "no_route") ? "no_route" : undefined);
    const now = JSON.stringify([this.call, sound, picture, trouble]);
    if (now === this.told) return;
    this.told = now;
    this.o.port.ask("call.media", { call: this.call, sound, picture, ...(trouble ? { trouble } : {}) }).catch(() => {});
  }
}
