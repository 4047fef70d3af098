// Jumping to a message: who asks, and what the conversation shows as the place it jumped to.
import { signal } from "@preact/signals";

export const jump = signal<{ room: number; seq: number } | null>(null);
/** The message that is pointed out for a moment after a jump. */
export const pointed = signal<number | null>(null);

export function jumpTo(room: number, seq: number): void {
  jump.value = { room, seq };
}
