import { UnexpectedResponseError } from "octokit-plugin-artifact-storage";
import { Stop } from "../stop.ts";
import { Redirected } from "./follow-redirects.ts";

/** What a failed request tells. */
export type Failure =
  /**
   * GitHub refused it: nothing was stored. `status`: of the answer, which is 200 where it says that it stored nothing; 401
   * where a GitHub App got no token, for whatever reason.
   */
  | { kind: "refused"; status: number; message: string }
  /** It never got to GitHub: nothing was stored. */
  | { kind: "unreachable"; message: string }
  /** As unreachable, because the certificate is not trusted. */
  | { kind: "untrusted"; message: string }
  /** An answer that does not tell, or none. `redirected`: sending it again would get the same one. */
  | { kind: "unclear"; message: string; answered: boolean; redirected: boolean };

/** Codes of Node and undici for a connection that was never made. */
const NEVER_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_SSL_WRONG_VERSION_NUMBER)$/;

/** What undici says where a proxy opens no tunnel. */
const NO_TUNNEL = /^Proxy response \((\d+)\) .* HTTP Tunneling/;

const UNTRUSTED = /^(CERT_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|(DEPTH_ZERO_)?SELF_SIGNED_CERT)/;

const ADVICE_ON_CERTIFICATE =
  "If it is that of your own proxy or server, set NODE_EXTRA_CA_CERTS to the file of its authority's certificate.";

/** What the plugin says to who writes code, and how it is said here. What to do then, this command does, or says itself. */
const WORDS: [plugin: string, command: string][] = [
  [
    " The record may or may not have been stored. Look it up with octokit.rest.orgs.listArtifactStorageRecords before you send it again.",
    "",
  ],
  [" Call octokit.rest.orgs.listArtifactStorageRecords again.", ""],
  ["by a proxy or one of your hooks", "by a proxy"],
  ["this version of the plugin", "this version of the command"],
  ["update the plugin", "update the command"],
];

const toOurWords = (text: string): string =>
  WORDS.reduce((said, [plugin, command]) => said.replaceAll(plugin, command), text);

/** Longer text is not GitHub's. */
const LONGEST = 2000;

/** Whether nothing gets through, so that the rest would not either. */
export const isLost = (failure: Failure): boolean =>
  failure.kind === "unreachable" || failure.kind === "untrusted" || (failure.kind === "unclear" && !failure.answered);

/** How the run ends where nothing gets through. */
export function toStop({ kind, message }: Failure): Stop {
  const why = message.replace(/\.$/, "");
  return new Stop(
    "interrupted",
    kind === "untrusted"
      ? `GitHub's certificate is not trusted: ${why}. ${ADVICE_ON_CERTIFICATE}`
      : `GitHub cannot be reached: ${why}. Check the network.`,
  );
}

export function readFailure(error: unknown): Failure {
  const { status, response, message, request } = Object(error);
  const text = toOurWords(typeof message === "string" ? message : String(error));
  if (isTokenRequest(request?.url)) return readTokenFailure(error);
  if (error instanceof UnexpectedResponseError) {
    const { status, data } = error.response;
    // Nobody who uses the command knows the method.
    const said = text.replace(`${error.method}: `, "");
    if (Object(data).total_count === 0) return { kind: "refused", status, message: said };
    return { kind: "unclear", message: said, answered: true, redirected: false };
  }
  if (typeof status !== "number" || !response) return readLostRequest(error, text);
  // 408 and 5xx may come from a proxy, after GitHub has stored the record.
  if (status < 400 || status === 408 || status >= 500) {
    return { kind: "unclear", message: `${status}: ${shorten(text)}`, answered: true, redirected: false };
  }
  const isOfGitHub = typeof Object(response.data).message === "string";
  return { kind: "refused", status, message: isOfGitHub ? text : `${status}: ${shorten(text)}` };
}

function readLostRequest(error: unknown, text: string): Failure {
  const causes = [...listCauses(error)];
  const code = causes.map((cause) => Object(cause).code).findLast((code) => typeof code === "string") ?? "";
  const said =
    causes.map((cause) => Object(cause).message).findLast((said) => said && typeof said === "string") ?? text;
  const message = !code || said.includes(code) ? said : `${said} (${code})`;
  if (UNTRUSTED.test(code)) return { kind: "untrusted", message };
  const [, answer] = NO_TUNNEL.exec(said) ?? [];
  if (answer) {
    const advice = answer === "407" ? " Check the username and password in its URL." : "";
    return { kind: "unreachable", message: `The proxy answered ${answer}.${advice}` };
  }
  if (NEVER_CONNECTED.test(code)) return { kind: "unreachable", message };
  const redirected = causes.some((cause) => cause instanceof Redirected);
  return { kind: "unclear", message, answered: redirected, redirected };
}

/** Octokit wraps what `fetch` wraps; of a name with several addresses, each failed. */
function* listCauses(error: unknown): Generator<unknown> {
  for (let cause = error; cause; cause = Object(cause).cause ?? Object(cause).errors?.[0]) yield cause;
}

const TOKENS = /\/app\/installations\/[^/]+\/access_tokens$/;

/** Whether a request asks for the token of an App's installation, which other requests need first. */
export const isTokenRequest = (url: unknown): boolean => TOKENS.test(String(url));

/** A GitHub App got no token, so that the request itself was not sent. */
function readTokenFailure(error: unknown): Failure {
  const { status, response, message } = Object(error);
  if (!response || status < 400 || status === 408 || status >= 500) {
    const failure = readLostRequest(error, String(message));
    return failure.kind === "unclear" ? { kind: "unreachable", message: failure.message } : failure;
  }
  const said = shorten(String(Object(response.data).message ?? message));
  return {
    kind: "refused",
    status: 401,
    message: `GitHub gives the App no token: ${status}, ${said}. ${adviseOnApp(status, said)}`,
  };
}

function adviseOnApp(status: number, said: string): string {
  if (/^'(Expiration time|Issued at)' claim/.test(said)) return "Set the clock of this machine.";
  if (status === 404 && /integration/i.test(said)) return "GITHUB_APP_ID is not that of an App. Check it.";
  if (status === 404) {
    return "GITHUB_APP_INSTALLATION_ID is not that of an installation of the App GITHUB_APP_ID. Check both.";
  }
  if (status === 401) {
    return "Check that GITHUB_APP_PRIVATE_KEY is a key of the App GITHUB_APP_ID, and the clock of this machine.";
  }
  return "Check the App's installation.";
}

const shorten = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
