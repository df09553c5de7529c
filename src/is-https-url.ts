/**
 * Matches nearly every URL, so that it need not be parsed: parsing two URLs takes as long as all other checks of a call.
 * The host is not a number, which may be an invalid address, and has no "--", which may begin invalid Punycode.
 */
// Stryker disable next-line Regex: a URL that does not match is parsed, with the same result.
const PLAIN_URL = /^https:\/\/(?:[a-z\d]+[.-])*[a-z]+(?:\/[!$&-;=@-Z_a-z~]*)?$/;

/** RFC 3986's characters in their places. `new URL` checks the rest, but accepts spaces, which it escapes. */
const HTTPS_URI =
  /^https:\/\/(?:\[[\da-f:.]+]|[!$-.\w:;=~]+)(?::\d*)?(?:[/?][!$-;=?-Z_a-z~]*)?(?:#[!$-;=?-Z_a-z~]*)?$/i;
const BROKEN_ESCAPE = /%(?![\da-f]{2})/i;

/** Whether a text is a URL as it stands, and without a user. */
export function isHttpsUrl(text: string): boolean {
  return PLAIN_URL.test(text) || (HTTPS_URI.test(text) && !BROKEN_ESCAPE.test(text) && isUrl(text));
}

/** Whether a text is a URL that has a user or a password. */
export function hasUser(text: string): boolean {
  try {
    const { username, password } = new URL(text);
    return username + password !== "";
  } catch {
    // Not a URL, or React Native before 0.81, whose URLs have no readable parts.
  }
  return false;
}

function isUrl(text: string): boolean {
  try {
    new URL(text);
    return true;
  } catch {
    // URL.canParse and URL.parse are newer than some runtimes that Octokit supports.
  }
  return false;
}
