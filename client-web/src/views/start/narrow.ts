// Whether this is a phone's width. Only what a start shows differs so much that styles alone cannot say it.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Wide where nothing can tell. */
export function useNarrow(): boolean {
  const query = globalThis.matchMedia?.("(max-width: 699px)");
  const narrow = useSignal(query?.matches ?? false);
  useEffect(() => {
    if (!query) return;
    const change = () => { narrow.value = query.matches; };
    query.addEventListener("change", change);
    return () => query.removeEventListener("change", change);
  }, []);
  return narrow.value;
}
