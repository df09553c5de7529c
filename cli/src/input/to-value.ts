import { isParameterName, PARAMETERS } from "../parameters.ts";

/** The value of a cell, or of `--set`, for the API. A boolean other than `true` or `false` stays text, to be rejected. */
export function toValue(name: string, text: string): unknown {
  const isBoolean = isParameterName(name) && "type" in PARAMETERS[name];
  return isBoolean && /^(true|false)$/i.test(text) ? text.toLowerCase() === "true" : text;
}
