// A file that was put in the room: its name and the way to it. Whether it may be read is decided at each reading.
import { t, time } from "../../i18n";
import type { FileItem } from "../../state/contract";
import { Icon } from "../parts";

/** The way to it stays while it waits for the scanner: who missed that it is clean comes in all the same. */
function Way({ file }: { file: FileItem["attachment"] }) {
  const note = file.state && <span class="soft"> ({t(`room.file.${file.state}`)})</span>;
  if (file.state === "erased") return <><span dir="auto">{file.name}</span>{note}</>;
  return <><a class="utrecht-link" href={`/api/attachments/${file.id}`} target="_blank" rel="noopener" dir="auto">{file.name}</a>{note}</>;
}

export function File({ item, fresh }: { item: FileItem; fresh: boolean }) {
  return (
    <li class={`ln ${fresh ? "ln-fresh" : ""}`} data-file={item.seq}>
      <time class="ln-time" dateTime={item.at}>{time(item.at)}</time>
      <span class="rail" aria-hidden="true"><span class="point point-square" /></span>
      <div class="event"><Icon name="paper" /><p><Way file={item.attachment} /> <span class="soft block">{t("room.file", { name: item.author.name })}</span></p></div>
    </li>
  );
}
