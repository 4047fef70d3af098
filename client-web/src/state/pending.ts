// Messages on their way: shown at once, and either replaced by the stored one or kept as failed with the words to act on.
// Pure. A message is never dropped silently: only the server's answer or the writer removes it.
import type { Item, MessageItem } from "./contract";

export type PendingMessage = {
  key: number; room: number; text: string; about: number[]; domains: string[]; law?: string; replyTo?: number;
  mentions: number[]; at: number; state: "sending" | "failed"; words?: string; landed?: number;
};

/** The live notice of one's own message may come before the reply: the first one alike is then the same message. */
export function landed(list: PendingMessage[], item: Item, you: number): PendingMessage[] {
  if (item.kind !== "message" || item.author.id !== you) return list;
  const hit = list.find((p) => p.state === "sending" && p.landed === undefined && p.text === item.text);
  return hit ? list.map((p) => (p === hit ? { ...p, landed: item.seq } : p)) : list;
}

export function failed(list: PendingMessage[], key: number, words: string): PendingMessage[] {
  return list.map((p) => (p.key === key ? { ...p, state: "failed", words } : p));
}

export function without(list: PendingMessage[], key: number): PendingMessage[] {
  return list.filter((p) => p.key !== key);
}

/** The stored message as the reply confirmed it, in case the reply came before the notice. */
export function asItem(p: PendingMessage, seq: number, at: string, author: MessageItem["author"]): MessageItem {
  return {
    kind: "message", room: p.room, seq, at, author, about: p.about, life_domains: p.domains as MessageItem["life_domains"], text: p.text,
    ...(p.law ? { source_law: p.law as NonNullable<MessageItem["source_law"]> } : {}), ...(p.replyTo ? { reply_to: p.replyTo } : {}), ...(p.mentions.length ? { mentions: p.mentions } : {}),
  };
}
