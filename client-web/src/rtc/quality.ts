// Judges one line from what it measured: when it is too weak for a picture, sound goes on alone, and when it has been
// good for a while the picture comes back. Each failed return waits twice as long. Pure: fed with samples, once a second.

export interface Sample {
  /** Part of what we sent that did not arrive, 0..1, as the other end reports; undefined = not reported. */
  lost?: number;
  /** Round trip, seconds. */
  trip?: number;
  /** What the browser thinks can be sent, bit/s. */
  room?: number;
}

const BAD_S = 4;
const GOOD_S = 10;
const LONGEST_GOOD_S = 160;
const LOSS_BAD = 0.12;
const LOSS_GOOD = 0.04;
const TRIP_BAD_S = 1.5;
const ROOM_BAD = 70_000;
/** A picture that failed this soon after its return makes the next return wait longer. */
const RELAPSE_S = 30;

export class Quality {
  weak = false;
  private bad = 0;
  private good = 0;
  private needed = GOOD_S;
  private since = Infinity;

  /** One second's sample; whether `weak` changed. */
  sample(s: Sample): boolean {
    const bad = (s.lost ?? 0) > LOSS_BAD || (s.trip ?? 0) > TRIP_BAD_S || (s.room ?? Infinity) < ROOM_BAD;
    this.since++;
    if (!this.weak) {
      this.bad = bad ? this.bad + 1 : Math.max(0, this.bad - 1);
      if (this.bad < BAD_S) return false;
      this.needed = this.since < RELAPSE_S ? Math.min(this.needed * 2, LONGEST_GOOD_S) : GOOD_S;
      return this.become(true);
    }
    // Without the picture the browser's estimate of room no longer grows: only loss and delay count for the way back.
    const good = (s.lost ?? 0) < LOSS_GOOD && (s.trip ?? 0) < TRIP_BAD_S / 2;
    this.good = good ? this.good + 1 : 0;
    if (this.good < this.needed) return false;
    this.since = 0;
    return this.become(false);
  }

  private become(weak: boolean): true {
    this.weak = weak;
    this.bad = this.good = 0;
    return true;
  }
}
