import { listSecrets } from "./list-secrets.ts";
import { maskCredentials, maskKnown } from "./mask-secrets.ts";

const LENGTH_SHOWN = 80;

/** As much of a text as is searched for what looks like a credential: what is shown comes of the beginning. */
const LENGTH_SEARCHED = 3000;

/** The end of a text that was cut: it may be the beginning of a credential, too little of it to be told. */
const UNTOLD = /[^*]{1,60}$/;

/**
 * Shows a value to a person: quoted, cut at 80 characters, with credentials masked and what is invisible escaped.
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

/** Shows the beginning of a page, as a value is shown, but that an "@" anywhere may end the password of one URL alone. */
export const showPage = (text: string, auth: unknown) => quote(maskKnown(text, listSecrets(auth), true), false);

function quote(text: string, isHash: boolean): string {
  const isLong = text.length > LENGTH_SEARCHED;
  const masked = maskCredentials(text.slice(0, LENGTH_SEARCHED), isHash);
  const characters = Array.from(isLong ? masked.replace(UNTOLD, "") : masked);
  const isCut = isLong || characters.length > LENGTH_SHOWN;
  const shown = characters.slice(0, LENGTH_SHOWN).join("") + (isCut ? "…" : "");
  return JSON.stringify(shown).replace(new RegExp(INVISIBLE, "gu"), escapeCharacter);
}

/**
 * What JSON leaves as it is, and a terminal or a reader takes for more, less or other than a character: controls, marks of
 * direction, separators, what has no width, what is not assigned. It is no regular expression yet, for V8 would look these
 * properties up when it loads the file: a third of the time of the import.
 */
const INVISIBLE = "(?! )[\\p{C}\\p{Z}\\p{Default_Ignorable_Code_Point}]";

/** U+202E → `\u{202e}` */
const escapeCharacter = (character: string) => `\\u{${Number(character.codePointAt(0)).toString(16)}}`;
