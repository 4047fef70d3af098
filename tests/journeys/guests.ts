// Somebody of the family on a phone: the link, the code, sound and picture, the waiting place. And what is looked at
// underneath: the lines of media each page holds, and a photo as a phone makes it, with the place in it.
import { type Browser, type Page, expect } from "@playwright/test";
import { type Person, arrive, laptop, phone } from "./people";

const devices = { permissions: ["camera", "microphone"] };
export const atWork = { ...laptop, ...devices };
export const onPhone = { ...phone, ...devices };
export const cameras = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--use-fake-device-for-media-stream=fps=5", "--use-fake-ui-for-media-stream", "--autoplay-policy=no-user-gesture-required"];

export type Link = { id: number; token: string; code: string };
export const address = (url: string, link: Link): string => `${url}/g#${link.token}.nl`;

export async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Code van 6 cijfers").fill(code);
  await page.getByRole("button", { name: "Ga verder" }).click();
}

/** As far as the waiting place. */
export async function wait(browser: Browser, url: string, link: Link, o: { sound_only?: boolean } = {}): Promise<Person> {
  const person = await arrive(browser, address(url, link), onPhone, witness);
  const { page } = person;
  await enterCode(page, link.code);
  if (o.sound_only) await page.getByText("Ik doe alleen met geluid mee").click();
  await page.getByRole("button", { name: /^Zet microfoon (en camera )?aan$/ }).click();
  await page.getByRole("button", { name: "Ga naar het gesprek" }).click();
  await expect(page.getByText(/laat u zo binnen/)).toBeVisible();
  return person;
}

type Seen = { lines: RTCPeerConnection[]; closed_at: number; pressed_at: number };
declare global {
  interface Window { seen: Seen }
}

/** Runs in the page first: keeps every line that is made, when one was closed last, and when something was pressed last. */
export function witness(): void {
  const seen: Seen = { lines: [], closed_at: 0, pressed_at: 0 };
  window.seen = seen;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(config?: RTCConfiguration) {
      super(config);
      seen.lines.push(this);
    }
    override close(): void {
      seen.closed_at = Date.now();
      super.close();
    }
  };
  addEventListener("click", () => { seen.pressed_at = Date.now(); }, { capture: true });
}

/** How many lines are up now, and what came in over them, in bytes. */
export const media = (page: Page): Promise<{ up: number; bytes: number }> => page.evaluate(async () => {
  const up = window.seen.lines.filter((l) => l.connectionState === "connected");
  let bytes = 0;
  for (const l of up) (await l.getStats()).forEach((s) => { if (s.type === "inbound-rtp") bytes += s.bytesReceived; });
  return { up: up.length, bytes };
});

/** A photo with the phone's make and the place where it was made in it. */
export async function photo(page: Page): Promise<Buffer> {
  const bare = Buffer.from(await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
    const brush = canvas.getContext("2d")!;
    brush.fillStyle = "#ffffff";
    brush.fillRect(0, 0, 640, 480);
    brush.fillStyle = "#000000";
    brush.font = "40px sans-serif";
    brush.fillText("Huurcontract", 60, 120);
    return canvas.toDataURL("image/jpeg", 0.9).split(",")[1]!;
  }), "base64");
  const entry = (tag: number, type: number, count: number, value: Buffer): Buffer => {
    const e = Buffer.alloc(12);
    e.writeUInt16BE(tag, 0);
    e.writeUInt16BE(type, 2);
    e.writeUInt32BE(count, 4);
    value.copy(e, 8);
    return e;
  };
  const number = (n: number): Buffer => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b; };
  const degrees = (...parts: number[]): Buffer => Buffer.concat(parts.flatMap((p) => [number(p), number(1)]));
  // Two tables: make and the way to the place; then the place itself, 52 5 24 north, 5 7 12 east.
  const make = Buffer.from("Lindefoon\0"), first = 8, place = first + 2 + 24 + 4, values = place + 2 + 48 + 4;
  const body = Buffer.concat([
    Buffer.from("MM\0*"), number(first),
    Buffer.from([0, 2]), entry(0x010f, 2, make.length, number(values + 48)), entry(0x8825, 4, 1, number(place)), number(0),
    Buffer.from([0, 4]), entry(1, 2, 2, Buffer.from("N\0\0\0")), entry(2, 5, 3, number(values)), entry(3, 2, 2, Buffer.from("E\0\0\0")),
    entry(4, 5, 3, number(values + 24)), number(0), degrees(52, 5, 24), degrees(5, 7, 12), make,
  ]);
  const said = Buffer.concat([Buffer.from("Exif\0\0"), body]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(said.length + 2, 2);
  return Buffer.concat([bare.subarray(0, 2), head, said, bare.subarray(2)]);
}
