/** A run of the command, in a process of its own or in this one. */
export interface Program {
  /** Resolves once it has ended. */
  ended: Promise<Ended>;
  isRunning(): boolean;
  signal(name: NodeJS.Signals): void;
  /** Nobody reads it any more. */
  close(stream: "stdout" | "stderr"): void;
}

export interface Ended {
  code: number | null;
  signal: string | null;
}

/** What it is started with, whichever way. */
export interface Start {
  args: string[];
  env: Record<string, string>;
  onStdout(text: string): void;
  onStderr(text: string): void;
}
