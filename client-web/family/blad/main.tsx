// What a guest keeps begins here: the page of fourteen days and the plan, at an address of their own, with the session
// that the door opened. Holds nothing of the call: no microphone, no camera, no papers.
import { render } from "preact";
import { watch } from "../away";
import { speaksFrom } from "../words";
import { App } from "./app";
import { begin, quit } from "./flow";
import { onChange } from "./store";
import "./blad.css";

speaksFrom(import.meta.glob<string>("../i18n-b/*.json", { query: "?url", import: "default", eager: true }));
watch(quit);
onChange(() => render(<App />, document.getElementById("app")!));
void begin();
