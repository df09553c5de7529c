/** How much of a value is shown, in characters. */
const LIMIT = 80;

// GitHub's tokens (https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats),
// 40 hexadecimal digits as they were before 2021, JSON Web Tokens, private keys, and what stands before the "@" of a URL.
const CREDENTIAL =
  /(gh[oprsu]|github_pat)_[\w.-]{10,}|\b[a-f0-9]{40}\b|\beyJ[\w-]{1,4000}\.[\w.-]+|-----BEGIN[\s\S]*|(?<=:\/\/)[^/?#]+(?=@)/g;

// What JSON leaves as it is, and a terminal or a reader takes for more or less than a character: controls, marks of
// direction, separators of lines, what has no width.
const INVISIBLE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** The secrets within an instance's `auth`: a token, or the options of an authentication strategy. */
const secretsOf = (auth: unknown): string[] =>
  typeof auth === "string"
    ? // `getOctokit` of @actions/github makes it "token ghs_…"; people paste what follows.
      [auth, auth.replace(/^(token|bearer) +/i, "")]
    : // By their names, for an `appId` of 1 must not mask every 1.
      // Stryker disable next-line ArrayDeclaration: what Stryker puts in there is no part of any text.
      Object.entries(Object(auth)).flatMap(([name, value]) =>
        typeof value === "string" && /(token|secret|key|password|jwt|code)$/i.test(name) ? value : [],
      );

/** Shows a value to a person: quoted, cut, control characters escaped, credentials masked. */
export function showValue(value: unknown, auth: unknown): string {
  if (typeof value !== "string") {
    if (Array.isArray(value)) return "an array";
    return value === null || /^[bn]/.test(typeof value) ? String(value) : `a value of type ${typeof value}`;
  }
  // Masked before it is cut: half a token matches nothing, and is half a token all the same.
  let text = value;
  for (const secret of secretsOf(auth)) if (secret) text = text.replaceAll(secret, "***");
  // Stryker disable next-line MethodExpression: a long text would be cut as well, but spread out whole before.
  const characters = [...text.replace(CREDENTIAL, "***").slice(0, 2 * LIMIT + 1)];
  return JSON.stringify(characters.slice(0, LIMIT).join("") + (characters.length > LIMIT ? "…" : "")).replace(
    INVISIBLE,
    (character) => `\\u{${character.charCodeAt(0).toString(16)}}`,
  );
}
