// A sheet from the inline end (full screen on phones): the browser's own modal dialog, so focus stays inside,
// Escape closes (once more when something was typed), and focus goes back to what opened it. One sheet at a time, never a modal on a modal.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { Button } from "./parts";

type Props = { title: string; above?: string; onClose(): void; children: ComponentChildren; footer?: ComponentChildren; onSubmit?(): void; narrow?: boolean };

export function Sheet({ title, above, onClose, children, footer, onSubmit, narrow }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const typed = useRef(false);
  const open = useRef(true);
  const [asks, ask] = useState(false);
  const away = () => { if (typed.current && !asks) ask(true); else onClose(); };
  useEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    const dialog = ref.current;
    dialog?.showModal();
    heading.current?.focus();
    return () => {
      open.current = false;
      dialog?.close();
      if (opener?.isConnected) opener.focus();
    };
  }, []);
  const body = (
    <>
      <header class="sheet-head">
        <div>
          {above && <p class="sheet-above">{above}</p>}
          <h2 id={id} ref={heading} tabIndex={-1}>{title}</h2>
        </div>
        <Button kind="icon" icon="close" label={t("close")} onClick={onClose} />
      </header>
      <div class="sheet-body">{children}</div>
      {asks && <div class="sheet-body" role="alert"><p>{t("sheet.lose")}</p></div>}
      {footer && <footer class="sheet-foot">{footer}</footer>}
    </>
  );
  return (
    <dialog ref={ref} class={`sheet ${narrow ? "sheet-narrow" : ""}`} aria-labelledby={id}
      onInput={(e) => { const at = e.target as HTMLInputElement; if (at.matches("textarea, input[type=text], input:not([type])") && at.getAttribute("role") !== "combobox") { typed.current = at.value !== ""; ask(false); } }}
      onCancel={(e) => { e.preventDefault(); away(); }} onClose={() => { if (open.current) onClose(); }} onClick={(e) => { if (e.target === ref.current) away(); }}>
      {onSubmit
        ? <form class="sheet-inner" noValidate onSubmit={(e) => { e.preventDefault(); onSubmit(); }}>{body}</form>
        : <div class="sheet-inner">{body}</div>}
    </dialog>
  );
}
