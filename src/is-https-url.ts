/**
 * What nearly every URL is, and what needs no closer look: parsing it would take as long as all other checks of a call. Its
 * host is neither a number, which may be a bad address, nor has it two hyphens, which may begin bad Punycode.
 */
const PLAIN_URL = /^https:\/\/(?:[a-z\d]+[.-])*[a-z]+(?:\/[!$&-;=@-Z_a-z~]*)?$/;

/** RFC 3986's characters in their places. `new URL` knows the rest, but takes spaces, which it escapes. */
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
    // It is no URL, or it is React Native's, whose parts could not be read before 0.81.
    return false;
  }
}

// URL.canParse and URL.parse are younger than runtimes that Octokit runs in.
function isUrl(text: string): boolean {
  try {
    new URL(text);
    return true;
  } catch {
    return false;
  }
}
