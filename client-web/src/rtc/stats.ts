// What one connection measured, in the few numbers that the call uses. Reads only.
import type { Sample } from "./quality";

export interface LinkStats extends Sample {
  /** Anything at all that came in: grows while the line lives. */
  arrived: number;
  frames: number;
  framesAt?: number;
}
type Entry = Record<string, number> & { type: string; kind: string; id: string };
const ids = (e: object, name: string) => (e as Record<string, string>)[name];

async function entries(pc: RTCPeerConnection): Promise<Map<string, Entry>> {
  const all = new Map<string, Entry>();
  (await pc.getStats()).forEach((e: Entry) => all.set(e.id, e));
  return all;
}

export async function readStats(pc: RTCPeerConnection): Promise<LinkStats> {
  const s: LinkStats = { arrived: 0, frames: 0 };
  const all = await entries(pc);
  for (const e of all.values()) {
    if (e.type === "inbound-rtp") {
      s.arrived += e.packetsReceived ?? 0;
      if (e.kind === "video") s.frames = e.framesDecoded ?? 0;
    } else if (e.type === "remote-inbound-rtp") {
      if (e.fractionLost !== undefined) s.lost = Math.max(s.lost ?? 0, e.fractionLost);
      if (e.roundTripTime !== undefined) s.trip = Math.max(s.trip ?? 0, e.roundTripTime);
    } else if (e.type === "candidate-pair") {
      s.arrived += (e.responsesReceived ?? 0) + (e.requestsReceived ?? 0) + (e.bytesReceived ?? 0);
    } else if (e.type === "transport") {
      const pair = all.get(ids(e, "selectedCandidatePairId") ?? "");
      if (pair?.availableOutgoingBitrate) s.room = pair.availableOutgoingBitrate;
    }
  }
  return s;
}

/** The certificate the other end really showed, lower-case hex; "" where the browser does not tell or not yet. */
export async function certificateShown(pc: RTCPeerConnection): Promise<string> {
  const all = await entries(pc);
  for (const e of all.values()) {
    const shown = e.type === "transport" && all.get(ids(e, "remoteCertificateId") ?? "");
    if (shown && ids(shown, "fingerprintAlgorithm") === "sha-256") return (ids(shown, "fingerprint") ?? "").replaceAll(":", "").toLowerCase();
  }
  return "";
}
