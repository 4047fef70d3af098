// A date as people write it, with the browser's own calendar one press away. Shows it back in words: "1 juni 2026".
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { dayLong, language, t, todayIso } from "../i18n";
import { readDay } from "../i18n/dates";
import { Field, Icon } from "./parts";

type Props = { label: string; value: string; onChange(iso: string): void; error?: string; hint?: string; optional?: boolean; past?: boolean };

export function DateField({ label, value, onChange, error, hint, optional, past }: Props) {
  const text = useSignal(value ? dayLong(value) : "");
  const wrong = useSignal(false);
  const native = useRef<HTMLInputElement>(null);
  useEffect(() => { if (value) text.value = dayLong(value); }, [language.value]);
  const read = (words: string, show: boolean) => {
    const iso = words.trim() ? readDay(words, todayIso(), past) : "";
    wrong.value = show && iso === null;
    onChange(iso ?? "");
    if (show && iso) text.value = dayLong(iso);
  };
  return (
    <Field label={label} hint={hint} optional={optional} error={wrong.value ? t("date.wrong") : error}>{(p) => (
      <div class="date">
        <input {...p} type="text" autocomplete="off" spellcheck={false} value={text.value}
          onInput={(e) => { text.value = e.currentTarget.value; read(e.currentTarget.value, false); }} onBlur={(e) => read(e.currentTarget.value, true)} />
        <button type="button" class="utrecht-button utrecht-button--subtle button-icon" aria-label={t("date.pick")} title={t("date.pick")}
          onClick={() => { try { native.current?.showPicker(); } catch { /* a browser without a picker: typing works */ } }}><Icon name="today" /></button>
        <input ref={native} type="date" class="date-native" tabIndex={-1} aria-hidden="true" value={value} min={past ? undefined : todayIso()} max={past ? todayIso() : undefined}
          onChange={(e) => { if (e.currentTarget.value) { text.value = dayLong(e.currentTarget.value); wrong.value = false; onChange(e.currentTarget.value); } }} />
      </div>
    )}</Field>
  );
}
