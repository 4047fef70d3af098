// One entry of the log as a sentence: what happened in bold, who and what, why; opened it shows its proof.
import { useSignal } from "@preact/signals";
import { capital, number, nearDay, isToday, t, timeSeconds, word } from "../../i18n";
import type { AuditEntry, AuditRow } from "../../state/contract";
import { logEntry, openEntry } from "../../state/log";
import { Button, Icon } from "../parts";
import { asCopied, proofRows } from "./proof";

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
  const copied = useSignal(false);
  const copy = async () => {
    copied.value = await navigator.clipboard.writeText(asCopied(e)).then(() => true, () => false);
  };
  return (
    <div class="proof">
      {e.fields.map((f) => (
        <section key={f.name}>
          <h2>{capital(word("field", f.name))}</h2>
          <dl class="facts mono">{proofRows(f).map((r) => <div key={r.name}><dt>{r.name}</dt><dd>{r.value}</dd></div>)}</dl>
        </section>
      ))}
      <section>
        <h2>{t("log.proof.title")}</h2>
        <dl class="facts mono">
          <div><dt>{t("log.leaf")}</dt><dd>{e.leaf_hash}</dd></div>
          {e.size > 0 && <>
          <div><dt>{t("log.path")}</dt><dd>{e.proof.length ? e.proof.map((h) => <span class="block" key={h}>{h}</span>) : "—"}</dd></div>
          <div><dt>{t("log.root")}</dt><dd>{e.root}</dd></div>
          <div><dt>{t("log.size")}</dt><dd>{number(e.size)}</dd></div>
          </>}
        </dl>
      </section>
      <div><Button small icon={copied.value ? "check" : "paper"} onClick={() => void copy()}>{t(copied.value ? "log.copied" : "log.copy")}</Button></div>
      <p class="soft">{e.size > 0 ? t("log.proof.text") : t("log.proof.later")}</p>
    </div>
  );
}
