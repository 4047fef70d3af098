// Stands between a page and the server, so that a moment can be looked at: a reply that does not come, a refusal by
// broken machinery, a line that is lost, a card that only weeks would bring. Passes everything on unless a screen asks otherwise.
import type { Page, WebSocketRoute } from "@playwright/test";

export type Hold = { silent?: string[]; refused?: string[]; lost?: boolean; late?: boolean; told?: (key: string, value: unknown) => unknown };
type State = { hold: Hold; open: Set<WebSocketRoute>; waiting: (() => void)[] };
const states = new WeakMap<Page, State>();

/** Before the page is loaded for the first time. */
export async function stand(page: Page): Promise<void> {
  const state: State = { hold: {}, open: new Set(), waiting: [] };
  states.set(page, state);
  await page.routeWebSocket(/\/ws$/, (socket) => {
    if (state.hold.lost) return void socket.close();
    const real = socket.connectToServer();
    state.open.add(socket);
    socket.onMessage((text) => {
      const call = JSON.parse(String(text)) as { id?: number; method?: string };
      if (state.hold.silent?.includes(call.method ?? "")) return;
      if (state.hold.refused?.includes(call.method ?? ""))
        return socket.send(JSON.stringify({ jsonrpc: "2.0", id: call.id, error: { code: -32603, message: "", data: { reason: "internal" } } }));
      real.send(text);
    });
    real.onMessage((frame) => {
      const { told } = state.hold;
      const text = told ? JSON.stringify(JSON.parse(String(frame), told)) : frame;
      if (state.hold.late) state.waiting.push(() => socket.send(text)); else socket.send(text);
    });
    socket.onClose(() => { state.open.delete(socket); real.close(); });
  });
}

/** From now on; nothing is held any more with {}. What waited is given in its order. */
export function hold(page: Page, how: Hold): void {
  const state = states.get(page) as State;
  state.hold = how;
  if (!how.late) for (const give of state.waiting.splice(0)) give();
  if (how.lost) for (const socket of state.open) void socket.close();
}
export const waits = (page: Page): number => (states.get(page) as State).waiting.length;
