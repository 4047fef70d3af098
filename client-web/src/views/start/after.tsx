// After a signal was taken up: first contact or a visit, which the term looks at, and what came of it in one closed word.
// What was heard is not asked here: it belongs in the room of the case, where one chooses about whom and what it is.
import { useSignal } from "@preact/signals";
import { day, nearTime, t } from "../../i18n";
import { s, startWord } from "../../i18n/start";
import { failure } from "../../state/cases";
import { casePath } from "../../state/router";
import { hadContact, settleSignal } from "../../state/start/signals";
import type { SignalOpen, SignalOutcome } from "../../state/start/wire";
import { Button, Chip, Chips, FieldError, Group, Icon } from "../parts";

export function After({ x, onDone }: { x: SignalOpen; onDone?(): void }) {
  const outcome = useSignal<SignalOutcome | null>(null);
  const wrong = useSignal("");
  const busy = useSignal("");
  const run = async (what: string, step: () => Promise<void>) => {
    busy.value = what;
    wrong.value = "";
    try { await step(); } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = "";
  };
  const close = () => {
    if (!outcome.value) { wrong.value = s("after.need"); return; }
    void run("close", async () => { await settleSignal(x.signal, outcome.value!); onDone?.(); });
  };
  const help = x.kind === "worry" || x.kind === "school_absence";
  return (
    <section class="after">
      <ul class="after-facts">
        <li><Icon name="check" size={16} /> {x.taken_up_at ? s("after.taken", { date: day(x.taken_up_at) }) : startWord("signal.status", x.status)}{x.case !== undefined && <> · <a class="utrecht-link" href={casePath(x.case)}>{s("after.tocase")}</a></>}</li>
        {x.first_contact_at && <li><Icon name="check" size={16} /> {s("after.contacted", { time: nearTime(x.first_contact_at) })}</li>}
        {x.visited_at && <li><Icon name="check" size={16} /> {s("after.visited", { time: nearTime(x.visited_at) })}</li>}
      </ul>
      {!x.visited_at && (
        <div class="card card-pad sub-form">
          <p class="soft">{s("after.what")}</p>
          <div class="row">{!x.first_contact_at && <Button busy={busy.value === "contact"} onClick={() => void run("contact", () => hadContact(x.signal, false))}>{s("after.contact")}</Button>}<Button busy={busy.value === "visit"} onClick={() => void run("visit", () => hadContact(x.signal, true))}>{s("after.visit")}</Button></div>
        </div>
      )}
      <div class="card card-pad sub-form">
        <Group label={s("after.outcome")}><Chips>{(["prevented", "not_prevented", "no_contact"] as const).map((o) => <Chip key={o} one name="outcome" on={outcome.value === o} onToggle={() => { outcome.value = o; }}>{o === "prevented" && !help ? startWord("prevented", x.kind) : startWord(help ? "outcome.help" : "outcome", o)}</Chip>)}</Chips></Group>
        <div class="row"><Button busy={busy.value === "close"} onClick={close}>{s("after.close")}</Button></div>
      </div>
      {wrong.value && <FieldError text={wrong.value} />}
    </section>
  );
}
