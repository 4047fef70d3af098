// Whom of a new pair a first ground can be for: the rows of the law that this form offers (policy 4b). It only keeps the
// form from offering what will be refused; the server decides.
export type Half = { id: number; name: string; organisation: { id: number; name: string; kind: string } | null };
export type FirstGround = "none" | "debt_signal" | "directly_involved_wmo";

const DEBT = { kinds: ["municipality", "debt_bank"], domains: ["finances", "housing", "practical"] };

/** Those whose organisation may hold it; of an organisation that is not known yet nothing is offered. */
export function holders(ground: FirstGround, pair: Half[]): Half[] {
  if (ground === "none") return [];
  return pair.filter((p) => p.organisation !== null && (ground !== "debt_signal" || DEBT.kinds.includes(p.organisation.kind)));
}
export function offered(pair: Half[]): FirstGround[] {
  return (["none", "debt_signal", "directly_involved_wmo"] as const).filter((g) => g === "none" || holders(g, pair).length > 0);
}
export function domainsOf(ground: FirstGround, all: string[]): string[] {
  return ground === "debt_signal" ? all.filter((d) => DEBT.domains.includes(d)) : all;
}
/** Each once, in the order of the pair. */
export function organisationsOf(who: Half[]): { id: number; name: string }[] {
  const found = who.flatMap((p) => (p.organisation ? [p.organisation] : []));
  return found.filter((o, n) => found.findIndex((x) => x.id === o.id) === n);
}
