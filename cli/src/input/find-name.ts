import { PARAMETER_NAMES } from "../parameters.ts";

const NAMES = [...PARAMETER_NAMES, "image"];

/** The name of a record's value that was meant: `Registry URL` → `registry_url`. */
export const findName = (given: string): string | undefined =>
  NAMES.find((name) => toLetters(name) === toLetters(given));

const toLetters = (name: string) => name.toLowerCase().replace(/[^a-z]/g, "");
