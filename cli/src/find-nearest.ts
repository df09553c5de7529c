import { PARAMETER_NAMES } from "./parameters.ts";

/** What may be meant by a name that no parameter has: `Registry URL` → `registry_url`. */
export function findNearest(name: string): string {
  const meant = PARAMETER_NAMES.find((parameter) => toLetters(parameter) === toLetters(name));
  if (meant) return `Write it as \`${meant}\`.`;
  return `Known are ${PARAMETER_NAMES.join(", ")}; begin a name with _ to have it ignored.`;
}

const toLetters = (name: string) => name.toLowerCase().replace(/[^a-z]/g, "");
