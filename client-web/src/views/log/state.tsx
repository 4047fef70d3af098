// The state of the log: how many entries, when it was last sealed, and whether it is whole, checked on request.
import { number, t, nearTime } from "../../i18n";
import { checking, checkpoint, loadCheckpoint } from "../../state/log";
import { Button, Failed, Icon, Loading } from "../parts";

export function LogState() {
  const load = checkpoint.value;
  return (
    <section aria-labelledby="log-state">
      <h2 id="log-state">{t("log.state")}</h2>
      {load.at === "failed" ? <Failed words={load.words} retry={() => void loadCheckpoint()} />
        : load.at !== "ready" ? <Loading lines={3} />
        : (
          <div class="card card-pad log-state">
            <Verdict />
            <p class="soft">{t("log.sealed", { n: load.value.size, time: nearTime(load.value.at) })}</p>
            <dl class="facts mono"><div><dt>{t("log.origin")}</dt><dd>{load.value.origin}</dd></div><div><dt>{t("log.root")}</dt><dd>{load.value.root}</dd></div></dl>
            <Button busy={checking.value} onClick={() => void loadCheckpoint(true)}>{t("log.check")}</Button>
            <p class="soft">{t("log.self")}</p>
          </div>
        )}
    </section>
  );
}

function Verdict() {
  const v = checkpoint.value.at === "ready" ? checkpoint.value.value.verified : undefined;
  if (!v) return <p class="verdict"><Icon name="log" /> <strong>{t("log.unchecked")}</strong></p>;
  if (v.whole) return <p class="verdict tone-consent" role="status"><Icon name="log" /> <span><strong>{t("audit.whole")}</strong><span class="soft block">{t("log.checked", { n: v.entries, ms: number(v.took_ms) })}</span></span></p>;
  return <p class="verdict tone-stop" role="alert"><Icon name="warn" /> <span><strong>{t("audit.broken", { n: v.first_bad?.n ?? 0 })}</strong>{v.first_bad && <span class="block">{v.first_bad.what}</span>}</span></p>;
}

/** On a phone: one line above the entries. */
export function LogStateLine() {
  if (checkpoint.value.at !== "ready") return null;
  const v = checkpoint.value.value.verified;
  return (
    <div class="log-line phone-only">
      <Icon name={v && !v.whole ? "warn" : "log"} />
      <strong>{!v ? t("log.sealed.short", { n: checkpoint.value.value.size }) : v.whole ? t("audit.whole") : t("audit.broken", { n: v.first_bad?.n ?? 0 })}</strong>
      <Button small busy={checking.value} onClick={() => void loadCheckpoint(true)}>{t("log.check")}</Button>
    </div>
  );
}
