import type Bottleneck from "bottleneck";
import type { Runtime } from "../runtime.ts";

/** How fast records are sent, for plugin-throttling to keep. */
export interface Pace extends AsyncDisposable {
  group: Bottleneck.Group | "none";
}

interface Options {
  /** 0: as fast as it goes. */
  perMinute: number;
  /** The URL of a Redis, and which flag or variable it comes from. */
  redis?: { url: string; source: string } | undefined;
}

/** `create` sends one a second. */
export const DEFAULT_PER_MINUTE = 60;

export declare function createPace(options: Options, runtime: Pick<Runtime, "ending">): Promise<Pace>;
