// What is always there, on both pages of the family: language, the way out, and what is said to who listens.
import type { ComponentChildren } from "preact";
import { LANGUAGES, type Language } from "./phone";
import { Banner, Icon } from "./parts";
import { NAMES, t, type Key } from "./words";

/** off: no line is wanted · trying: none yet or lost · on. `back` for a moment after it came back. */
export type LineAt = "off" | "trying" | "on" | "back";

export function LineBanner({ line, lost = "line.off" }: { line: LineAt; lost?: Key }) {
  if (line === "back") return <Banner icon="check">{t("line.back")}</Banner>;
  if (line !== "trying") return null;
  return <Banner icon="offline" tone="ending"><span role="status">{t(lost)}</span></Banner>;
}

type Props = { look?: string; language: Language; choose(to: Language): unknown; quit(): void; line: LineAt; said: string; children: ComponentChildren };
export function Shell({ look = "", language, choose, quit, line, said, children }: Props) {
  // The words are not there yet: nothing is better than keys.
  if (!document.title || t("title") === "title") return null;
  return (
    <div class={`shell ${look}`}>
      <header class="bar">
        <span class="brand"><Icon name="brand" /><span>Kortelijn</span></span>
        <label class="language">
          <Icon name="globe" size={20} /><span class="visually-hidden">{t("language")}</span>
          <select value={language} onChange={(e) => void choose(e.currentTarget.value as Language)}>
            {LANGUAGES.map((l) => <option key={l} value={l} lang={l}>{NAMES[l]}</option>)}
          </select>
        </label>
        <button type="button" class="button exit" onClick={quit} aria-describedby="exit-hint"><Icon name="out" size={20} /><span>{t("exit")}</span></button>
        <span id="exit-hint" class="visually-hidden">{t("exit.hint")}</span>
      </header>
      {children}
      <p class="visually-hidden" role="status">{line === "back" ? t("line.back") : said}</p>
    </div>
  );
}
