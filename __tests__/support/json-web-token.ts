import { sign } from "node:crypto";

/** A JSON web token, as a GitHub App shows it for itself. */
export function signJsonWebToken(claims: object, privateKey: string): string {
  const [header, payload] = [{ alg: "RS256", typ: "JWT" }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  const signature = sign("RSA-SHA256", Buffer.from(`${header}.${payload}`), privateKey).toString("base64url");
  return `${header}.${payload}.${signature}`;
}
