// A picture in its place: the engine's own element for others, one's own stream for oneself. Keeps no frame.
import { useEffect, useRef } from "preact/hooks";

export function Theirs({ video }: { video: HTMLVideoElement }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const at = place.current;
    at?.append(video);
    void video.play?.()?.catch(() => {});
    return () => { if (video.parentNode === at) video.remove(); };
  }, [video]);
  return <div class="tile-video" ref={place} aria-hidden="true" />;
}
export function Mine({ stream }: { stream: MediaStream }) {
  const el = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const v = el.current;
    if (v && v.srcObject !== stream) v.srcObject = stream;
    void v?.play?.()?.catch(() => {});
    return () => { if (v) v.srcObject = null; };
  }, [stream, stream.getVideoTracks()[0]?.id]);
  return <div class="tile-video tile-mine" aria-hidden="true"><video ref={el} muted autoPlay playsInline /></div>;
}
