import { EXIT } from "./exit-code.ts";
import type { Runtime } from "./runtime.ts";
import { Stop } from "./stop.ts";

interface Options extends Pick<Runtime, "ending" | "output"> {
  /** What the signals come from: the process. */
  signals: { on(name: NodeJS.Signals, listener: (name: NodeJS.Signals) => void): unknown };
  exit(code: number): void;
}

/** The first SIGINT or SIGTERM ends the run cleanly, the second at once, whatever is being read or waited for. */
export function stopOnSignals({ signals, exit, ending, output }: Options): void {
  let isSecond = false;
  const onSignal = (name: NodeJS.Signals) => {
    if (isSecond) return exit(EXIT.stopped);
    isSecond = true;
    output.say(
      `${name}: nothing more is begun. Waiting for requests that are under way; a second signal ends it at once.`,
    );
    ending.abort(new Stop("stopped", "Stopped."));
  };
  signals.on("SIGINT", onSignal);
  signals.on("SIGTERM", onSignal);
}
