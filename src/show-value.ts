import { listSecrets } from "./list-secrets.ts";
import { maskCredentials, maskKnown } from "./mask-secrets.ts";

const LENGTH_SHOWN = 80;

/** How much of a text is searched for credentials: only its beginning is shown. */
const LENGTH_SEARCHED = 3000;

/** The end of a text that was cut: it may be the beginning of a credential, too short to be recognized. */
const CUT_END = /[^*]{1,60}$/;

/**
 * Shows a value to a person: quoted, cut at 80 characters, with credentials masked and invisible characters escaped.
 *
 * @param auth The instance's, which is not shown.
 */
export function showValue(value: unknown, auth: unknown, isHash = false): string {
  if (Array.isArray(value)) return "an array";
  if (value === null || typeof value === "number" || typeof value === "boolean" || typeof value === "bigint")
    return String(value);
  if (typeof value !== "string") return `a value of type ${typeof value}`;
  return quote(maskKnown(value, listSecrets(auth), false), isHash);
}

/** Shows the beginning of a body or header like a value, but masks each URL separately. */
export const showBody = (text: string, auth: unknown) => quote(maskKnown(text, listSecrets(auth), true), false);

function quote(text: string, isHash: boolean): string {
  const isLong = text.length > LENGTH_SEARCHED;
  const masked = maskCredentials(text.slice(0, LENGTH_SEARCHED), isHash);
  const characters = Array.from(isLong ? masked.replace(CUT_END, "") : masked);
  const isCut = isLong || characters.length > LENGTH_SHOWN;
  const shown = characters.slice(0, LENGTH_SHOWN).join("") + (isCut ? "…" : "");
  return JSON.stringify(shown).replace(new RegExp(INVISIBLE, "gu"), escapeCharacter);
}

/**
 * Characters that JSON does not escape but that a terminal or a reader may misinterpret: controls, direction marks,
 * separators, zero-width and unassigned characters. A string, because V8 would look up a regular
 * expression's properties on load: a third of the import time.
 */
const INVISIBLE = "(?! )[\\p{C}\\p{Z}\\p{Default_Ignorable_Code_Point}]";

/** U+202E → `\u{202e}` */
const escapeCharacter = (character: string) => `\\u{${Number(character.codePointAt(0)).toString(16)}}`;
