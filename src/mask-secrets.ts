const MASK = "***";

/**
 * GitHub's tokens (https://docs.github.com/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats),
 * JSON Web Tokens, what a private key begins with, the credentials of a header, and the Base64 of `x-access-token:`, with
 * which git signs in. Each is masked to its last character, whatever its length, so that a part of one is masked, too.
 */
const CREDENTIALS =
  /(?:gh[a-z]|github_pat)_[\w.-]+|\beyJ[\w-]{6,}(?:\.[\w-]*)*|\bMII[A-Za-z0-9+/=\s\\]{20,}|\b(?:[Bb]asic|[Bb]earer) +[\w.~+/=-]+|eC1hY2Nlc3MtdG9rZW[\w+/=]*/g;

/** GitHub's tokens before 2021. */
const OLD_TOKENS = /\b[a-f\d]{40}\b/g;

/** Masks what is secret in a text: what is known to be, what has the form of a credential, and the user of a URL. */
export function maskSecrets(text: string, secrets: readonly string[], isHash: boolean): string {
  if (/-----(?:BEGIN|END)/.test(text)) return MASK;
  let masked = text;
  for (const secret of secrets) masked = masked.split(secret).join(MASK);
  masked = masked.replace(CREDENTIALS, MASK);
  if (!isHash) masked = masked.replace(OLD_TOKENS, MASK);
  return maskUser(masked);
}

/**
 * Masks what stands before the "@" of a URL, also of one that is malformed, or that has no scheme:
 * `https://user:pw@reg.example.com/` → `https://***@reg.example.com/`
 */
function maskUser(text: string): string {
  const [, scheme = "", rest = ""] = /^((?:.*?:\/+|\/\/)?)(.*)$/s.exec(text) ?? [];
  // A password may hold an "@", though it must not: the last that can end it does.
  for (let at = rest.lastIndexOf("@"); at > 0; at = rest.lastIndexOf("@", at - 1)) {
    if (isUser(rest.slice(0, at), rest.slice(at + 1), scheme !== "")) return scheme + MASK + rest.slice(at);
  }
  return text;
}

function isUser(before: string, after: string, hasScheme: boolean): boolean {
  // As in `ghcr.io/octo-org/libfoo:1.2.3@sha256:…`
  if (/^sha\d+:/i.test(after)) return false;
  const end = before.search(/[/?#]/);
  const authority = end < 0 ? before : before.slice(0, end);
  if (end < 0 && hasScheme) return true;
  if (!authority.includes(":")) return false;
  // As in `https://reg.example.com:8080/@octo-org/libfoo`; any other slash is a password's.
  return !(end >= 0 && /:\d*$/.test(authority) && before.endsWith("/"));
}
