import type { Random as Faults } from "../../../local-github/random-faults.js";

/** What is to be recorded, as one line of an input gives it. */
export interface Given {
  org: string;
  name: string;
  digest: string;
  registry_url: string;
  github_repository: string;
  version?: string;
  artifact_url?: string;
  path?: string;
  repository?: string;
  status?: Status;
}

export type Status = "active" | "eol" | "deleted";

/** A line of the input; text is a broken one. */
export type Line = Given | string;

/** A sequence of runs of the command on one folder, with one GitHub. */
export interface Scenario {
  seed: number;
  /** What the input can express: a list of checksums or images holds less than a table. */
  kind: "table" | "checksums" | "images";
  lines: Line[];
  /** What others stored long before. */
  older: Given[];
  server: Server;
  /** Whether the command runs in this process, with a clock that skips what is only waited for, or in one of its own. */
  inside: boolean;
  steps: Step[];
}

export interface Server {
  /** How many of the requests fail, from 0 to 1. */
  share: number;
  faults: NonNullable<Faults["faults"]>;
  /** Answers take up to that long, so that a signal meets requests on their way. */
  latencyMs: number;
  /** How far GitHub's clock is ahead of this machine's. */
  aheadSeconds: number;
  /** Whether GitHub changes a record that has the same digest, name and registry. */
  updates: boolean;
}

export type Source = "file" | "fifo" | "pipe" | "redirection" | "substitution";
export type Format = "ndjson" | "csv" | "json" | "concatenated" | "checksums" | "images";

/** A run of the command, and what happens to it. */
export interface Step {
  /**
   * `import`, and `import --dry-run`, of the scenario's lines; `create` of each of them; `refused`, `unknown`, `plan`: imports of
   * what an earlier run left in such a file, if it did.
   */
  command: "import" | "dry run" | "create" | "refused" | "unknown" | "plan";
  source: Source;
  format: Format;
  /** Which lines of the scenario the input has, in this order. */
  lines: number[];
  /** For lines without a status. */
  status?: Status;
  /** Otherwise each input has a journal of its own. */
  journal: boolean;
  fresh?: boolean;
  skipInvalid?: boolean;
  allowEmpty?: boolean;
  maxWait?: string;
  /** The input ends after so many bytes. */
  cutAt?: number;
  /** GitHub does not fail. */
  calm?: boolean;
  /** How long after the last run it starts, by GitHub's clock. */
  secondsLater: number;
  happening?: Happening;
  /** Another run that starts with it, or while it is suspended. */
  beside?: Step;
}

export interface Happening {
  what:
    | "killed"
    | "interrupted"
    | "interrupted twice"
    | "terminated"
    | "suspended"
    | "stdout closed"
    | "stderr closed"
    | "input cut"
    | "input replaced"
    | "input removed";
  /** So many requests after its start, of those that store or look up… */
  requests: number;
  /** …and so many ms later. */
  ms: number;
}
