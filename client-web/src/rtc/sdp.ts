// The few things read from and done to a session description: whose key it names, and candidates travel apart.

/** sha-256 fingerprint as lower-case hex without colons; "" when there is none or they differ between sections. */
export function fingerprintIn(sdp: string): string {
  const all = new Set([...sdp.matchAll(/^a=fingerprint:sha-256 ([0-9A-F:]+)\s*$/gim)].map((m) => m[1]!.replaceAll(":", "").toLowerCase()));
  return all.size === 1 ? [...all][0]! : "";
}

export const withoutCandidates = (sdp: string) => sdp.replace(/^a=(candidate:.*|end-of-candidates)\r?\n/gm, "");

/** The fingerprint of a certificate that every browser tells: that of a connection which would use it. */
export async function fingerprintOf(certificate: RTCCertificate): Promise<string> {
  const pc = new RTCPeerConnection({ certificates: [certificate] });
  try {
    pc.createDataChannel("");
    return fingerprintIn((await pc.createOffer()).sdp ?? "");
  } finally {
    pc.close();
  }
}
