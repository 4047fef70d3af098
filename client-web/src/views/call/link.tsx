// A link made a moment ago: the address to copy or to point a phone at, and the code that is told apart. Both are shown
// now and never again; a new link ends this one.
import { signal, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { day, time } from "../../i18n";
import { c } from "../../i18n/call";
import type { FreshLink } from "../../state/call/wire";
import { Button, Icon } from "../parts";
import { linkAddress } from "./words";

const qr = signal<ComponentType<{ text: string; label: string }> | null>(null);

/** Links whose card was on screen before: only a new one takes the focus. */
const seen = new Set<number>();

export function LinkCard({ link, name, language, onDone }: { link: FreshLink; name: string; language: string; onDone?: () => void }) {
  const head = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!seen.has(link.id)) head.current?.focus();
    seen.add(link.id);
  }, [link.id]);
  const copied = useSignal(false);
  const shown = useSignal(false);
  const wrong = useSignal(false);
  const address = linkAddress(link.token, language);
  useEffect(() => { if (shown.value && !qr.value) void import("./qr").then((m) => { qr.value = m.Qr; }).catch(() => { wrong.value = true; }); }, [shown.value]);
  const copy = async () => {
    try { await navigator.clipboard.writeText(address); copied.value = true; } catch { wrong.value = true; }
  };
  const Qr = qr.value;
  return (
    <div class="link-card">
      <p ref={head} tabIndex={-1} class="link-head"><strong>{c("link.for", { name })}</strong> <span class="soft">{c("link.until", { date: day(link.ends_at), time: time(link.ends_at) })}</span></p>
      <ol class="link-steps">
        <li>
          <p>{c("link.step.send")}</p>
          <input class="utrecht-textbox utrecht-textbox--html-input link-address" readOnly aria-label={c("link.address")} value={address} onFocus={(e) => e.currentTarget.select()} />
          <div class="row"><Button small icon={copied.value ? "check" : "link"} onClick={() => void copy()}>{c(copied.value ? "link.copied" : "link.copy")}</Button><Button small icon="qr" aria-expanded={shown.value} onClick={() => { shown.value = !shown.value; }}>{c(shown.value ? "link.qr.hide" : "link.qr")}</Button></div>
          {wrong.value && <p class="soft">{c("link.byhand")}</p>}
          {shown.value && (Qr ? <Qr text={address} label={c("link.qr.label", { name })} /> : <p class="soft">{c("link.qr.wait")}</p>)}
        </li>
        <li><p>{c("link.step.code")}</p><p class="link-code mono" aria-label={[...link.code].join(" ")}>{link.code}</p></li>
      </ol>
      <p class="soft link-once"><Icon name="info" size={16} /> {c("link.once")}</p>
      {onDone && <Button small onClick={onDone}>{c("link.done")}</Button>}
    </div>
  );
}
