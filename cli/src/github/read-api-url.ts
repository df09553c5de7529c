import type { Runtime } from "../runtime.ts";
import { wrongUsage } from "../stop.ts";

const EXAMPLES = "https://api.github.com or https://api.SUBDOMAIN.ghe.com";

/** Where a token may go unencrypted: to this machine. */
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The URL of GitHub's API, without a slash at its end: that of github.com, or of the server that a workflow runs on. What is
 * wrong with it is known before a token is sent there. The value is not shown: a password may stand in it.
 */
export function readApiUrl(env: Runtime["env"]): string {
  const given = env.GITHUB_API_URL?.trim() || "https://api.github.com";
  const refuse = (problem: string) => wrongUsage(`GITHUB_API_URL ${problem}`);
  if (!URL.canParse(given)) throw refuse(`is not a URL. Set it to one such as ${EXAMPLES}.`);
  const { protocol, username, password, hostname, origin, pathname } = new URL(given);
  if (username || password) throw refuse("contains a username or password. Remove it: only a token is sent to GitHub.");
  if (!/^https?:$/.test(protocol)) throw refuse(`must start with "https://", as in ${EXAMPLES}.`);
  if (/[?#]/.test(given)) throw refuse(`contains a "?" or "#". Remove it and what follows: ${EXAMPLES}.`);
  if (/^(www\.)?github\.com\.?$/.test(hostname)) {
    throw refuse("is that of GitHub's website. Set it to https://api.github.com, or leave it unset.");
  }
  if (/^(?!api\.)[^.]+\.ghe\.com\.?$/.test(hostname))
    throw refuse(`is that of a website. Set it to https://api.${hostname}.`);
  if (/\/api\/v3(\/|$)/i.test(pathname)) {
    throw refuse(
      `ends in /api/v3, as GitHub Enterprise Server's, which has no storage records. Set it to ${EXAMPLES}.`,
    );
  }
  if (protocol === "http:" && !LOOPBACK.test(hostname)) {
    throw refuse('starts with "http:", which would send the token unencrypted. Use "https:".');
  }
  return origin + pathname.replace(/\/+$/, "");
}
