// The few things read from and done to a session description: whose key it names, and and what is left out of it.

/** sha-256 fingerprint as lower-case hex without colons; "" when there is none or they differ between sections. */
export function fingerprintIn(sdp: string): string {
  const all = new Set([...sdp.matchAll(/^a=fingerprint:sha-256 ([0-9A-F:]+)\s*$/gim)].map((m) => m[1]!.replaceAll(":", "").toLowerCase()));
  return all.size === 1 ? [...all][0]! : "";
}

/**
 * As it goes out: candidates travel apart, and nothing is said of codecs that are not offered (Firefox leaves feedback
 * lines of those that were taken out, and Chromium then refuses the whole description).
 */
export function outgoing(sdp: string): string {
  let offered: string[] = [];
  return sdp.split(/(?<=\n)/).filter((line) => {
    if (line.startsWith("m=")) offered = line.trim().split(" ").slice(3);
    const codec = /^a=(?:rtcp-fb|fmtp|rtpmap):(\d+)/.exec(line)?.[1];
    return codec ? offered.includes(codec) : !/^a=(candidate:|end-of-candidates)/.test(line);
  }).join("");
}

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
