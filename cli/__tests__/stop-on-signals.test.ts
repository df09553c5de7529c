import { EventEmitter } from "node:events";
import { expect, test } from "@jest/globals";
import { Stop, stopOf } from "../src/stop.ts";
import { stopOnSignals } from "../src/stop-on-signals.ts";
import { createFakeOutput } from "./support/fake-output.ts";

function listen() {
  const signals = new EventEmitter();
  const output = createFakeOutput();
  const ending = new AbortController();
  const exits: number[] = [];
  stopOnSignals({ signals, output, ending, exit: (code) => exits.push(code) });
  return { signals, output, ending, exits };
}

test.each(["SIGINT", "SIGTERM"])("the first %s ends the run, and says what is waited for", (name) => {
  const { signals, output, ending, exits } = listen();
  signals.emit(name, name);
  expect(stopOf(ending.signal)).toEqual(new Stop("stopped", "Stopped."));
  expect(output.said).toBe(
    `${name}: nothing more is begun. Waiting for requests that are under way; a second signal ends it at once.\n`,
  );
  expect(exits).toEqual([]);
});

test("the second ends the process at once, with 130", () => {
  const { signals, exits } = listen();
  signals.emit("SIGINT", "SIGINT");
  signals.emit("SIGTERM", "SIGTERM");
  expect(exits).toEqual([130]);
});

test("the first reason for an end counts", () => {
  const { signals, ending } = listen();
  ending.abort(new Stop("interrupted", "The network is gone."));
  signals.emit("SIGINT", "SIGINT");
  expect(stopOf(ending.signal)?.message).toBe("The network is gone.");
});
