// What an entry says, as rows of a name and a value; and the whole of it as text, to be checked elsewhere.
// Every part is shown, also one this client does not know: an unknown name stands as it is.
import { dayLong, time, word } from "../../i18n";
import type { AuditEntry } from "../../state/contract";

export type ProofRow = { name: string; value: string };
const GROUPS: Record<string, string> = { role: "role", ground_kind: "kind", purpose: "purpose", life_domains: "domain", law: "law" };

/** Numbers of 64 bits as texts: read as numbers their last digits would be others. */
const exact = (json: string): string => json.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}/g, (found) => (found.startsWith('"') ? found : `"${found}"`));

function one(key: string, v: unknown): string {
  if (key === "until" && typeof v === "number") return `${dayLong(v)} ${time(v)}`;
  if (key === "ranges" && Array.isArray(v)) return v[0] === v[1] ? String(v[0]) : v.join("–");
  const group = GROUPS[key];
  if (typeof v === "string") return group ? word(group, v) : v;
  return typeof v === "object" ? JSON.stringify(v) : String(v);
}

/** The parts of one field of an entry. What is no JSON object is one row, as it came. */
export function proofRows(field: AuditEntry["fields"][number]): ProofRow[] {
  let parts: unknown;
  try {
    parts = JSON.parse(exact(field.value));
  } catch {
    parts = null;
  }
  if (typeof parts !== "object" || parts === null || Array.isArray(parts)) return [{ name: word("field", field.name), value: field.value }];
  return Object.entries(parts).map(([key, v]) => ({ name: word("field", key), value: Array.isArray(v) ? v.map((x) => one(key, x)).join(", ") : one(key, v) }));
}

/** Just what the server gave, so that somebody else can reckon with it. */
export function asCopied(e: AuditEntry): string {
  return JSON.stringify({ n: e.n, leaf: e.leaf, leaf_hash: e.leaf_hash, fields: e.fields, proof: e.proof, size: e.size, root: e.root }, null, 1);
}
