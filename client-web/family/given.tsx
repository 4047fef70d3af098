// One consent as a sentence with the stroke of its state before it, for what for and until when, and "stop" beside it
// when there is something to stop.
import { useState } from "preact/hooks";
import { Button } from "./parts";
import { day, lastDay, list, say, t, word } from "./words";

export type Consented = { name: string; life_domains: string[]; purposes: string[]; until?: string; stroke: "solid" | "dashed" | "broken"; title?: string; note?: string; stop?: { words: string; run(): Promise<unknown> } };

export function Given({ name, life_domains, purposes, until, stroke, title, note, stop }: Consented) {
  const [failed, setFailed] = useState(false);
  const domains = list(life_domains.map((d) => word("domain", d)));
  const press = async () => {
    setFailed(false);
    await stop!.run().catch(() => setFailed(true));
  };
  return (
    <li class={`given ${stroke}`}>
      <div class="grow">
        {title && <strong class="block">{title}</strong>}
        {until ? say("consents.may", { name, domains, date: day(lastDay(until)) }, ["name"]) : say("consents.maynot", { name, domains }, ["name"])}
        {purposes.length > 0 && <span class="soft block">{say("consents.why", { purposes: list(purposes.map((p) => word("purpose", p))) })}</span>}
        {note && <span class="soft block">{note}</span>}
        {failed && <span class="problem" role="alert">{t("consents.failed")}</span>}
      </div>
      {stop && <Button onClick={press} label={`${stop.words}: ${name}`}>{stop.words}</Button>}
    </li>
  );
}
