// A sheet from the inline end (full screen on phones): the browser's own modal dialog, so focus stays inside,
// Escape closes, and focus goes back to what opened it. One sheet at a time, never a modal on a modal.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "../i18n";
import { Button } from "./parts";

type Props = { title: string; above?: string; onClose(): void; children: ComponentChildren; footer?: ComponentChildren; onSubmit?(): void; narrow?: boolean };

export function Sheet({ title, above, onClose, children, footer, onSubmit, narrow }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    const dialog = ref.current;
    dialog?.showModal();
    heading.current?.focus();
    return () => {
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
      {footer && <footer class="sheet-foot">{footer}</footer>}
    </>
  );
  return (
    <dialog ref={ref} class={`sheet ${narrow ? "sheet-narrow" : ""}`} aria-labelledby={id}
      onCancel={(e) => { e.preventDefault(); onClose(); }} onClick={(e) => { if (e.target === ref.current) onClose(); }}>
      {onSubmit
        ? <form class="sheet-inner" noValidate onSubmit={(e) => { e.preventDefault(); onSubmit(); }}>{body}</form>
        : <div class="sheet-inner">{body}</div>}
    </dialog>
  );
}
