// What a person at this page would truly hear and see of each leg, and what the connections say they carried.
// Measures the decoded sound and the painted picture, never bytes alone.
import type { CallMedia } from "../../../client-web/src/rtc/call";

type Inside = { peers: Map<number, { link: { pc: RTCPeerConnection; audio: HTMLAudioElement; video: HTMLVideoElement } }> };
export interface Carried {
  video_bytes: number; audio_bytes: number; frames: number; energy: number; concealed: number; samples: number; at: number;
  local: string; remote: string; protocol: string; sent: number;
}

export class Witness {
  private context: AudioContext | undefined;
  private readonly ears = new Map<MediaStream, AnalyserNode>();

  constructor(private readonly media: () => CallMedia) {}

  links() {
    return (this.media().engine as unknown as Inside).peers;
  }

  /** Loudest frequency in Hz and the level (root mean square) of the sound element's stream. */
  hear(leg: number): { peak: number; level: number } {
    const stream = this.links().get(leg)?.link.audio.srcObject as MediaStream | null;
    if (!stream) return { peak: 0, level: 0 };
    this.context ??= new AudioContext();
    let ear = this.ears.get(stream);
    if (!ear) {
      ear = this.context.createAnalyser();
      ear.fftSize = 16384;
      ear.smoothingTimeConstant = 0;
      this.context.createMediaStreamSource(stream).connect(ear);
      this.ears.set(stream, ear);
    }
    const bins = new Float32Array(ear.frequencyBinCount);
    ear.getFloatFrequencyData(bins);
    const wave = new Float32Array(2048);
    ear.getFloatTimeDomainData(wave);
    const best = bins.reduce((a, v, i) => (v > (bins[a] as number) ? i : a), 0);
    return { peak: best * this.context.sampleRate / ear.fftSize, level: Math.sqrt(wave.reduce((a, v) => a + v * v, 0) / wave.length) };
  }

  /** The middle of the painted picture, 0..255 each; null before there is one. */
  see(leg: number): number[] | null {
    const video = this.links().get(leg)?.link.video;
    if (!video || !video.videoWidth) return null;
    const canvas = new OffscreenCanvas(8, 8);
    const brush = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
    brush.drawImage(video, 0, 0, 8, 8);
    return [...brush.getImageData(4, 4, 1, 1).data.slice(0, 3)];
  }

  async carried(leg: number): Promise<Carried> {
    const c: Carried = {
      video_bytes: 0, audio_bytes: 0, frames: 0, energy: 0, concealed: 0, samples: 0, at: performance.now(), local: "", remote: "", protocol: "", sent: 0,
    };
    const pc = this.links().get(leg)?.link.pc;
    if (!pc) return c;
    const all = await pc.getStats();
    all.forEach((e) => {
      if (e.type === "inbound-rtp" && e.kind === "video") Object.assign(c, { video_bytes: e.bytesReceived, frames: e.framesDecoded ?? 0 });
      if (e.type === "inbound-rtp" && e.kind === "audio") {
        Object.assign(c, { audio_bytes: e.bytesReceived, energy: e.totalAudioEnergy ?? 0, concealed: e.concealedSamples ?? 0, samples: e.totalSamplesReceived ?? 0 });
      }
      if (e.type === "outbound-rtp") c.sent += e.bytesSent;
      const pair = e.type === "transport" ? all.get(e.selectedCandidatePairId) : e.type === "candidate-pair" && e.selected ? e : undefined;
      if (!pair) return;
      const local = all.get(pair.localCandidateId);
      Object.assign(c, { local: local?.candidateType, protocol: local?.relayProtocol ?? "", remote: all.get(pair.remoteCandidateId)?.candidateType });
    });
    c.at = performance.now();
    return c;
  }
}
