// Raw calls over a socket of their own, from inside somebody's page: with their cookie, without the client.
import type { Page } from "@playwright/test";

export type Call = [method: string, params: object];
export type Item = { kind: string; seq: number; text?: string; about?: number[]; life_domains?: string[] };

/** Says hello, then each call in turn; the reply frames as they came, hello's first. All have the id 7. */
export async function raw(page: Page, calls: Call[], resume?: object): Promise<string[]> {
  return page.evaluate(async ([all, points]) => {
    const socket = new WebSocket(`wss://${location.host}/ws`, "kortelijn.v1");
    const replies: string[] = [];
    let wake = () => {};
    let wanted = 0;
    socket.onmessage = (e) => { if (!e.data.startsWith("[")) { replies.push(e.data); wake(); } };
    await new Promise((done, no) => { socket.onopen = done; socket.onerror = no; });
    const device = [...crypto.getRandomValues(new Uint8Array(8))].map((b) => b.toString(16).padStart(2, "0")).join("");
    const hello = ["connection.hello", { device, language: "nl", ...(points ? { resume: points } : {}) }];
    for (const [method, params] of [hello, ...all] as [string, object][]) {
      ++wanted;
      socket.send(JSON.stringify({ jsonrpc: "2.0", id: 7, method, params }));
      while (replies.length < wanted)
        await new Promise<void>((done, no) => {
          wake = done;
          socket.onclose = () => no(new Error(`closed at ${method}`));
          setTimeout(() => no(new Error(`no reply to ${method}`)), 10_000);
        });
    }
    socket.onclose = null;
    socket.close();
    return replies;
  }, [calls, resume ?? null] as const);
}

export async function ask<T>(page: Page, method: string, params: object): Promise<T> {
  const reply = JSON.parse((await raw(page, [[method, params]]))[1]);
  if (!reply.result) throw new Error(`${method}: ${JSON.stringify(reply.error)}`);
  return reply.result as T;
}

export type Row = { case: number; room: number; number: string; label: string; unread: number };
export async function rowOf(page: Page, label: string): Promise<Row> {
  const { cases } = await ask<{ cases: Row[] }>(page, "case.list", {});
  return cases.find((c) => c.label === label) as Row;
}

/** Everything of a room that this person may read. */
export async function history(page: Page, room: number): Promise<Item[]> {
  const items: Item[] = [];
  for (let after = 0, more = true; more;) {
    const at = await ask<{ items: Item[]; last_seq: number; more: boolean }>(page, "message.history", { room, after, limit: 100 });
    items.push(...at.items);
    after = at.last_seq;
    more = at.more;
  }
  return items;
}
