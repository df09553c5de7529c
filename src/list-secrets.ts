/** Anything shorter is a name or a number, and would be masked wherever it occurs. */
const SHORTEST = 4;

/** How deep secrets are looked for in options. */
const DEEPEST = 5;

/** Options, and members of what Octokit's strategies return, that are no secrets but may be parts of much else. */
const NO_SECRETS = new Set([
  "type",
  "tokenType",
  "appId",
  "clientId",
  "clientType",
  "installationId",
  "permissions",
  "repositoryNames",
  "repositorySelection",
  "scopes",
]);

/**
 * Lists the secrets in an instance's `auth`: a token, which `getOctokit` prefixes with a scheme, or the options of an
 * authentication strategy. Each line of a private key is a secret. Each secret is also listed as JSON and URLs escape
 * it. The longest come first, because one may contain another.
 */
export function listSecrets(auth: unknown): string[] {
  const texts = typeof auth === "string" ? [auth.replace(/^(?:token|bearer) +/i, "")] : findTexts(auth, 0);
  const secrets = texts
    .flatMap((text) => text.split(/\r?\n|\\n/))
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), ...escapeForUrl(secret)]);
  return [...new Set(secrets)].sort((one, other) => other.length - one.length);
}

/**
 * Finds the texts in data, so deep that objects may hold each other. What is no data is left alone: an App's `auth` holds an
 * Octokit, whose methods may throw when they are looked at.
 */
function findTexts(value: unknown, depth: number): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || depth === DEEPEST) return [];
  if (ArrayBuffer.isView(value)) return [new TextDecoder().decode(value)];
  const isCollection = value instanceof Map || value instanceof Set || Array.isArray(value);
  // What is not as `{}` makes one, be it in another realm, is no data.
  if (!isCollection && Object.getPrototypeOf(Object.getPrototypeOf(value) ?? Object.prototype)) return [];
  const entries = isCollection ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([name, held]) => (NO_SECRETS.has(name) ? [] : findTexts(held, depth + 1)));
}

/** `hunter/2` → `hunter%2F2`, `hunter%2f2` */
function escapeForUrl(secret: string): string[] {
  // Half of a character has no escape.
  if (/[\ud800-\udfff]/u.test(secret)) return [];
  const escaped = encodeURIComponent(secret);
  return [escaped, escaped.replace(/%../g, (digits) => digits.toLowerCase())];
}
