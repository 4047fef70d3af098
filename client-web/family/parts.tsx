// Small pieces that every screen uses: icon, button, heading that takes the focus when its screen appears, banner.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t, type Key } from "./words";

export function Icon({ name, size = 24, tone = "" }: { name: string; size?: number; tone?: string }) {
  return <svg class={`icon ${tone}`} width={name === "brand" ? 34 : size} height={name === "brand" ? 16 : size} aria-hidden="true"><use href={`#i-${name}`} /></svg>;
}

type ButtonProps = { onClick?(): unknown; kind?: "fill" | "quiet" | "answer"; icon?: string; busy?: boolean; wide?: boolean; submit?: boolean; label?: string; children: ComponentChildren };
/** A button that answers for its own waiting: while what it started runs it says so and does nothing twice. */
export function Button({ onClick, kind, icon, busy, wide, submit, label, children }: ButtonProps) {
  const [running, setRunning] = useState(false);
  const alive = useRef(true);
  useEffect(() => () => { alive.current = false; }, []);
  const waits = busy || running;
  const press = async () => {
    if (waits || !onClick) return;
    const result = onClick();
    if (!(result instanceof Promise)) return;
    setRunning(true);
    await result.catch(() => {});
    if (alive.current) setRunning(false);
  };
  return (
    <button type={submit ? "submit" : "button"} class={`button ${kind ?? ""} ${wide ? "wide" : ""}`} aria-busy={waits || undefined} aria-label={label} onClick={press}>
      {icon && <Icon name={icon} />}<span>{waits ? t("busy") : children}</span>
    </button>
  );
}

/** The title of a screen: it is where a reader's attention goes when the screen changes. */
export function Title({ children }: { children: ComponentChildren }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    ref.current?.focus({ preventScroll: true });
    (ref.current?.closest(".panel") ?? window).scrollTo(0, 0);
  }, []);
  return <h1 tabIndex={-1} ref={ref}>{children}</h1>;
}

export function Banner({ icon = "info", tone = "", children }: { icon?: string; tone?: string; children: ComponentChildren }) {
  return <div class={`banner ${tone}`}><Icon name={icon} /><div>{children}</div></div>;
}

export function Row({ icon, tone, children }: { icon: string; tone?: string; children: ComponentChildren }) {
  return <li class="fact"><Icon name={icon} tone={tone} /><span>{children}</span></li>;
}

export function Explained({ what, how }: { what: Key; how: Key }) {
  return <><strong class="block">{t(what)}</strong>{t(how)}</>;
}
