// Which of the few whole-page faces of the client to show: starting, at the door, inside, or ended.
import { phase } from "../state/store";
import { route } from "../state/router";
import { Ended } from "./gone";
import { InvitationPage } from "./invitation";
import { Loading } from "./parts";
import { Shell } from "./shell";
import { SignIn } from "./signin";

export function App() {
  if (route.value.at === "invitation") return <InvitationPage />;
  if (phase.value === "in") return <Shell />;
  if (phase.value === "ended") return <Ended />;
  if (phase.value === "out") return <SignIn />;
  return <main class="starting"><Loading lines={4} /></main>;
}
