import { PARAMETER_NAMES } from "./parameters.ts";

/** Advice on an unknown name: `Registry URL` → "Write it as `registry_url`." */
export function findNearest(name: string): string {
  const meant = PARAMETER_NAMES.find((parameter) => toLetters(parameter) === toLetters(name));
  if (meant) return `Write it as \`${meant}\`.`;
  return `Known names are ${PARAMETER_NAMES.join(", ")}. Names that begin with _ are ignored.`;
}

const toLetters = (name: string) => name.toLowerCase().replace(/[^a-z]/g, "");
