import type { SendableRecord } from "./record.ts";

/** What a name may be, beside a name. A tag of what has no path is one only if it looks like a version: `group:artifact`. */
const DOUBTS: [RegExp, string][] = [
  [/^(sha256:)?[\da-f]{64}$/i, "name is a digest. Give the artifact's name."],
  [/.@\w+:[\da-f]+$/i, "name ends in a digest. Leave that out: it is given as `digest`."],
  [
    /\/[^/:]+:\w[\w.-]{0,127}$|^[^/:]+:(latest|v?\d[\w.-]*)$/,
    "name ends in a tag. Leave that out, and give it as `version`: GitHub takes each name for another artifact.",
  ],
];

/** What can be sent, but can hardly be meant: what says most of its name. */
export const findDoubt = ({ name }: SendableRecord): string | undefined =>
  DOUBTS.find(([pattern]) => pattern.test(name))?.[1];
