// What one writes at an item: a message, an action or a decision. "/" chooses the action and goes to its field.
import { signal } from "@preact/signals";

export type Write = "message" | "action" | "decision";
export const writing = signal<Write>("message");

export function writeAction(): void {
  writing.value = "action";
  setTimeout(() => document.getElementById("action-text")?.focus(), 0);
}
