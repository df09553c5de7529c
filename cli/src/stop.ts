import { EXIT, type ExitCode } from "./exit-codes.ts";

/** Ends the command: with a message that says what is wrong and what to do, and with the exit code that fits. */
export class Stop extends Error {
  override readonly name = "Stop";

  constructor(
    readonly exitCode: ExitCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Wrong usage or bad input: nothing was sent. */
export const wrongUsage = (message: string, options?: ErrorOptions): Stop => new Stop(EXIT.usage, message, options);
