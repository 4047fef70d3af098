// How long to wait before the next attempt: doubling from half a second to thirty, with jitter,
// so that two thousand browsers do not come back in the same instant.
export const FIRST_MS = 500;
export const LONGEST_MS = 30_000;

/** Between half and all of the doubled wait; `random` is in [0, 1). */
export function waitMs(attempt: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(full * (0.5 + random / 2));
}
