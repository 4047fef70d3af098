// The family's page begins here. The link's secret is out of the address bar before anything else runs (fragment.ts
// is the first import); then the words are fetched and the page is drawn from one state, again after every change.
import "./fragment";
import { render } from "preact";
import { App } from "./app";
import { watch } from "./away";
import { begin, quit } from "./flow";
import { stayAwake } from "./media";
import { onChange } from "./store";
import { speaksFrom } from "./words";
import "./family.css";

speaksFrom(import.meta.glob<string>("./i18n/*.json", { query: "?url", import: "default", eager: true }));
watch(quit, () => void stayAwake());
// A link pasted where the door already stands: only what is behind the # changed.
addEventListener("hashchange", () => location.reload());
onChange(() => render(<App />, document.getElementById("app")!));
void begin();
