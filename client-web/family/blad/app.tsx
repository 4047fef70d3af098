// Which screen of what a guest keeps is shown.
import { Title } from "../parts";
import { LineBanner, Shell } from "../shell";
import { t } from "../words";
import { chooseLanguage, quit } from "./flow";
import { End } from "./end";
import { Shown, Summary } from "./page";
import { Earlier, PlanScreen } from "./plan";
import { state } from "./store";

function Screen() {
  switch (state.where) {
    case "checking": return <main class="page"><LineBanner line={state.line} /><p class="soft" role="status">{t("checking")}</p></main>;
    case "page": return state.sheet === "end" ? <End of="page" /> : state.sheet === "show" ? <Shown /> : <Summary />;
    case "plan": return state.sheet === "end" ? <End of="plan" /> : state.earlier ? <Earlier plan={state.earlier} /> : <PlanScreen />;
    case "over": return <main class="page" key="over"><Title>{t("over.link")}</Title><p>{t("over.link.text")}</p></main>;
    case "gone": {
      const left = state.ended === "left";
      return <main class="page" key="gone"><Title>{t(left ? "plan.left" : state.ended === "plan" ? "plan.gone" : "page.gone")}</Title><p>{t(left ? "plan.left.text" : "page.gone.text")}</p></main>;
    }
  }
}

export const App = () => (
  <Shell language={state.language} choose={chooseLanguage} quit={quit} line={state.line} said={state.said()}>
    <Screen />
  </Shell>
);
