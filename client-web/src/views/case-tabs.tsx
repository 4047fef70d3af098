// The two faces of a case: its room and the household's plan. Plain links; which of them one may read the server says there.
import { t } from "../i18n";
import { casePath } from "../state/router";

export function CaseTabs({ caseId, at }: { caseId: number; at: "room" | "plan" }) {
  return (
    <nav class="case-tabs" aria-label={t("case.tabs")}>
      <a href={casePath(caseId)} aria-current={at === "room" ? "page" : undefined}>{t("case.room")}</a>
      <a href={casePath(caseId, "plan")} aria-current={at === "plan" ? "page" : undefined}>{t("case.plan")}</a>
    </nav>
  );
}
