// The test page's line to the hub: asks in order, comes back by itself after 300 ms, tells when it is back.
export interface Line {
  ask(method: string, params: object): Promise<unknown>;
  join(leg: number | undefined): Promise<unknown>;
  onNotice: (method: string, params: unknown) => void;
  onBack: () => void;
}

export function hubLine(who: string): Line {
  let socket: WebSocket;
  let next = 1;
  let opened: Promise<void>;
  const waiting = new Map<number, { done(result: unknown): void; failed(error: Error): void }>();
  const line: Line = {
    async ask(method, params) {
      await opened;
      return new Promise((done, failed) => {
        const id = next++;
        waiting.set(id, { done, failed });
        socket.send(JSON.stringify({ id, method, params }));
      });
    },
    join: (leg) => line.ask("call.join", { leg }),
    onNotice: () => {},
    onBack: () => {},
  };
  const connect = (again: boolean) => {
    socket = new WebSocket(`${location.origin.replace("http", "ws")}/?who=${who}`);
    opened = new Promise((done) => { socket.onopen = () => { done(); if (again) line.onBack(); }; });
    socket.onmessage = ({ data }) => {
      const f = JSON.parse(data as string) as { id?: number; result?: unknown; method?: string; params?: unknown };
      if (f.method) return line.onNotice(f.method, f.params);
      waiting.get(f.id as number)?.done(f.result);
      waiting.delete(f.id as number);
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
