// The guest's session over plain HTTP: opened with token and code, asked for after a page was loaded anew. Shared by
// both pages; says no more than the server answers.
export type Answer = { ok: boolean; status: number; data: { kind?: string; language?: string; name?: string; exit?: string; reason?: string; retry_after_s?: number } };

export async function post(method: "GET" | "POST", path: string, body?: object): Promise<Answer> {
  const answer = await fetch(path, { method, credentials: "same-origin", ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}) });
  return { ok: answer.ok, status: answer.status, data: await answer.json().catch(() => ({})) };
}
export const session = (): Promise<Answer | null> => post("GET", "/api/guest/session").catch(() => null);
