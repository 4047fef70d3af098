// What a call of three costs the machine that runs all three browsers: processor time and memory. Run by `run --full`, and as the
// bench's W6, for which it writes its figures to the file that KORTELIJN_COST names.
import { expect, test } from "@playwright/test";
import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { legsOf, whoIsWho } from "./measure";
import { launch, meet, pause, startHub, three } from "./parties";

const TICKS_PER_S = 100;

/** This process's descendants: their processor seconds so far and their memory, shared pages counted once, in MB. */
function spent(): { s: number; mb: number } {
  const parents = new Map<number, number>();
  const ticks = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((n) => /^\d+$/.test(n))) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
      parents.set(Number(name), Number(fields[1]));
      ticks.set(Number(name), Number(fields[11]) + Number(fields[12]));
    } catch { /* it has just ended */ }
  }
  const ours = (pid: number): boolean => pid > 1 && (parents.get(pid) === process.pid || ours(parents.get(pid) ?? 0));
  let s = 0;
  let mb = 0;
  for (const pid of [...parents.keys()].filter(ours)) {
    s += (ticks.get(pid) ?? 0) / TICKS_PER_S;
    try { mb += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1024; } catch { /* as above */ }
  }
  return { s, mb };
}

for (const [what, picture, cores] of [["with pictures", true, 1.0], ["with sound only", false, 0.6]] as const) {
  test(`three ${what}: at most ${cores} core and 900 MB @full`, async () => {
    const hub = await startHub();
    const browser = await launch();
    const { parties } = await meet(browser, hub, three, { sound: true, picture });
    if (picture) await whoIsWho(parties, legsOf(hub));
    await pause(6_000);
    const before = spent();
    await pause(10_000);
    const after = spent();
    const used = (after.s - before.s) / 10;
    if (process.env.KORTELIJN_COST) appendFileSync(process.env.KORTELIJN_COST, `${JSON.stringify({ what, cores, used, mb: after.mb })}\n`);
    console.log(`three ${what}: ${used.toFixed(2)} core, ${after.mb.toFixed(0)} MB`);
    expect(used).toBeLessThan(cores);
    expect(after.mb).toBeLessThan(900);
    await browser.close();
    await hub.stop();
  });
}
