// The small building blocks every screen uses: icon, button, field, chip, segment, tag, person, states of loading.
// Styling comes from the picked NL Design System classes with our tokens; nothing here knows what a case is.
import { signal, useSignal } from "@preact/signals";
import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { useEffect, useId } from "preact/hooks";
import { t } from "../i18n";

export function Icon({ name, size = 20 }: { name: string; size?: 16 | 20 | 24 }) {
  return <svg class={`icon icon-${size}`} width={size} height={size} aria-hidden="true" focusable="false"><use href={`#i-${name}`} /></svg>;
}

type ButtonProps = {
  kind?: "filled" | "outlined" | "quiet" | "icon"; small?: boolean; icon?: string; busy?: boolean; off?: string | false; label?: string;
} & Omit<ButtonHTMLAttributes, "size" | "icon" | "label">;
const KIND = { filled: "utrecht-button--primary-action", outlined: "utrecht-button--secondary-action", quiet: "utrecht-button--subtle", icon: "utrecht-button--subtle button-icon" };

/** A button that cannot be used yet stays reachable and says why (`off`). */
export function Button({ kind = "outlined", small, icon, busy, off, label, children, onClick, class: extra, ...rest }: ButtonProps) {
  const why = useId();
  const dead = busy || Boolean(off);
  return (
    <>
      <button type="button" {...rest} class={`utrecht-button ${KIND[kind]} ${small ? "button-small" : ""} ${busy ? "utrecht-button--busy" : ""} ${off ? "button-off" : ""} ${extra ?? ""}`}
        aria-label={label} title={kind === "icon" ? label : undefined} aria-busy={busy || undefined} aria-disabled={dead || undefined} aria-describedby={off ? why : rest["aria-describedby"]}
        onClick={dead ? (e: Event) => e.preventDefault() : onClick}>
        {busy ? <Icon name="clock" size={16} /> : icon ? <Icon name={icon} size={kind === "icon" ? 20 : 16} /> : null}
        {kind !== "icon" && <span>{busy ? t("busy") : children}</span>}
      </button>
      {off ? <span id={why} class="button-why">{off}</span> : null}
    </>
  );
}

export function LinkButton({ kind = "outlined", icon, href, children, small }: { kind?: "filled" | "outlined"; icon?: string; href: string; children: ComponentChildren; small?: boolean }) {
  return <a class={`utrecht-button ${KIND[kind]} ${small ? "button-small" : ""}`} href={href}>{icon && <Icon name={icon} size={16} />}<span>{children}</span></a>;
}

export function IconLink({ href, icon, label }: { href: string; icon: string; label: string }) {
  return <a class="utrecht-button utrecht-button--subtle button-icon" href={href} aria-label={label} title={label}><Icon name={icon} /></a>;
}

type FieldProps = { label: string; hint?: string; error?: string; children(p: { id: string; "aria-describedby"?: string; "aria-invalid"?: boolean; class: string }): ComponentChildren; kind?: "textbox" | "textarea" | "select"; optional?: boolean };
/** Label above, hint under the label, error under the field with its remedy. */
export function Field({ label, hint, error, children, kind = "textbox", optional }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-h`, error && `${id}-e`].filter(Boolean).join(" ") || undefined;
  return (
    <div class="utrecht-form-field field">
      <label class="utrecht-form-label" for={id}>{label}{optional && <span class="field-optional"> {t("field.optional")}</span>}</label>
      {hint && <div class="utrecht-form-field-description" id={`${id}-h`}>{hint}</div>}
      {children({ id, "aria-describedby": described, "aria-invalid": error ? true : undefined, class: `utrecht-${kind} utrecht-${kind}--html-${kind === "textbox" ? "input" : kind} ${error ? `utrecht-${kind}--invalid` : ""}` })}
      {error && <FieldError id={`${id}-e`} text={error} />}
    </div>
  );
}
export function FieldError({ id, text }: { id?: string; text: string }) {
  return <div class="utrecht-form-field-error-message" id={id}><Icon name="warn" size={16} /> {text}</div>;
}

export function Group({ label, children, error, hint }: { label: string; children: ComponentChildren; error?: string; hint?: string }) {
  const id = useId();
  return (
    <fieldset class="group" aria-describedby={error ? id : undefined}>
      <legend class="utrecht-form-label">{label}</legend>
      {hint && <p class="utrecht-form-field-description">{hint}</p>}
      {children}
      {error && <FieldError id={id} text={error} />}
    </fieldset>
  );
}

type ChipProps = { on: boolean; onToggle(): void; children: ComponentChildren; name?: string; one?: boolean };
/** A toggle with a tick and a thicker edge; `one` makes it a choice of one. */
export function Chip({ on, onToggle, children, name, one }: ChipProps) {
  return (
    <label class={`chip ${on ? "chip-on" : ""}`}>
      <input type={one ? "radio" : "checkbox"} name={name} checked={on} onChange={onToggle} />
      {on && <Icon name="check" size={16} />}
      <span>{children}</span>
    </label>
  );
}
export function Chips({ children }: { children: ComponentChildren }) {
  return <div class="chips">{children}</div>;
}

/** Choose one: every choice has the same size, border and distance. */
export function Segment<T extends string>({ label, value, options, onChange, hideLabel }: { label: string; value: T | null; options: { value: T; label: string }[]; onChange(v: T): void; hideLabel?: boolean }) {
  const id = useId();
  return (
    <fieldset class="segment">
      <legend class={hideLabel ? "visually-hidden" : "utrecht-form-label"}>{label}</legend>
      <div class="segment-row">
        {options.map((o) => (
          <label key={o.value} class={value === o.value ? "segment-on" : ""}>
            <input type="radio" name={id} value={o.value} checked={value === o.value} onChange={() => onChange(o.value)} />
            <span>{o.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Tag({ kind = "plain", icon, children }: { kind?: "plain" | "ending" | "law" | "stop" | "strong"; icon?: string; children: ComponentChildren }) {
  return <span class={`tag tag-${kind}`}>{icon && <Icon name={icon} size={16} />}{children}</span>;
}
export function Count({ n, of }: { n: number; of: string }) {
  return n > 0 ? <span class="count"><span aria-hidden="true">{n > 99 ? "99+" : n}</span><span class="visually-hidden">{of}</span></span> : null;
}

export function initials(name: string): string {
  const parts = name.split(/\s+/).filter((p) => /^\p{Lu}/u.test(p));
  const first = parts[0]?.[0] ?? name[0] ?? "";
  return (first + (parts.length > 1 ? (parts[parts.length - 1]?.[0] ?? "") : "")).toUpperCase();
}
export function Face({ name, here, small }: { name: string; here?: boolean; small?: boolean }) {
  return <span class={`face ${small ? "face-small" : ""}`} aria-hidden="true">{initials(name)}{here && <span class="face-here" />}</span>;
}

const later = (ms: number, set: () => void) => { const id = setTimeout(set, ms); return () => clearTimeout(id); };
/** Nothing for 300 ms, then a skeleton of a constant size, after eight seconds words and a retry. */
export function Loading({ retry, lines = 6 }: { retry?(): void; lines?: number }) {
  const stage = useSignal(0);
  useEffect(() => later(300, () => { stage.value = 1; }), []);
  useEffect(() => later(8_000, () => { stage.value = 2; }), []);
  if (stage.value === 0) return <div class="loading" aria-busy="true" />;
  return (
    <div class="loading" aria-busy="true">
      <p class="visually-hidden" role="status">{t("loading")}</p>
      {stage.value === 2 && retry
        ? <div class="empty"><h2>{t("loading.long")}</h2><p>{t("loading.long.text")}</p><Button onClick={retry}>{t("message.retry")}</Button></div>
        : Array.from({ length: lines }, (_, i) => <span key={i} class={`bone bone-${i % 3}`} />)}
    </div>
  );
}
export function Empty({ title, text, children, icon }: { title: string; text?: string; children?: ComponentChildren; icon?: string }) {
  return <div class="empty"><h2>{icon && <Icon name={icon} size={20} />}{title}</h2>{text && <p>{text}</p>}{children}</div>;
}
export function Failed({ words, retry }: { words?: string; retry(): void }) {
  return <div class="empty" role="alert"><h2><Icon name="warn" size={20} />{t("failed.title")}</h2><p>{words || t("failed.text")}</p><Button onClick={retry}>{t("message.retry")}</Button></div>;
}

/** One clock for everything on screen that says "in n seconds" or "still typing". */
export const tick = signal(Date.now());
export function useTick(on: boolean): number {
  useEffect(() => {
    if (!on) return;
    tick.value = Date.now();
    const id = setInterval(() => { tick.value = Date.now(); }, 1_000);
    return () => clearInterval(id);
  }, [on]);
  return tick.value;
}
