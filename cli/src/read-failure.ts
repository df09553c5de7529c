/** What a failed request tells. */
export type Failure =
  /** GitHub refused it: nothing was stored. */
  | { kind: "refused"; status: number; message: string }
  /** It never got to GitHub: nothing was stored. */
  | { kind: "unreachable"; message: string }
  /** An answer that does not tell, or none. */
  | { kind: "unclear"; message: string; answered: boolean };

/** Codes of Node and undici for a connection that was never made. */
const NEVER_CONNECTED = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;

export function readFailure(error: unknown): Failure {
  const { status, response, message } = Object(error);
  const text = typeof message === "string" ? message : String(error);
  if (typeof status !== "number" || !response) {
    const code = findCode(error);
    if (code && NEVER_CONNECTED.test(code))
      return { kind: "unreachable", message: text.includes(code) ? text : `${text} (${code})` };
    return { kind: "unclear", message: text, answered: Boolean(response) };
  }
  // 408 and 5xx may come from a proxy, after GitHub has stored the record.
  if (status === 408 || status >= 500) return { kind: "unclear", message: `${status}: ${text}`, answered: true };
  return { kind: "refused", status, message: text };
}

/** The code of the deepest cause: Octokit wraps what `fetch` wraps. */
function findCode(error: unknown): string | undefined {
  const { cause, code, errors } = Object(error);
  // Of a name with several addresses, each failed.
  return (
    (cause && findCode(cause)) ?? (errors?.[0] && findCode(errors[0])) ?? (typeof code === "string" ? code : undefined)
  );
}
