// The page of the acceptance tests: the product's own media code and nothing of its screens. `window.k` is the test's
// handle. ?who=NAME joins through the test's hub; ?real=guest and ?real=person through the real server (real.ts).
import { CallMedia } from "../../../client-web/src/rtc/call";
import type { MediaCall, RtcPort } from "../../../client-web/src/rtc/types";
import { hubLine, type Line } from "./line";
import { realLine } from "./real";
import { Witness } from "./witness";

const asked = new URLSearchParams(location.search);
const stage = document.getElementById("stage") as HTMLElement;

class Page {
  media: CallMedia;
  line: Line;
  state: MediaCall | undefined;
  gone: string | undefined;
  drawn = 0;
  readonly witness = new Witness(() => this.media);
  /** When each leg first stood connected, ms after its connection was made; and every change of its state. */
  readonly story: { leg: number; state: string; at: number }[] = [];

  constructor() {
    this.line = asked.has("real") ? realLine(asked) : hubLine(asked.get("who") ?? "");
    const port: RtcPort = { ask: (method, params) => this.line.ask(method, params) };
    this.media = new CallMedia({ port, onChange: () => this.draw() });
    this.line.onNotice = (method, params) => {
      if (method === "call.changed") this.apply((params as { call: MediaCall }).call);
      else if (method === "call.gone") this.leave((params as { reason: string }).reason);
      else this.media.notice(method, params);
    };
    this.line.onBack = async () => {
      if (this.gone || !this.state) return;
      await this.join();
      this.media.resync();
    };
  }

  async enter(want = { sound: true, picture: true }): Promise<void> {
    await this.media.devices.start(want);
    await this.join();
  }

  async join(): Promise<void> {
    this.gone = undefined;
    const got = await this.line.join(this.media.leg) as { call?: MediaCall };
    if (got?.call) this.apply(got.call);
  }

  leave(reason: string): void {
    this.gone = reason;
    this.state = undefined;
    this.media.engine.close();
  }

  view() {
    return { ...this.media.view(), legs: this.media.view().legs.map(({ video, ...rest }) => rest), trouble: this.media.devices.trouble };
  }

  private apply(call: MediaCall): void {
    this.state = call;
    this.media.apply(call);
  }

  private draw(): void {
    this.drawn++;
    if (!this.media) return;
    const legs = this.media.view().legs;
    for (const { leg, state, video } of legs) {
      const last = this.story.findLast((s) => s.leg === leg);
      if (last?.state !== state) this.story.push({ leg, state, at: performance.now() });
      if (video.parentElement !== stage) stage.append(video);
    }
  }
}
declare global { interface Window { k: Page } }
// Without either it is only a place of this origin, to sign in from.
if (asked.has("who") || asked.has("real")) window.k = new Page();
