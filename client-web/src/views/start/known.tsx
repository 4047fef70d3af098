// Who knows this household already: only those who made themselves known. Asking changes nothing else on the screen,
// whoever was asked, or nobody: silence, no and no match look the same.
import { useSignal } from "@preact/signals";
import { t, time } from "../../i18n";
import { s } from "../../i18n/start";
import { failure } from "../../state/cases";
import { askInvolved } from "../../state/start/signals";
import type { SignalOpen } from "../../state/start/wire";
import { Button, FieldError, Icon } from "../parts";

export function Known({ x, page }: { x: SignalOpen; page: boolean }) {
  const Title = page ? "h2" : "h3";
  const busy = useSignal(false);
  const wrong = useSignal("");
  const ask = async () => {
    busy.value = true;
    wrong.value = "";
    try { await askInvolved(x.signal); } catch (e) { wrong.value = failure(e).words || t("failed.text"); }
    busy.value = false;
  };
  return (
    <section class="known" aria-labelledby="known-title">
      <Title id="known-title">{s("known.title")}</Title>
      <ul aria-live="polite">{x.involved.map((p) => <li key={p.id}><Icon name="people" /> <span><strong><bdi>{p.name}</bdi></strong> <span class="soft">{p.organisation}</span></span></li>)}</ul>
      <p class="soft">{s("known.only")}</p>
      {x.asked_at ? <p class="soft">{s("known.asked", { time: time(x.asked_at) })}</p> : x.status === "received" && <Button small busy={busy.value} onClick={() => void ask()}>{s("known.ask")}</Button>}
      {wrong.value && <FieldError text={wrong.value} />}
    </section>
  );
}
