import type { Runtime } from "../runtime.ts";
import type { Pace } from "./create-pace.ts";
import type { GitHub } from "./github.ts";
import type { Credentials } from "./read-credentials.ts";

interface Options {
  apiUrl: string;
  credentials: Credentials;
  pace: Pace;
  /** How long to wait for a limit. */
  maxWaitMs: number;
  runtime: Runtime;
}

/** Asks GitHub for its clock. A wrong token, an untrusted certificate or no network end here, before anything is sent. */
export declare function connect(options: Options): Promise<GitHub>;
