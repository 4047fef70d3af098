// Which screen is shown, under the bar that is always there: language, and the way out.
import { Call } from "./call";
import { Checking, Closed, Code, Gone, Left, Over } from "./door";
import { LANGUAGES, type Language } from "./fragment";
import { chooseLanguage, quit } from "./flow";
import { PageEnd, Shown, Summary } from "./page";
import { Icon } from "./parts";
import { Ready } from "./ready";
import { state } from "./store";
import { DeviceSheet } from "./tryout";
import { Waiting } from "./waiting";
import { NAMES, t } from "./words";

const inside = (): boolean => state.where === "call" && state.call?.you.leg !== undefined && state.sheet !== "devices";

function Screen() {
  if (state.sheet === "devices") return <DeviceSheet />;
  switch (state.where) {
    case "checking": return <Checking />;
    case "code": return <Code />;
    case "closed": return <Closed />;
    case "ready": return <Ready />;
    case "call": return inside() ? <Call /> : <Waiting />;
    case "left": return <Left />;
    case "over": return <Over />;
    case "gone": return <Gone />;
    case "page": return state.sheet === "page_end" ? <PageEnd /> : state.sheet === "show" ? <Shown /> : <Summary />;
  }
}

export function App() {
  // The words are not there yet: nothing is better than keys.
  if (!document.title || t("title") === "title") return null;
  return (
    <div class={`shell ${inside() ? "in-call" : ""}`}>
      <header class="bar">
        <span class="brand"><Icon name="brand" /><span>Kortelijn</span></span>
        <label class="language">
          <Icon name="globe" size={20} /><span class="visually-hidden">{t("language")}</span>
          <select value={state.language} onChange={(e) => void chooseLanguage(e.currentTarget.value as Language)}>
            {LANGUAGES.map((l) => <option key={l} value={l} lang={l}>{NAMES[l]}</option>)}
          </select>
        </label>
        <button type="button" class="button exit" onClick={quit} aria-describedby="exit-hint"><Icon name="out" size={20} /><span>{t("exit")}</span></button>
        <span id="exit-hint" class="visually-hidden">{t("exit.hint")}</span>
      </header>
      <Screen />
      <p class="visually-hidden" role="status">{state.line === "back" ? t("line.back") : state.said}</p>
    </div>
  );
}
