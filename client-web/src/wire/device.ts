// A name for this tab and a counter that only rises, so that the server knows a repeated write when it sees one.
// Both live in sessionStorage: a reload is the same device. A duplicated tab copies that storage, therefore a
// lock tells whether the name is already taken by another tab.
export interface Device {
  readonly id: string;
  next(): number;
}

function fresh(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/** True when this tab now holds the name; it keeps it until the tab is gone. */
function claim(id: string): Promise<boolean> {
  if (!("locks" in navigator)) return Promise.resolve(true);
  return new Promise((done) => {
    void navigator.locks.request(`kortelijn-${id}`, { ifAvailable: true }, (lock) => {
      done(lock !== null);
      return lock ? new Promise<void>(() => {}) : undefined;
    });
  });
}

export async function thisDevice(storage: Storage = sessionStorage): Promise<Device> {
  const kept = storage.getItem("kl.device");
  let id = kept ?? fresh();
  if (kept && !(await claim(kept))) id = fresh();
  if (id !== kept) {
    storage.setItem("kl.device", id);
    storage.setItem("kl.counter", "0");
    await claim(id);
  }
  // Signing out clears the storage while this name lives on in the page: the counter must not start over.
  let last = Number(storage.getItem("kl.counter") ?? "0");
  return {
    id,
    next() {
      last = Math.max(last, Number(storage.getItem("kl.counter") ?? "0")) + 1;
      storage.setItem("kl.counter", String(last));
      return last;
    },
  };
}
