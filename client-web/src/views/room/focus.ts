// Where the keyboard goes in a room: the writing field.
export function composerField(): HTMLTextAreaElement | null {
  return document.querySelector<HTMLTextAreaElement>("#composer-text");
}
export function focusComposer(): void {
  setTimeout(() => {
    const el = composerField();
    el?.focus();
    el?.setSelectionRange(el.value.length, el.value.length);
  }, 0);
}
