// The little of calls and consults that the first page needs: whether this tab is in a call, who asks one in, how many
// consults wait for an answer. The rest is fetched with its views.
import { signal } from "@preact/signals";
import type { CallInvite } from "./call/wire";

/** The call this tab has a place in. */
export const callNow = signal<number | null>(null);
/** Calls one was asked into while this tab was open, newest last. */
export const callInvites = signal<CallInvite[]>([]);
export const consultsAsked = signal(0);
/** Those that go on, asked by me or of me. */
export const consultsOpen = signal(0);
/** Raised by each notice about a consult, before its views are there. */
export const consultsTold = signal(0);
