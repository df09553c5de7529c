import { MultiBar } from "cli-progress";
import type { GitHub } from "../github/github.ts";
import { formatDuration, formatNumber, formatTime } from "../output/format-time.ts";
import type { Runtime } from "../runtime.ts";
import { countDone, type Tally } from "../send/tally.ts";
import { wrapText } from "./wrap-text.ts";

interface Progress {
  tally: Tally;
  total: number;
  github: Pick<GitHub, "shutUntil" | "remaining">;
  runtime: Pick<Runtime, "output" | "clock">;
}

const LINE_EVERY_MS = 30_000;
const DRAW_EVERY_MS = 200;

/** Shows how far a run is: a bar on a terminal, else a line every 30 seconds. */
export function showProgress(progress: Progress): Disposable {
  const { tally, total, runtime } = progress;
  const { output, clock } = runtime;
  const started = clock.now();
  const describe = () => describeProgress(progress, clock.now() - started);
  if (!output.terminal) {
    const timer = setInterval(() => output.say(describe()), LINE_EVERY_MS);
    return { [Symbol.dispose]: () => clearInterval(timer) };
  }
  const bars = new MultiBar({
    stream: output.terminal,
    format: "{bar} {percentage}% · {text}",
    barCompleteChar: "█",
    barIncompleteChar: "░",
    // What stands beside it takes about 70 columns.
    barsize: Math.min(24, Math.max(5, (output.columns ?? 80) - 75)),
    hideCursor: true,
    clearOnComplete: true,
    linewrap: false,
    // Ctrl-C is the run's to answer.
    gracefulExit: false,
  });
  const bar = bars.create(total, 0, { text: "" });
  const draw = () => bar.update(countDone(tally), { text: describe() });
  draw();
  const timer = setInterval(draw, DRAW_EVERY_MS);
  const end = output.sayAbove((text) => {
    // The terminal does not break lines while a bar is drawn.
    bars.log(`${wrapText(text, 0, output.columns)}\n`);
    draw();
    bars.update();
  });
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
      end();
      bars.stop();
    },
  };
}

/** `1,200 / 2,000 · 3 refused · 58 a minute · 13 min 48 s left · limit: 4,100 left` */
export function describeProgress({ tally, total, github }: Omit<Progress, "runtime">, tookMs: number): string {
  const sent = tally.stored + tally.refused + tally.failed + tally.unknown;
  const perMs = sent / Math.max(1, tookMs);
  const done = countDone(tally);
  const parts = [`${formatNumber(done)} / ${formatNumber(total)}`];
  if (tally.refused > 0) parts.push(`${formatNumber(tally.refused)} refused`);
  if (tally.failed > 0) parts.push(`${formatNumber(tally.failed)} failed`);
  if (tally.unknown > 0) parts.push(`${formatNumber(tally.unknown)} unknown`);
  if (github.shutUntil !== undefined) parts.push(`rate limit until ${formatTime(github.shutUntil)}`);
  else if (sent > 0)
    parts.push(
      `${formatNumber(Math.round(perMs * 60_000))} a minute`,
      `${formatDuration((total - done) / perMs)} left`,
    );
  if (github.remaining !== undefined) parts.push(`limit: ${formatNumber(github.remaining)} left`);
  return parts.join(" · ");
}
