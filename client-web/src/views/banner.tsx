// The quiet banner under the top: no connection, connected again, starting anew, standing still. In the flow, never over text.
import { connection, back, rooms, standing } from "../state/store";
import { route } from "../state/router";
import { theLine } from "../state/port";
import { t } from "../i18n";
import { Button, Icon, useTick } from "./parts";

export function Banner() {
  const c = connection.value;
  const waiting = c.at === "waiting";
  const now = useTick(waiting);
  if (standing.value) {
    return <div class="banner banner-stop" role="alert"><Icon name="warn" /><p><strong>{t("store.title")}</strong> {t("store.stopped")}</p></div>;
  }
  return <div role="status" class="banner-place">{words(now)}</div>;

  function words(at: number) {
    if (c.at === "waiting" && at - c.since >= 2_000) {
      const n = Math.max(0, Math.ceil((c.retryAt - at) / 1000));
      return (
        <div class="banner">
          <Icon name="offline" />
          <p><strong>{t("line.off.title")}</strong> <span aria-hidden="true">{n > 0 ? t("line.off", { n }) : t("line.try")}</span> <span class="soft">{t("line.wait")}</span></p>
          {route.value.at !== "screen" && <Button small onClick={() => theLine().retryNow()}>{t("line.now")}</Button>}
        </div>
      );
    }
    if (c.at === "stopping") return <div class="banner"><Icon name="refresh" /><p>{t("line.stopping")}</p></div>;
    if (back.value) return <div class="banner"><Icon name="check" /><p><strong>{t("line.back")}</strong></p></div>;
    if (Object.values(rooms.value).some((r) => r.status === "anew")) return <div class="banner"><Icon name="refresh" /><p>{t("line.anew")}</p></div>;
    return null;
  }
}
