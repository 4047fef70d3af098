// All cases this person has to do with: carried, joined, closed; and opening a new one.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../i18n";
import { loadCases, loadCasesSoon } from "../state/cases";
import { canOpenCases, caseRows, cases, unreadTotal } from "../state/store";
import { CaseTable } from "./case-table";
import { NewCase } from "./newcase/newcase";
import { NoCases } from "./no-cases";
import { Button, Failed, Loading } from "./parts";
import { SearchBox } from "./today";

export function CasesPage() {
  const load = cases.value;
  const creating = useSignal(false);
  useEffect(() => { document.title = `${t("nav.cases")} · Kortelijn`; }, []);
  useEffect(() => { if (cases.value.at === "none") loadCasesSoon(); }, []);
  const rows = caseRows.value;
  const groups = [
    { title: t("cases.mine"), rows: rows.filter((c) => c.carrier && c.status === "open") },
    { title: t("cases.joined"), rows: rows.filter((c) => !c.carrier && c.status === "open") },
    { title: t("cases.closed"), rows: rows.filter((c) => c.status === "closed") },
  ].filter((g) => g.rows.length > 0);
  const add = canOpenCases.value && <Button icon="plus" onClick={() => { creating.value = true; }}>{t("case.new")}</Button>;
  return (
    <div class="page">
      <header class="page-head">
        <div><h1>{t("nav.cases")}</h1><p class="soft">{t("cases.count", { n: rows.length })}{unreadTotal.value > 0 && ` · ${t("cases.new", { n: unreadTotal.value })}`}</p></div>
        <div class="row"><SearchBox />{rows.length > 0 && add}</div>
      </header>
      {load.at === "failed" ? <Failed words={load.words} retry={() => void loadCases()} />
        : load.at !== "ready" ? <Loading retry={() => void loadCases()} />
        : groups.length === 0 ? <NoCases>{add}</NoCases>
        : groups.map((g) => <section key={g.title}><h2 class="section-title">{g.title}</h2><CaseTable rows={g.rows} /></section>)}
      {creating.value && <NewCase onClose={() => { creating.value = false; }} />}
    </div>
  );
}
