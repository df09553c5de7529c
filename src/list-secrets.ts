/** Anything shorter is a name or a number, and would be masked wherever it occurs. */
const SHORTEST = 4;

/**
 * Lists the secrets in an instance's `auth`: a token, which `getOctokit` prefixes with a scheme, or the options of an
 * authentication strategy. Each line of a private key is a secret. Each secret is also listed as JSON escapes it. The
 * longest come first, because one may contain another.
 */
export function listSecrets(auth: unknown): string[] {
  const values: unknown[] =
    typeof auth === "string" ? [auth.replace(/^(?:token|bearer) +/i, "")] : Object.values(Object(auth));
  const secrets = values
    .flatMap((value) => (typeof value === "string" ? value.split(/\r?\n|\\n/) : []))
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  return [...new Set(secrets)].sort((one, other) => other.length - one.length);
}
