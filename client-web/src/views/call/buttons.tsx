// The round of buttons under the stage: 44 px, always with a word; a toggle says its state, and its key to a screen reader.
import type { ComponentChildren } from "preact";
import { Icon } from "../parts";

export function StageButton({ icon, children, onClick, red, wide, expanded, keys, pressed }: { wide?: boolean; icon: string; children: ComponentChildren; onClick(): void; red?: boolean; expanded?: boolean; keys?: string; pressed?: boolean }) {
  return (
    <button type="button" class={`stage-button ${red ? "stage-red" : ""} ${wide ? "stage-wide" : ""}`} onClick={onClick} aria-expanded={expanded} aria-pressed={pressed} aria-keyshortcuts={keys}>
      <Icon name={icon} /><span>{children}</span>
    </button>
  );
}
export function Toggle({ on, icon, label, keys, onToggle }: { on: boolean; icon: string; label: string; keys: string; onToggle(): void }) {
  return <StageButton icon={on ? icon : `${icon}-off`} keys={keys} onClick={onToggle}>{label}</StageButton>;
}
