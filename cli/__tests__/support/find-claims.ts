/** What a text promises that can be wrong in one word: permissions, numbers, and when something happens. */
export const findClaims = (text: string): string[] =>
  [...text.matchAll(CLAIM)].map(([claim]) => claim.replaceAll("`", ""));

const CLAIM =
  /[a-z]+(?:-[a-z]+)*: (?:read|write|none)(?=[^\w ]|$)|`(?:read|write|none)`|\b\d+(?:[.,]\d+)*[a-z%]?(?=\W|$)|\b(?:fails?|always|never)\b/g;
