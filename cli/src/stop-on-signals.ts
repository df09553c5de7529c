import { EXIT } from "./exit-codes.ts";
import type { Gate } from "./gate.ts";
import { say } from "./output.ts";
import { Stop } from "./stop.ts";

/** The first SIGINT or SIGTERM ends the run cleanly, the second at once. Returns what removes the listeners. */
export function stopOnSignals(gate: Gate): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    if (gate.reason?.exitCode === EXIT.stoppedByUser) process.exit(EXIT.stoppedByUser);
    say(`${signal}: waiting for requests that were already sent. A second signal stops at once.`);
    gate.stop(new Stop(EXIT.stoppedByUser, "Stopped."));
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  return () => {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  };
}
