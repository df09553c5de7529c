import { readFileSync } from "node:fs";

const { version, bugs } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** The version of this package, as in its `package.json`. */
export const VERSION: string = version;

/** Where its faults are reported, if its `package.json` says so. */
export const TRACKER: string | undefined = bugs?.url;
