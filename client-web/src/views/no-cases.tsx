// An empty list of cases: how one comes to have cases, or why this role has none and where its work is.
import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import { searchOpen } from "../state/search";
import { canOpenCases, withoutCases } from "../state/store";
import { Button, Empty, LinkButton } from "./parts";

export function NoCases({ children }: { children?: ComponentChildren }) {
  const role = withoutCases.value;
  if (!role) return <Empty title={t("empty.cases")} text={t(canOpenCases.value ? "empty.cases.text" : "empty.cases.asked")}>{children}</Empty>;
  return (
    <Empty title={t(`empty.${role}`)} text={t(`empty.${role}.text`)}>
      <div class="row">
        <Button icon="search" onClick={() => { searchOpen.value = {}; }}>{t("empty.find")}</Button>
        <LinkButton href="/meer" icon="more">{t("empty.account")}</LinkButton>
      </div>
    </Empty>
  );
}
