const MASK = "***";

const PRIVATE_KEY = /-----(?:BEGIN|END)/;

/** A private key without its header line, to its end or to where it was cut off. */
const BARE_PRIVATE_KEY = /\bMII[A-Za-z0-9+/=\s\\]{20,}/g;

/**
 * GitHub's tokens
 * (https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats),
 * JSON Web Tokens, the credentials of a header, and the Base64 of `x-access-token:`, with which git signs in. Each is
 * masked to its last character, so that nothing of a longer one stays. `ghs_utils` is a name, and no token.
 */
const CREDENTIALS =
  /gh[a-z]_(?:\d+_)?[A-Za-z\d]{12}[\w.-]*|github_pat_[\w.-]+|\bv1\.[a-f\d]{40}\b|\beyJ[\w-]{6,}(?:\.[\w-]*)*|\b(?:[Bb]asic|BASIC|[Bb]earer|BEARER) +[\w.~+/=-]+|eC1hY2Nlc3MtdG9rZW[\w+/=]*/g;

/** Tokens of registries, which whoever records an artifact has at hand: npm, GitLab, Docker Hub, PyPI, Artifactory. */
const REGISTRY_TOKENS = /\b(?:npm_|glpat-|dckr_[a-z]{3}_|pypi-Ag|AKCp)[\w-]{16,}/g;

/** GitHub's tokens before 2021. */
const OLD_TOKENS = /\b[a-f\d]{40}\b/g;

/** Masks what has the form of a credential. The text may have been cut. */
export function maskCredentials(text: string, isHash: boolean): string {
  const masked = text.replace(CREDENTIALS, MASK).replace(REGISTRY_TOKENS, MASK);
  return isHash ? masked : masked.replace(OLD_TOKENS, MASK);
}

/** Masks what can be recognized only in the whole text: private keys, known secrets, and the users of URLs. */
export function maskKnown(text: string, secrets: readonly string[], isBody: boolean): string {
  if (PRIVATE_KEY.test(text)) return MASK;
  let masked = text.replace(BARE_PRIVATE_KEY, MASK);
  for (const secret of secrets) masked = masked.split(secret).join(MASK);
  return isBody ? masked.replace(/[^\s"'<>]+/g, maskUsers) : maskUsers(masked);
}

/** Where a URL begins within a text. */
const URL_START = /(https?:\/|[a-z][a-z\d+.-]{0,20}:\/\/)/i;

/** A URL's user within another URL's query: `%3A%2F%2Fuser%3Apw%40reg.example.com` → `%3A%2F%2F***%40reg.example.com` */
const ESCAPED_USER = /(%3A%2F%2F)(?:(?!%2F)[^\s/?#&]){0,4000}(?=%40)/gi;

/**
 * Masks the users of all URLs in a text. First the text is taken for one URL, for a password may hold anything:
 * `https://a.example.com/@octo-org https://user:pw@b.example.com` → `https://a.example.com/@octo-org https://***@b.example.com`
 */
function maskUsers(text: string): string {
  // Stryker disable next-line all: the search finds nothing, but takes a second for a million letters.
  if (!text.includes("@") && !text.includes("%40")) return text;
  const parts = maskUser(text).replace(ESCAPED_USER, `$1${MASK}`).split(URL_START);
  return parts.map((part, index) => (index % 2 === 1 ? "" : maskUser((parts[index - 1] ?? "") + part))).join("");
}

const SCHEME = /^(?:https?:\/+|[a-z][a-z\d+.-]*:\/\/+|\/\/)/i;

/** https://github.com/package-url/purl-spec */
const PACKAGE_URL = /^pkg:[\w+.-]+\//i;

/** A host with a port, which looks like a user with a password. */
const HOST_AND_PORT = /^(?:[\w-]+(?:\.[\w-]+)+|localhost):\d+$/;

/** What follows the only "@". A version has three numbers at most, and an address four. */
const VERSION = /(?:@|%40)v?\d+(?:\.\d+){0,2}(?:[+-][\w.+-]*)?(?:[/?#]|$)/;

/**
 * Masks what comes before the "@" of a URL, even if the URL is malformed or has no scheme:
 * `https://user:pw@reg.example.com/` → `https://***@reg.example.com/`
 */
function maskUser(text: string): string {
  // As in `pkg:npm/libfoo@1.2.3`
  if (PACKAGE_URL.test(text)) return text;
  const rest = text.replace(SCHEME, "");
  const scheme = text.slice(0, text.length - rest.length);
  const authority = rest.replace(/[/?#].*/s, "");
  const colon = authority.lastIndexOf(":");
  const hasPort = /:\d+$/.test(authority);
  // Without a scheme, a name without a password is not a user.
  const earliest = scheme === "" ? authority.indexOf(":") : 0;
  if (earliest < 0) return text;
  // Passwords may wrongly contain "@", "/", "?" and "#": the last "@" that can end one does, even if escaped.
  const ends = Array.from(rest.matchAll(/@|%40/g), ({ index }) => index).filter((at) => at > earliest);
  const end = ends.reverse().find((at) => {
    // As in `https://reg.example.com/@octo-org/libfoo`, also with a port
    if (authority[at] === undefined && (colon < 0 || (hasPort && rest[at - 1] === "/"))) return false;
    // As in `http://reg.example.com:8443/npm/libfoo@1.2.3`
    if (ends.length === 1 && HOST_AND_PORT.test(authority) && VERSION.test(rest.slice(at))) return false;
    // As in `ghcr.io/octo-org/libfoo:1.2.3@sha256:…`
    return !/^(?:@|%40)sha\d+:/i.test(rest.slice(at, at + 11));
  });
  return end === undefined ? text : scheme + MASK + rest.slice(end);
}
