// The composition root: gives the state its line and its door, starts the address bar, draws the app.
import { render } from "preact";
import { connectPorts, theLine } from "./state/port";
import { lineBecame } from "./state/connection";
import { greeted, heard, resumePoints } from "./state/notices";
import { startRouter } from "./state/router";
import { startSettings } from "./state/settings";
import { start } from "./state/signin";
import { language } from "./i18n";
import { thisDevice } from "./wire/device";
import { httpDoor } from "./wire/http";
import { WireLine, type SocketLike } from "./wire/socket";
import { App } from "./views/app";
import "./styles/index.css";

async function main(): Promise<void> {
  const device = await thisDevice();
  const line = new WireLine({
    open: () => new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`, "kortelijn.v1") as SocketLike,
    clock: { now: () => Date.now(), after: (ms, run) => setTimeout(run, ms), cancel: (timer) => clearTimeout(timer as number) },
    random: () => Math.random(),
    device,
    language: () => language.value,
    resume: resumePoints,
    onHello: greeted,
    onNotice: heard,
    onState: lineBecame,
  });
  connectPorts(line, httpDoor);
  addEventListener("online", () => theLine().retryNow());
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") theLine().retryNow(); });
  await startSettings();
  startRouter(window);
  render(<App />, document.getElementById("app")!);
  await start();
}

void main();
