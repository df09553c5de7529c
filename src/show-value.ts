/** Shows a value to a person: quoted, cut at 80 characters, control characters escaped, credentials masked. */
export function showValue(value: unknown, auth: unknown): string {
  if (typeof value !== "string") {
    if (Array.isArray(value)) return "an array";
    return value === null || /^[bn]/.test(typeof value) ? String(value) : `a value of type ${typeof value}`;
  }
  let text = value;
  // A token, which getOctokit puts a scheme before, or a strategy's options.
  const secrets: unknown[] =
    typeof auth === "string" ? auth.split(/^(?:token|bearer) +/i) : Object.values(Object(auth));
  // What is shorter is no secret, but a name or a number that would be masked wherever it occurs.
  for (const secret of secrets)
    if (typeof secret === "string" && secret.length > 3) text = text.replaceAll(secret, "***");
  // GitHub's tokens (https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats),
  // 40 hexadecimal digits as they were before 2021, JSON Web Tokens, private keys, and what stands before the "@" of a URL.
  const credential =
    /(gh[oprsu]|github_pat)_[\w.-]{10,}|\b[a-f0-9]{40}\b|\beyJ[\w-]{1,4000}\.[\w.-]+|-----BEGIN[\s\S]*|(?<=:\/\/)[^/?#]+(?=@)/g;
  // What JSON leaves as it is, and a terminal or a reader takes for more or less than a character: controls, marks of
  // direction, separators of lines, what has no width.
  const invisible =
    /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
  // Masked before it is cut: half a token matches nothing, and is half a token all the same.
  return JSON.stringify(text.replace(credential, "***").replace(/(.{80}).+/su, "$1…")).replace(
    invisible,
    (character) => `\\u{${Number(character.codePointAt(0)).toString(16)}}`,
  );
}
