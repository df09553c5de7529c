import { randomBytes, verify } from "node:crypto";
import { refuse } from "./refuse.js";

/** GitHub takes no JSON web token that is valid for longer. */
const MOST_SECONDS = 600;
const HOUR_MS = 3_600_000;

/**
 * A token for an installation of a GitHub App, which may write records.
 *
 * @param {import("./world.js").World} world
 * @param {string} installation
 * @param {string} jwt
 * @returns {import("./refuse.js").Answer}
 */
export function issueToken(world, installation, jwt) {
  const [header = "", payload = "", signature = ""] = jwt.split(".");
  const claims = read(payload);
  if (read(header)?.alg !== "RS256" || !claims) return refuse(401, "A JSON web token could not be decoded");
  const app = world.apps[claims.iss];
  if (!app) return refuse(404, "Integration not found");
  const isSigned = verify(
    "RSA-SHA256",
    Buffer.from(`${header}.${payload}`),
    app.publicKey,
    Buffer.from(signature, "base64url"),
  );
  if (!isSigned) return refuse(401, "A JSON web token could not be decoded");
  const left = claims.exp - world.now() / 1000;
  if (!(left > 0)) return refuse(401, "'Expiration time' claim ('exp') must be a numeric value in the future");
  if (left > MOST_SECONDS) return refuse(401, "'Expiration time' claim ('exp') is too far in the future");
  if (!app.installations.includes(installation)) return refuse(404, "Not Found");

  const token = `ghs_${randomBytes(18).toString("hex")}`;
  world.tokens[token] = "write";
  const expires_at = new Date(world.now() + HOUR_MS).toISOString();
  return [201, { token, expires_at, permissions: { artifact_metadata: "write" }, repository_selection: "all" }];
}

/** @param {string} part */
function read(part) {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
