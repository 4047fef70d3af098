// One cell in full: who said what, for what, since and until when, how it is known, who recorded it; and what can be done.
// Stopping is a plain button of the same size as recording, and says beforehand what it does.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { day, dayLong, lastDay, list, t, word } from "../../i18n";
import { endGround, loadKnows } from "../../state/cases";
import type { Ground, Knows, MemberRef, Row } from "../../state/contract";
import { Refused } from "../../state/port";
import { spoken } from "../../state/store";
import { Button, Chip, Chips, Icon } from "../parts";
import { cellOf } from "./matrix";

type Props = { caseId: number; k: Knows; row: Row; domain: string; stop: boolean; onClose(): void; onRecord: (() => void) | undefined; onInvite: (() => void) | undefined };
const first = (m: MemberRef | undefined) => m?.name.split(" ")[0] ?? "";

export function Detail({ caseId, k, row, domain, stop, onClose, onRecord, onInvite }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const from = document.querySelector<HTMLElement>(".cell-open");
    from?.scrollIntoView({ block: "nearest", inline: "nearest" });
    // Closed from within, the keyboard goes back to the cell it came from.
    return () => { setTimeout(() => { if (document.activeElement === document.body) from?.focus(); }, 0); };
  }, []);
  useEffect(() => { if (matchMedia("(max-width: 1099px)").matches) heading.current?.focus(); }, []);
  const cell = cellOf(row, domain);
  const name = (id: number) => first(k.members.find((m) => m.id === id));
  const here = k.grounds.filter((g) => (g.organisation === null || g.organisation.id === row.organisation.id) && (g.life_domains.length === 0 || (g.life_domains as string[]).includes(domain)));
  const live = here.filter((g) => g.live && g.effect === "permit");
  const denies = here.filter((g) => g.live && g.effect === "deny");
  const consents = live.filter((g) => g.kind === "consent");
  const laws = live.filter((g) => g.kind !== "consent");
  const until = live.map((g) => g.end).filter((e): e is string => Boolean(e)).sort()[0];
  const soonest = live.filter((g) => g.ends_in_days !== undefined).sort((a, b) => a.ends_in_days! - b.ends_in_days!)[0];
  const purposes = [...new Set(live.map((g) => g.purpose).filter((p) => p !== null))];
  // A live yes may be about some of the household only: the line stays broken, yet their messages are read.
  const only = k.members.filter((m) => live.some((g) => g.members.includes(m.id)) && !denies.some((g) => g.members.includes(m.id)));
  const others = cell?.together === "missing" ? k.members.filter((m) => !only.includes(m)) : [];
  const may = cell && (cell.together === "missing" ? only.length > 0 : cell.together !== "none");
  return (
    <aside class="detail" aria-labelledby="detail-title" onKeyDown={(e) => { if (e.key === "Escape") onClose(); }}>
      <header class="detail-head">
        <h2 id="detail-title" ref={heading} tabIndex={-1}><bdi>{row.organisation.name}</bdi> · {word("domain", domain)}</h2>
        <Button kind="icon" icon="close" label={t("close")} onClick={onClose} />
      </header>
      <div class={`sentence sentence-${cell?.together ?? "none"}`}>
        <p><strong>{headline(k, row, domain)}</strong></p>
        {only.length > 0 && others.length > 0 && <p>{t("detail.only", { names: list(only.map(first)), others: list(others.map(first)) })}</p>}
        {cell?.members.filter((m) => m.sentence).map((m) => <p key={m.member}>{m.sentence}</p>)}
        {!cell?.members.some((m) => m.sentence) && k.must_agree.filter((a) => (a.who.length > 1 || a.who[0] !== a.member) && cell?.members.some((m) => m.member === a.member && m.state !== "without_consent")).map((a) => a.sentence).filter((s, i, all) => s && all.indexOf(s) === i).slice(0, 2).map((s) => <p key={s}>{s}</p>)}
      </div>
      {(live.length > 0 || denies.length > 0) && (
        <dl class="facts">
          {purposes.length > 0 && <Fact name={t("detail.for")}>{list(purposes.map((p) => word("purpose", p)))}</Fact>}
          {live[0]?.begin && <Fact name={t("detail.since")}>{dayLong(live.map((g) => g.begin ?? "").filter(Boolean).sort()[0]!)}</Fact>}
          {until && <Fact name={t("detail.until")}><strong>{dayLong(lastDay(until))}</strong>{soonest?.ends_in_days !== undefined && soonest.ends_in_days <= 60 && `, ${t("detail.days", { n: soonest.ends_in_days })}`}</Fact>}
          {k.members.map((m) => {
            const said = [...consents, ...denies].filter((g) => g.given_by.includes(m.id)).sort((a, b) => (b.given_at ?? "").localeCompare(a.given_at ?? ""))[0];
            return said ? <Fact key={m.id} name={m.name.split(" ")[0]!}>{said.effect === "deny" ? t("detail.no") : said.evidence ? word("said", said.evidence) : t("detail.yes")}{said.given_at && `, ${day(said.given_at)}`}</Fact> : null;
          })}
          {laws.map((g) => <Fact key={g.ground} name={word("kind", g.kind)}>{word("secrecy", g.secrecy_ground)}{g.reason && <span class="block soft">“{g.reason}”</span>}</Fact>)}
          {live[0]?.recorded_by && <Fact name={t("detail.recorded")}>{[...new Set(live.map((g) => g.recorded_by?.name).filter(Boolean))].join(", ")}</Fact>}
        </dl>
      )}
      {k.carrier && (
        <div class="detail-acts">
          {onRecord && <Button kind="filled" onClick={onRecord}>{t("detail.record")}</Button>}
          {may && onInvite && <Button icon="people" onClick={onInvite}>{t("detail.invite")}</Button>}
          {consents.length > 0 && <Stop caseId={caseId} k={k} row={row} grounds={consents} name={name} begun={stop} />}
          {laws.map((g) => <EndLaw key={g.ground} caseId={caseId} g={g} organisation={row.organisation.name} />)}
          {denies.map((g) => g.given_by.map((who) => <TakeBack key={`${g.ground}.${who}`} caseId={caseId} g={g} who={who} name={name(who)} />))}
        </div>
      )}
      {may && <section class="detail-not"><h3>{t("detail.notsee", { organisation: row.organisation.name })}</h3><p class="soft">{t("detail.notsee.text")}</p></section>}
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

/** One line that says what the marks say, in names. */
export function headline(k: Knows, row: Row, domain: string): string {
  const cell = cellOf(row, domain);
  const of = (...states: string[]) => (cell?.members ?? []).filter((m) => states.includes(m.state)).map((m) => first(k.members.find((x) => x.id === m.member)));
  const yes = of("may", "ends"), no = of("refused"), none = of("missing"), law = of("without_consent");
  if (!cell || yes.length + no.length + none.length + law.length === 0) return t("detail.notasked");
  const parts: string[] = [];
  if (law.length) parts.push(t("detail.law", { names: list(law) }));
  if (yes.length) parts.push(yes.length === 2 && !no.length && !none.length ? t("detail.bothyes", { names: list(yes) }) : t("detail.saidyes", { names: list(yes), n: yes.length }));
  if (no.length) parts.push(t("detail.saidno", { names: list(no), n: no.length }));
  if (none.length) parts.push(t("detail.none", { names: list(none), n: none.length }));
  return parts.join(" ");
}

function useAct(caseId: number) {
  const busy = useSignal(false);
  const words = useSignal("");
  const run = async (step: () => Promise<void>, said: string) => {
    busy.value = true;
    words.value = "";
    try {
      await step();
      spoken.value = said;
      await loadKnows(caseId);
    } catch (e) {
      words.value = (e instanceof Refused && e.message) || t("failed.text");
    }
    busy.value = false;
  };
  return { busy, words, run };
}

function Stop({ caseId, k, row, grounds, name, begun }: { caseId: number; k: Knows; row: Row; grounds: Ground[]; name(id: number): string; begun: boolean }) {
  const givers = [...new Set(grounds.flatMap((g) => g.given_by))].filter((id) => k.members.some((m) => m.id === id));
  const open = useSignal(begun);
  const who = useSignal<number | null>(begun && givers.length === 1 ? givers[0]! : null);
  const { busy, words, run } = useAct(caseId);
  const theirs = grounds.filter((g) => who.value !== null && g.given_by.includes(who.value));
  const domains = list([...new Set(theirs.flatMap((g) => g.life_domains))].map((d) => word("domain", d).toLowerCase()));
  const stop = () => run(async () => { for (const g of theirs) await endGround(caseId, g.ground, who.value ?? undefined); }, t("detail.stopped", { organisation: row.organisation.name }));
  if (!open.value) return <><Button icon="refused" onClick={() => { open.value = true; who.value = givers.length === 1 ? givers[0]! : null; }}>{t("consent.withdraw")}</Button><p class="soft">{t("consent.now.organisation", { organisation: row.organisation.name })}</p></>;
  return (
    <section class="stop">
      <h3>{t("detail.who")}</h3>
      <Chips>{givers.map((id) => <Chip key={id} one name="stop-who" on={who.value === id} onToggle={() => { who.value = id; }}>{name(id)}</Chip>)}</Chips>
      {who.value !== null && <p>{t("detail.consequence", { organisation: row.organisation.name, domains })}</p>}
      {words.value && <p class="tone-stop" role="alert"><Icon name="warn" size={16} /> {words.value}</p>}
      <div class="row"><Button icon="refused" busy={busy.value} off={who.value === null && t("detail.who.first")} onClick={() => void stop()}>{t("consent.withdraw")}</Button><Button onClick={() => { open.value = false; }}>{t("back")}</Button></div>
    </section>
  );
}

function EndLaw({ caseId, g, organisation }: { caseId: number; g: Ground; organisation: string }) {
  const { busy, words, run } = useAct(caseId);
  return <><Button busy={busy.value} onClick={() => void run(() => endGround(caseId, g.ground), t("detail.stopped", { organisation }))}>{t("detail.endlaw", { kind: word("kind", g.kind).toLowerCase() })}</Button>{words.value && <p class="tone-stop" role="alert">{words.value}</p>}</>;
}
function TakeBack({ caseId, g, who, name }: { caseId: number; g: Ground; who: number; name: string }) {
  const { busy, words, run } = useAct(caseId);
  return <><Button busy={busy.value} onClick={() => void run(() => endGround(caseId, g.ground, who), t("detail.takenback", { name }))}>{t("detail.takeback", { name })}</Button>{words.value && <p class="tone-stop" role="alert">{words.value}</p>}</>;
}
