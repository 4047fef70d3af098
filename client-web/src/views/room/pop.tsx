// A small panel that opens from a button (upwards in the composer). Escape and a click elsewhere close it; focus returns.
import type { ComponentChildren } from "preact";
import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "../parts";

type Props = { label: string; title: string; children: ComponentChildren; open?: Signal<boolean>; attention?: boolean };

export function Pop({ label, title, children, open, attention }: Props) {
  const own = useSignal(false);
  const shown = open ?? own;
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!shown.value) return;
    place.current?.querySelector<HTMLElement>(".pop-panel input")?.focus();
    const outside = (e: Event) => { if (!place.current?.contains(e.target as Node)) shown.value = false; };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => { document.removeEventListener("pointerdown", outside); document.removeEventListener("focusin", outside); };
  }, [shown.value]);
  return (
    <div class="pop" ref={place} onKeyDown={(e) => {
      if (shown.value && (e.key === "Escape" || (e.key === "Enter" && (e.target as HTMLElement).matches("input")))) { e.preventDefault(); e.stopPropagation(); shown.value = false; button.current?.focus(); }
    }}>
      <button ref={button} type="button" class={`utrecht-button utrecht-button--secondary-action pop-button ${attention ? "pop-attention" : ""}`} aria-expanded={shown.value} aria-controls={id} aria-label={`${title}: ${label}`} onClick={() => { shown.value = !shown.value; }}>
        <Icon name="down" size={16} /><span>{label}</span>
      </button>
      {shown.value && <div id={id} class="pop-panel" role="group" aria-label={title}><p class="pop-title">{title}</p>{children}</div>}
    </div>
  );
}
