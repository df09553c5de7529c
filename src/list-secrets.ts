/** Anything shorter is a name or a number, and would be masked wherever it occurs. */
const SHORTEST = 4;

/**
 * Lists the secrets of an instance's `auth`: a token, before which `getOctokit` puts a scheme, or the options of an
 * authentication strategy. A private key is as many secrets as it has lines, for a part of it is one. Each is listed as
 * it stands in JSON, too. The longest come first, for one may hold another.
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
