// Who speaks: own loudness by a meter on the microphone, others' by what their packets say, steadied so that a
// breath or a pause between words does not make the mark flicker. Hears only loudness, never words.

export class Meter {
  private readonly context: AudioContext;
  private readonly node: AnalyserNode;
  private readonly samples: Float32Array<ArrayBuffer>;

  constructor(readonly track: MediaStreamTrack) {
    this.context = new AudioContext();
    this.node = this.context.createAnalyser();
    this.node.fftSize = 512;
    this.samples = new Float32Array(512);
    this.context.createMediaStreamSource(new MediaStream([track])).connect(this.node);
  }

  /** 0..1: the square root spreads speech over the bar. */
  level(): number {
    if (this.context.state === "suspended") void this.context.resume();
    this.node.getFloatTimeDomainData(this.samples);
    let sum = 0;
    for (const s of this.samples) sum += s * s;
    return Math.min(1, Math.sqrt(Math.sqrt(sum / this.samples.length)));
  }

  close(): void {
    this.context.close().catch(() => {});
  }
}

const LOUD = 0.02;
const HOLD_MS = 600;

/** Speaking from the first loud moment until 600 ms after the last. */
export class Voice {
  speaking = false;
  private last = -Infinity;

  /** Whether it changed. */
  heard(level: number, now: number): boolean {
    if (level >= LOUD) this.last = now;
    const speaking = now - this.last < HOLD_MS;
    const changed = speaking !== this.speaking;
    this.speaking = speaking;
    return changed;
  }
}
