import { listSecrets } from "./list-secrets.ts";
import { maskSecrets } from "./mask-secrets.ts";

const LENGTH_SHOWN = 80;

/**
 * As much of a text as is searched for secrets, and how much of its end is not shown then, for a secret may begin there
 * that is cut off. What is shown comes of the beginning.
 */
const LENGTH_SEARCHED = 3000;
const LONGEST_SECRET = 1000;

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

  const isLong = value.length > LENGTH_SEARCHED;
  const masked = maskSecrets(value.slice(0, LENGTH_SEARCHED), listSecrets(auth), isHash);
  const characters = Array.from(isLong ? masked.slice(0, -LONGEST_SECRET) : masked);
  const isCut = isLong || characters.length > LENGTH_SHOWN;
  const text = characters.slice(0, LENGTH_SHOWN).join("") + (isCut ? "…" : "");
  return JSON.stringify(text).replace(INVISIBLE, escapeCharacter);
}

/**
 * What JSON leaves as it is, and a terminal or a reader takes for more, less or other than a character: controls, marks of
 * direction, separators, what has no width, what is not assigned.
 */
const INVISIBLE = /(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu;

/** U+202E → `\u{202e}` */
const escapeCharacter = (character: string) => `\\u{${Number(character.codePointAt(0)).toString(16)}}`;
