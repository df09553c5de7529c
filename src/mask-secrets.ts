const MASK = "***";

const PRIVATE_KEY = /-----(?:BEGIN|END)/;

/** A private key without its header line, to its end or to where it was cut off. */
const BARE_PRIVATE_KEY = /\bMII[A-Za-z0-9+/=\s\\]{20,}/g;

/**
 * GitHub's tokens
 * (https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats),
 * JSON Web Tokens, the credentials of a header, and the Base64 of `x-access-token:`, with which git signs in. Each is
 * masked to its last character, whatever its length, so that a part of one is masked, too.
 */
const CREDENTIALS =
  /(?:gh[a-z]|github_pat)_[\w.-]+|\beyJ[\w-]{6,}(?:\.[\w-]*)*|\b(?:[Bb]asic|BASIC|[Bb]earer|BEARER) +[\w.~+/=-]+|eC1hY2Nlc3MtdG9rZW[\w+/=]*/g;

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
  return isBody ? masked.replace(/[^\s"'<>]+/g, maskUser) : maskUser(masked);
}

const SCHEME = /^(?:https?:\/+|[a-z][a-z\d+.-]*:\/\/+|\/\/)/i;

/**
 * Masks what comes before the "@" of a URL, even if the URL is malformed or has no scheme:
 * `https://user:pw@reg.example.com/` → `https://***@reg.example.com/`
 */
function maskUser(text: string): string {
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
    // As in `ghcr.io/octo-org/libfoo:1.2.3@sha256:…`
    return !/^(?:@|%40)sha\d+:/i.test(rest.slice(at, at + 11));
  });
  return end === undefined ? text : scheme + MASK + rest.slice(end);
}
