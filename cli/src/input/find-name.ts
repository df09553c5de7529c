import { LINE_NAMES } from "../parameters.ts";

/** The name of a record's value that was meant: `Registry URL` → `registry_url`. */
export const findName = (given: string): string | undefined =>
  LINE_NAMES.find((name) => toLetters(name) === toLetters(given));

const toLetters = (name: string) => name.toLowerCase().replace(/[^a-z]/g, "");
