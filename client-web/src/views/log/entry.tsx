// One entry of the log as a sentence: what happened in bold, who and what, why; opened it shows its proof.
import { number, nearDay, isToday, t, timeSeconds, word } from "../../i18n";
import type { AuditEntry, AuditRow } from "../../state/contract";
import { logEntry, openEntry } from "../../state/log";
import { Icon } from "../parts";

const ICON: Record<AuditRow["icon"], [string, string]> = {
  read: ["may", "consent"], refused: ["hatch", "soft"], ended: ["refused", "soft"], recorded: ["check", "text"], law: ["law", "law"], other: ["paper", "soft"],
};

/** A case number does not break over two lines. */
const whole = (words: string): string => words.replace(/\b(\d{2})-(\d{4})\b/g, "$1\u2011$2");

export function Entry({ row }: { row: AuditRow }) {
  const open = logEntry.value?.n === row.n;
  const load = open ? logEntry.value!.load : null;
  const [icon, tone] = ICON[row.icon] ?? ICON.other;
  return (
    <li class={`entry ${open ? "entry-open" : ""}`}>
      <p class="entry-time"><time dateTime={row.at}>{!isToday(row.at) && <span class="entry-day">{nearDay(row.at)}</span>}{timeSeconds(row.at)}</time></p>
      <span class={`entry-icon tone-${tone}`}><Icon name={icon} /></span>
      <div class="entry-words">
        <p><strong>{row.title}{/[.!?]$/.test(row.title) ? "" : "."}</strong> {whole(row.sentence)}</p>
        {row.detail && <p class="soft">{whole(row.detail)}</p>}
        <p class="entry-proof mono">
          {t("log.entry", { n: row.n })}{row.case_number && ` · ${t("log.case", { number: row.case_number }).toLowerCase()}`}
          {" "}<button type="button" class="link-button" aria-expanded={open} onClick={() => void openEntry(row.n)}>{open ? t("log.proof.hide") : t("log.proof")}</button>
        </p>
        {load?.at === "ready" && <Proof e={load.value} />}
        {load?.at === "failed" && <p class="tone-stop" role="alert">{load.words || t("failed.text")}</p>}
      </div>
    </li>
  );
}

function Proof({ e }: { e: AuditEntry }) {
  return (
    <div class="proof">
      <dl class="facts mono">
        {e.fields.map((f) => <div key={f.name}><dt>{word("field", f.name)}</dt><dd>{f.value}</dd></div>)}
        <div><dt>{t("log.leaf")}</dt><dd>{e.leaf_hash}</dd></div>
        {e.size > 0 && <>
        <div><dt>{t("log.path")}</dt><dd>{e.proof.length ? e.proof.map((h) => <span class="block" key={h}>{h}</span>) : "—"}</dd></div>
        <div><dt>{t("log.root")}</dt><dd>{e.root}</dd></div>
        <div><dt>{t("log.size")}</dt><dd>{number(e.size)}</dd></div>
        </>}
      </dl>
      <p class="soft">{e.size > 0 ? t("log.proof.text") : t("log.proof.later")}</p>
    </div>
  );
}
