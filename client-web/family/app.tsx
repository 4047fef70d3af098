// Which screen of the door and the call is shown.
import { Call } from "./call";
import { Checking, Closed, Code, Left, Over } from "./door";
import { chooseLanguage, quit } from "./flow";
import { Ready } from "./ready";
import { Shell } from "./shell";
import { state } from "./store";
import { DeviceSheet } from "./tryout";
import { Waiting } from "./waiting";

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
  }
}

export const App = () => (
  <Shell look={inside() ? "in-call" : ""} language={state.language} choose={chooseLanguage} quit={quit} line={state.line} said={state.where === "over" ? "" : state.said()}>
    <Screen />
  </Shell>
);
