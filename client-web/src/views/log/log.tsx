// The privacy officer's page: search the log, read entries as sentences, see whether the log is whole.
// Shows no case content; says so, and says that looking things up is logged too.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import type { AuditSearch } from "../../state/contract";
import { loadCheckpoint, logPage, moreLog, searchLog } from "../../state/log";
import { Button, Empty, Failed, Icon, Loading } from "../parts";
import { Entry } from "./entry";
import { Chosen, Filters, periodOf, type Filter } from "./filters";
import { LogState, LogStateLine } from "./state";

export function asQuery(f: Filter): AuditSearch {
  const caseNumber = /\b\d{2}-\d{4}\b/.exec(f.text)?.[0];
  const text = f.text.replace(caseNumber ?? "\u0000", "").trim();
  return {
    ...(text.length > 1 ? { text } : {}), ...(caseNumber ?? f.caseNumber ? { case_number: caseNumber ?? f.caseNumber } : {}),
    ...(f.person ? { person: f.person.id } : {}), ...(f.organisation ? { organisation: f.organisation.id } : {}),
    ...(f.event ? { event: f.event } : {}), ...(f.outcome ? { outcome: f.outcome } : {}), ...periodOf(f),
  };
}

export function LogPage() {
  const filter = useSignal<Filter>({ text: "" });
  const more = useSignal(false);
  const busy = useSignal(false);
  const f = filter.value;
  useEffect(() => { document.title = `${t("log.title")} · Kortelijn`; void loadCheckpoint(); }, []);
  useEffect(() => {
    const wait = setTimeout(() => void searchLog(asQuery(f)), f.text ? 220 : 0);
    return () => clearTimeout(wait);
  }, [f]);
  const load = logPage.value;
  const page = load.at === "ready" ? load.value : null;
  const next = async () => { busy.value = true; try { await moreLog(); } finally { busy.value = false; } };
  return (
    <div class="page log-page">
      <div class="log-main">
        <h1>{t("log.title")}</h1>
        <p class="phone-only log-note soft">{t("log.note")}</p>
        <LogStateLine />
        <div class="log-search">
          <Icon name="search" />
          <input class="utrecht-textbox utrecht-textbox--html-input" type="search" aria-label={t("log.search")} placeholder={t("log.search.example")} value={f.text} spellcheck={false} autocomplete="off" onInput={(e) => { filter.value = { ...filter.value, text: e.currentTarget.value }; }} />
          <span class="log-count soft" role="status">{page && t("log.count", { n: page.entries.length, plus: page.more ? "+" : "", ms: page.tookMs })}</span>
        </div>
        <Chosen filter={filter} />
        <div class="log-filter-toggle phone-only"><Button small aria-expanded={more.value} onClick={() => { more.value = !more.value; }}>{t("log.filters")}</Button></div>
        <Filters filter={filter} open={more.value} />
        {load.at === "failed" ? <Failed words={load.words} retry={() => void searchLog(asQuery(f))} />
          : !page ? <Loading lines={6} retry={() => void searchLog(asQuery(f))} />
          : page.entries.length === 0 ? <Empty title={t("log.nothing")} text={t(Object.entries(f).some(([k, v]) => k !== "text" && v) ? "log.nothing.text" : "log.nothing.words")} />
          : <ol class="card rows entries">{page.entries.map((e) => <Entry key={e.n} row={e} />)}</ol>}
        {!!page?.unopened && <p class="log-more" role="status">{t("log.unopened", { n: page.unopened })}</p>}
        {page?.more && <p class="log-more"><Button busy={busy.value} onClick={() => void next()}>{t("log.more")}</Button></p>}
      </div>
      <aside class="log-side"><LogState /></aside>
    </div>
  );
}
