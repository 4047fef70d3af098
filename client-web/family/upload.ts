// A paper on its way: the photo is drawn anew and no larger than reading needs, so that neither the place nor the phone
// it was made with leaves the phone, then sent with its progress told. Keeps nothing of it afterwards.
export const MOST_MB = 25;
const LONGEST_SIDE = 2_600;
const PREVIEW_SIDE = 640;
export const TYPES = /^(image\/(jpeg|png|heic|heif|webp)|application\/pdf)$/;

const WHY: Record<number, Why> = { 413: "big", 415: "type", 422: "type", 429: "cut" };

export type Why = "big" | "type" | "cut" | "no" | "quarantined";
export class NotSent extends Error {
  constructor(readonly reason: Why) { super(reason); }
}
export interface Prepared { body: Blob; name: string; picture: ImageBitmap | null }

function drawn(picture: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** A picture the browser cannot read (some phones' own kind) goes as it is; the server strips it. */
export async function prepare(file: File): Promise<Prepared> {
  const picture = file.type.startsWith("image/") ? await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null) : null;
  if (!picture) return { body: file, name: file.name, picture };
  const png = file.type === "image/png";
  const body = await new Promise<Blob | null>((done) => drawn(picture, LONGEST_SIDE).toBlob(done, png ? "image/png" : "image/jpeg", 0.88));
  return body ? { body, name: png ? file.name : file.name.replace(/(\.\w+)?$/, ".jpg"), picture } : { body: file, name: file.name, picture };
}

export const preview = (picture: ImageBitmap): HTMLCanvasElement => drawn(picture, PREVIEW_SIDE);

export function send(paper: number, what: Prepared, progress: (part: number) => void): Promise<number> {
  return new Promise((done, fail) => {
    const way = new XMLHttpRequest();
    way.open("PUT", `/api/attachments?checklist=${paper}`);
    way.responseType = "json";
    way.setRequestHeader("Content-Type", what.body.type || "application/octet-stream");
    way.setRequestHeader("X-File-Name", encodeURIComponent(what.name));
    way.upload.onprogress = (e) => { if (e.lengthComputable) progress(e.loaded / e.total); };
    way.onerror = way.onabort = way.ontimeout = () => fail(new NotSent("cut"));
    way.onload = () => {
      const answer = way.response as { id?: number; reason?: string } | null;
      if (way.status === 201 && answer?.id) return done(answer.id);
      fail(new NotSent(answer?.reason === "attachment.infected" ? "quarantined" : WHY[way.status] ?? (way.status >= 500 ? "cut" : "no")));
    };
    way.send(what.body);
  });
}
