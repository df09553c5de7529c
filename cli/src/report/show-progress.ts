import { MultiBar } from "cli-progress";
import type { GitHub } from "../github/github.ts";
import { formatDuration, formatNumber, formatTime } from "../output/format-time.ts";
import { countDone, type Tally } from "../send/tally.ts";

const LINE_EVERY_MS = 30_000;
const DRAW_EVERY_MS = 200;

/** Shows progress: a bar on a terminal, else a line every 30 seconds. Returns what ends it. */
export function showProgress(tally: Tally, gate: Gate): () => void {
  const started = Date.now();
  if (!process.stderr.isTTY) {
    const timer = setInterval(() => say(describe(tally, gate, started)), LINE_EVERY_MS);
    return () => clearInterval(timer);
  }
  const bars = new MultiBar({
    stream: process.stderr,
    format: "{bar} {percentage}% · {text}",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    // What stands beside it takes about 70 columns.
    barsize: Math.min(24, Math.max(5, process.stderr.columns - 75)),
    hideCursor: true,
    clearOnComplete: true,
    linewrap: false,
    // Ctrl-C is the run's to answer.
    gracefulExit: false,
  });
  const draw = () => bar.update(countDone(tally), { text: describe(tally, gate, started) });
  const bar = bars.create(tally.total, 0, { text: "" });
  draw();
  const timer = setInterval(draw, DRAW_EVERY_MS);
  const sayDirectly = sayThrough((text) => {
    bars.log(`${text}\n`);
    draw();
    bars.update();
  });
  return () => {
    clearInterval(timer);
    sayDirectly();
    bars.stop();
  };
}

/** `1,200 / 2,000 · 3 refused · 58 a minute · 13 min 48 s left · limit: 4,100 left` */
function describe(tally: Tally, gate: Gate, started: number): string {
  const sent = tally.stored + tally.refused + tally.failed + tally.unknown;
  const perMs = sent / Math.max(1, Date.now() - started);
  const left = tally.total - countDone(tally);
  const parts = [`${formatNumber(countDone(tally))} / ${formatNumber(tally.total)}`];
  if (tally.refused > 0) parts.push(`${formatNumber(tally.refused)} refused`);
  if (tally.failed + tally.unknown > 0) parts.push(`${formatNumber(tally.failed + tally.unknown)} failed`);
  if (gate.shutUntil !== undefined) parts.push(`rate limit until ${formatTime(gate.shutUntil)}`);
  else if (sent > 0)
    parts.push(`${formatNumber(Math.round(perMs * 60_000))} a minute`, `${formatDuration(left / perMs)} left`);
  if (gate.remaining !== undefined) parts.push(`limit: ${formatNumber(gate.remaining)} left`);
  return parts.join(" · ");
}
