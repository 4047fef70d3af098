// A file to the server, over HTTPS with the session's cookie. Same origin; the name travels in a header, the bytes as they
// are. Must never keep the file or read what is in it.
import { Refused, type KeptFile } from "../state/port";

/** Rejects with the server's reason. `told` hears how much of it has left, 0..1. */
export function sendFile(query: Record<string, string>, file: File, told: (part: number) => void, stop: AbortSignal): Promise<KeptFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `/api/attachments?${new URLSearchParams(query)}`);
    request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (e) => { if (e.lengthComputable) told(e.loaded / e.total); };
    request.onerror = () => reject(new Refused("offline", ""));
    request.onabort = () => reject(new Refused("stopped", ""));
    request.onload = () => {
      let body: { reason?: string; message?: string } = {};
      try { body = JSON.parse(request.responseText || "{}"); } catch { body = {}; }
      if (request.status === 201) resolve(body as KeptFile);
      else reject(new Refused(body.reason ?? `http.${request.status}`, body.message ?? ""));
    };
    stop.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
