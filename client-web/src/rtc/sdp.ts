// The few things read from and done to a session description: whose key it names, and and what is left out of it.

/** sha-256 fingerprint as lower-case hex without colons; "" when there is none or they differ between sections. */
export function fingerprintIn(sdp: string): string {
  const all = new Set([...sdp.matchAll(/^a=fingerprint:sha-256 ([0-9A-F:]+)\s*$/gim)].map((m) => m[1]!.replaceAll(":", "").toLowerCase()));
  return all.size === 1 ? [...all][0]! : "";
}

/**
 * As it goes out: candidates travel apart; nothing is said of codecs that are not offered (Firefox leaves feedback lines
 * of those that were taken out, and Chromium then refuses the whole description); and each codec is named before
 * anything is said of it (Firefox does it the other way round, and readers that go line by line lose it).
 */
export function outgoing(sdp: string): string {
  return sdp.split(/^(?=m=)/m).map((section) => {
    const offered = /^m=\S+ \S+ \S+ (.*)/.exec(section)?.[1]?.trim().split(" ") ?? [];
    const lines = section.split(/(?<=\n)/).filter((line) => {
      const codec = /^a=(?:rtcp-fb|fmtp|rtpmap):(\d+)/.exec(line)?.[1];
      return codec ? offered.includes(codec) : !/^a=(candidate:|end-of-candidates)/.test(line);
    });
    const rank = (line: string) => (/^a=rtpmap/.test(line) ? 1 : /^a=(fmtp|rtcp-fb)/.test(line) ? 2 : 0);
    return lines.sort((x, y) => rank(x) - rank(y)).join("");
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
