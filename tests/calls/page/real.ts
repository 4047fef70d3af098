// The test page's line to the real server: as somebody who signed in (?real=person&call=N), or as a guest with the
// cookie of their link (?real=guest). Says hello first; comes back by itself after 300 ms.
import type { Line } from "./line";

type Frame = { id?: number; result?: unknown; error?: { message: string; data?: { reason?: string } } };
type Notice = { method: string; params: unknown };

export function realLine(asked: URLSearchParams): Line {
  const guest = asked.get("real") === "guest";
  const call = Number(asked.get("call"));
  const device = Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) => b.toString(16).padStart(2, "0")).join("");
  let socket: WebSocket;
  let next = 1;
  let opened: Promise<unknown>;
  const waiting = new Map<number, { done(result: unknown): void; failed(error: Error): void }>();
  /** What the server refused: method and reason. A test looks that nothing stands here that should not. */
  const refused: string[] = (window as unknown as { refused: string[] }).refused = [];
  const send = (method: string, params: object) => new Promise<unknown>((done, failed) => {
    const id = next++;
    waiting.set(id, { done, failed: (error) => { if (error.message !== "outcome_unknown") refused.push(`${method}: ${error.message}`); failed(error); } });
    socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
  });
  const line: Line = {
    async ask(method, params) {
      await opened;
      // What may be seen changed while it was answered: asked again, as the client does.
      for (let times = 1; ; ++times) {
        try {
          return await send(method, params);
        } catch (error) {
          if ((error as Error).message !== "outcome_unknown" || times === 5) throw error;
          await new Promise((r) => setTimeout(r, 200 * times));
        }
      }
    },
    join: (leg) => line.ask("call.join", { ...(guest ? {} : { call }), ...(leg === undefined ? {} : { leg }) }),
    onNotice: () => {},
    onBack: () => {},
  };
  const connect = (again: boolean) => {
    socket = new WebSocket(`wss://${location.host}/ws${guest ? "?as=guest" : ""}`, "kortelijn.v1");
    opened = new Promise((done, failed) => {
      socket.onopen = () => {
        send(guest ? "guest.hello" : "connection.hello", guest ? {} : { device, language: "nl" }).then((hello) => {
          done(hello);
          if (again) line.onBack();
        }, failed);
      };
    });
    opened.catch(() => {});
    socket.onmessage = ({ data }) => {
      const got = JSON.parse(data as string) as Frame | Notice[];
      if (Array.isArray(got)) return got.forEach((n) => line.onNotice(n.method, n.params));
      const w = waiting.get(got.id as number);
      waiting.delete(got.id as number);
      if (got.error) w?.failed(new Error(got.error.data?.reason ?? got.error.message));
      else w?.done(got.result);
    };
    socket.onclose = () => {
      for (const w of waiting.values()) w.failed(new Error("offline"));
      waiting.clear();
      setTimeout(() => connect(true), 300);
    };
  };
  connect(false);
  return line;
}
