// The safety word of a call: everybody vouches for a key and a random number before anybody shows theirs (so that
// nobody can search for a fitting one), then all are shown and checked. The word is the same on every screen only when
// everybody sees the same keys. It does not protect against a page that was itself tampered with.
import type { Leg, RtcPort, WordState } from "./types";

const COMMIT = "kortelijn call word v1";
const SHOWN = "kortelijn call word v1 shown";
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
export const hex = (data: Uint8Array) => Array.from(data, (b) => b.toString(16).padStart(2, "0")).join("");

/** SHA-256 over the fields with a zero byte between them; text as UTF-8. */
async function digest(fields: (string | Uint8Array)[]): Promise<Uint8Array> {
  const parts = fields.flatMap((f, i) => [...(i ? [0] : []), ...(typeof f === "string" ? new TextEncoder().encode(f) : f)]);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(parts)));
}

export const commitOf = async (call: number, leg: Leg, fingerprint: string, nonce: string) =>
  hex(await digest([COMMIT, String(call), String(leg), bytes(fingerprint), bytes(nonce)]));

export async function wordOf(reveals: WordState["reveals"]): Promise<string> {
  const fields = [...reveals].sort((a, b) => a.leg - b.leg).flatMap((r) => [String(r.leg), bytes(r.fingerprint), bytes(r.nonce)]);
  const d = await digest([SHOWN, ...fields]);
  const bits = (((d[0]! << 24) | (d[1]! << 16) | (d[2]! << 8) | d[3]!) >>> 2);
  const six = [25, 20, 15, 10, 5, 0].map((shift) => ALPHABET[(bits >>> shift) & 31]).join("");
  return `${six.slice(0, 3)} ${six.slice(3)}`;
}

export class Word {
  /** Shown when everybody's reveal fits what they vouched for; the engine also asks whether the lines agree. */
  word: string | null = null;
  /** Revealed and true to their commit, lower-case hex, this round. */
  readonly keys = new Map<Leg, string>();
  /** Showed something else than they vouched for, or changed it. */
  readonly liars = new Set<Leg>();
  private round = -1;
  private nonce = "";
  private commit = "";
  private readonly first = new Map<Leg, string>();
  private revealed = false;

  constructor(
    private readonly port: RtcPort, readonly call: number, readonly leg: Leg, readonly fingerprint: string,
  ) {}

  /** Every new state of the round; resolves when what it asks of us is sent and what it shows is checked. */
  async apply(w: WordState, again = false): Promise<void> {
    if (w.round !== this.round) {
      this.round = w.round;
      this.word = null;
      this.nonce = hex(crypto.getRandomValues(new Uint8Array(32)));
      this.commit = "";
      this.revealed = false;
      for (const kept of [this.keys, this.first, this.liars]) kept.clear();
    }
    if (!w.legs.includes(this.leg)) return;
    const round = this.round;
    const fresh = !this.commit;
    if (fresh) this.commit = await commitOf(this.call, this.leg, this.fingerprint, this.nonce);
    if (round !== this.round) return;
    if (fresh || (again && !w.commits.some((c) => c.leg === this.leg))) this.tell("rtc.commit", { commit: this.commit });
    for (const c of w.commits) {
      if (!this.first.has(c.leg)) this.first.set(c.leg, c.commit);
      else if (this.first.get(c.leg) !== c.commit) this.liars.add(c.leg);
    }
    const all = w.legs.length > 0 && w.legs.every((leg) => this.first.has(leg));
    if (all && (!this.revealed || (again && !w.reveals.some((r) => r.leg === this.leg)))) this.reveal();
    if (all) await this.check(w, round);
  }

  private reveal(): void {
    // Somebody else's number in our place, or a changed set: nothing of ours is shown for it.
    if (this.first.get(this.leg) !== this.commit) return void this.liars.add(this.leg);
    this.revealed = true;
    this.tell("rtc.reveal", { fingerprint: this.fingerprint, nonce: this.nonce });
  }

  private async check(w: WordState, round: number): Promise<void> {
    for (const r of w.reveals) {
      const fits = (await commitOf(this.call, r.leg, r.fingerprint, r.nonce)) === this.first.get(r.leg);
      if (round !== this.round) return;
      if (!fits || (r.leg === this.leg && r.nonce !== this.nonce)) this.liars.add(r.leg);
      else this.keys.set(r.leg, r.fingerprint.toLowerCase());
    }
    const whole = w.legs.every((leg) => this.keys.has(leg)) && this.liars.size === 0;
    const reveals = w.legs.map((leg) => w.reveals.find((r) => r.leg === leg));
    const word = whole && reveals.every((r) => r) ? await wordOf(reveals as WordState["reveals"]) : null;
    if (round === this.round) this.word = word;
  }

  private tell(method: "rtc.commit" | "rtc.reveal", what: object): void {
    this.port.ask(method, { call: this.call, round: this.round, ...what } as never).catch(() => {});
  }
}
