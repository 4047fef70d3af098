// Consults asked of me, on the overview and on a page of their own; and calls I was asked into. A question is shown only
// when the server gave it; yes and no weigh the same.
import { useEffect } from "preact/hooks";
import { day, list, nearTime, t, word } from "../../i18n";
import { c, callWord } from "../../i18n/call";
import { consults, loadConsults, waitsForMe } from "../../state/call/consults";
import { loadMyCalls, myCalls } from "../../state/call/list";
import type { CallRow, ConsultState } from "../../state/call/wire";
import { callInvites } from "../../state/store-call";
import { caseRows, you } from "../../state/store";
import { Empty, Failed, Icon, LinkButton, Loading, Tag } from "../parts";
import { whenOf } from "../call/words";
import "../../styles/call-strip.css";

const nameOf = (x: ConsultState): string => (x.asked_by.id === you.value?.id ? list(x.experts.map((e) => e.name)) : x.asked_by.name);
export function ConsultRow({ x }: { x: ConsultState }) {
  const mine = x.asked_by.id === you.value?.id;
  return (
    <li class="consult-row">
      <Icon name="eye" />
      <div>
        <p><strong>{c(mine ? "consult.row.mine" : "consult.row.asked", { name: nameOf(x) })}</strong> {!mine && <span class="soft">{x.asked_by.organisation}</span>}</p>
        {x.question && <p dir="auto" class="consult-words">{x.question}</p>}
        <p class="soft">{[x.life_domains?.length ? list(x.life_domains.map((d) => word("domain", d).toLowerCase())) : "", callWord("consult.state", x.state), t("until.short", { date: day(x.until) })].filter(Boolean).join(" · ")}{x.ends_soon && <> <Tag kind="ending" icon="ends">{c(x.ends_soon === "day" ? "consult.soon.day" : "consult.soon.week")}</Tag></>}</p>
        {x.advice && mine && <p class="consult-advice" dir="auto"><strong>{c("consult.advice.of", { name: x.advice.by })}</strong> {x.advice.text}</p>}
      </div>
      <LinkButton small href={`/consult/${x.id}`}>{c(waitsForMe(x) ? "consult.answer" : "consult.look")}</LinkButton>
    </li>
  );
}
function CallRowLine({ x }: { x: CallRow }) {
  const by = x.inviter && x.inviter.name !== you.value?.name ? x.inviter : undefined;
  const label = x.case === undefined ? "" : caseRows.value.find((r) => r.case === x.case)?.label ?? "";
  const since = x.state === "open" && x.opened_at ? c("strip.since", { time: nearTime(x.opened_at) }) : "";
  return <li class="consult-row"><Icon name="phone" /><div><p><strong>{by ? c("call.row", { name: by.name }) : c(x.purpose === "plan" ? "make.meeting" : "make.call")}</strong> <span class="soft">{[by?.organisation, label].filter(Boolean).join(" · ")}</span></p><p class="soft">{[whenOf(x), since].filter(Boolean).join(" ")}</p></div><LinkButton small href={`/gesprek/${x.id}`}>{c(x.state === "open" ? "strip.join" : "consult.look")}</LinkButton></li>;
}

/** On the overview: only what waits for me. */
export function AskedToday() {
  useEffect(() => {
    if (consults.value.at === "none") void loadConsults();
    if (myCalls.value.at === "none") void loadMyCalls();
  }, []);
  const asked = consults.value.at === "ready" ? consults.value.value.filter((x) => waitsForMe(x) || (x.ends_soon && x.state !== "ended")) : [];
  const rows = myCalls.value.at === "ready" ? myCalls.value.value : [];
  const told: CallRow[] = callInvites.value.filter((i) => !rows.some((r) => r.id === i.call)).map((i) => ({ id: i.call, state: i.starts_at ? "planned" : "open", purpose: "call", inviter: i.inviter, ...(i.starts_at ? { starts_at: i.starts_at } : {}) }));
  const calls = [...rows, ...told];
  if (!asked.length && !calls.length) return null;
  return (
    <section class="asked-today" aria-labelledby="asked-title">
      <h2 id="asked-title" class="section-title">{c("asked.title")}</h2>
      <ul class="card rows">{calls.map((x) => <CallRowLine key={`c${x.id}`} x={x} />)}{asked.map((x) => <ConsultRow key={x.id} x={x} />)}</ul>
    </section>
  );
}

export function ConsultsPage() {
  useEffect(() => { document.title = `${t("nav.consults")} · Kortelijn`; void loadConsults(); }, []);
  const load = consults.value;
  const all = load.at === "ready" ? load.value : [];
  const mine = all.filter((x) => x.asked_by.id === you.value?.id);
  const asked = all.filter((x) => x.asked_by.id !== you.value?.id);
  return (
    <div class="page">
      <header class="page-head"><div><h1>{t("nav.consults")}</h1></div></header>
      {load.at === "failed" ? <Failed words={load.words} retry={() => void loadConsults()} /> : load.at !== "ready" ? <Loading retry={() => void loadConsults()} /> : all.length === 0 ? <Empty title={c("consult.none")} text={c("consult.none.text")} /> : (
        <>
          {asked.length > 0 && <section><h2 class="section-title">{c("consult.list.asked")}</h2><ul class="card rows">{asked.map((x) => <ConsultRow key={x.id} x={x} />)}</ul></section>}
          {mine.length > 0 && <section><h2 class="section-title">{c("consult.list.mine")}</h2><ul class="card rows">{mine.map((x) => <ConsultRow key={x.id} x={x} />)}</ul></section>}
        </>
      )}
    </div>
  );
}
