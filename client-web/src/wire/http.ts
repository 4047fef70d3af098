// The front door over HTTPS: sign in, sign out, accept an invitation, ask who we are. Same origin, JSON, cookie only.
// Must never keep a passphrase, a code or a token beyond the call.
import type { DemoPerson, Invitation, SessionState } from "../state/contract";
import { Refused, type Door } from "../state/port";

type Problem = { reason?: string; message?: string; field?: string; retry_after_s?: number };

async function call<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: body === undefined ? {} : { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Refused("offline", "");
  }
  const text = await answer.text();
  let data: unknown = undefined;
  try {
    data = text ? JSON.parse(text) : undefined;
  } catch {
    data = undefined;
  }
  if (answer.ok) return data as T;
  const p = (data ?? {}) as Problem;
  const wait = p.retry_after_s === undefined ? undefined : p.retry_after_s * 1000;
  throw new Refused(p.reason ?? `http.${answer.status}`, p.message ?? "", p.field, wait);
}

export const httpDoor: Door = {
  session: () => call<SessionState>("GET", "/api/session"),
  async demo() {
    try {
      return (await call<{ people: DemoPerson[] }>("GET", "/api/demo")).people;
    } catch {
      return null;
    }
  },
  demoLogin: (person) => call("POST", "/api/demo/login", { person }),
  login: (email, passphrase, code) => call("POST", "/api/login", { email, passphrase, code }),
  logout: () => call("POST", "/api/logout", {}),
  invitation: (token) => call<Invitation>("POST", "/api/invitation", { token }),
  upload: async (...all) => (await import("./upload")).sendFile(...all),
  accept: async (token, passphrase, code) =>
    (await call<{ recovery_codes: string[] }>("POST", "/api/invitation/accept", { token, passphrase, code })).recovery_codes,
};
