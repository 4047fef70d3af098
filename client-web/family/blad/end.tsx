// Ending one's own link: yes and no weigh the same, and what follows is said before.
import { Button, Title } from "../parts";
import { t } from "../words";
import { end } from "./flow";
import { set } from "./store";

export function End({ of }: { of: "page" | "plan" }) {
  const [title, text, stop, keep] = of === "page" ? (["page.end", "page.end.text", "page.end.do", "page.keep"] as const) : (["plan.end", "plan.end.text", "plan.end.do", "plan.end.keep"] as const);
  return (
    <main class="page">
      <Title>{t(title)}</Title>
      <p>{t(text)}</p>
      <div class="answers">
        <Button kind="answer" onClick={end}>{t(stop)}</Button>
        <Button kind="answer" onClick={() => set({ sheet: undefined })}>{t(keep)}</Button>
      </div>
    </main>
  );
}
