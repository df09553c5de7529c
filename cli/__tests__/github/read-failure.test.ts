import { expect, test } from "@jest/globals";
import { UnexpectedResponseError } from "octokit-plugin-artifact-storage";
import { Redirected } from "../../src/github/follow-redirects.ts";
import { isLost, readFailure, toStop } from "../../src/github/read-failure.ts";

const answered = (status: number, data: unknown = { message: "Said" }, message = "Said and explained") =>
  Object.assign(new Error(message), { status, response: { status, headers: {}, data } });
/** As Octokit wraps what `fetch` wraps. */
const thrown = (cause: object, message = "it failed") =>
  Object.assign(new Error(message, { cause: Object.assign(new TypeError(message), { cause }) }), {
    status: 500,
  });
const ofToken = (error: Error) =>
  Object.assign(error, { request: { url: "https://api.github.com/app/installations/7/access_tokens" } });
const unexpected = (data: unknown) =>
  new UnexpectedResponseError("m", { status: 200, headers: {}, url: "https://api.github.com/", data }, "Odd.");

test.each([400, 401, 403, 404, 409, 410, 413, 422, 429, 451])(
  "%d: refused, in GitHub's words and the plugin's",
  (status) => {
    expect(readFailure(answered(status))).toEqual({ kind: "refused", status, message: "Said and explained" });
  },
);

test.each([304, 408, 500, 502, 503, 504])("%d: unclear", (status) => {
  const message = `${status}: Said and explained`;
  expect(readFailure(answered(status))).toEqual({ kind: "unclear", message, answered: true, redirected: false });
});

test("a page in place of GitHub's JSON is refused with its status, and shortened", () => {
  const page = `<html>${"x".repeat(5000)}`;
  expect(readFailure(answered(403, page, page))).toEqual({
    kind: "refused",
    status: 403,
    message: `403: <html>${"x".repeat(1994)}…`,
  });
});

test.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"])(
  "%s: it never got to GitHub",
  (code) => {
    expect(readFailure(thrown({ code }))).toEqual({ kind: "unreachable", message: `it failed (${code})` });
    expect(readFailure(thrown({ errors: [{ code, message: `with ${code}` }, { code: "EOTHER" }] }))).toEqual({
      kind: "unreachable",
      message: `with ${code}`,
    });
  },
);

test.each([
  [407, "The proxy answered 407. Check the username and password in its URL."],
  [502, "The proxy answered 502."],
])("a proxy that opens no tunnel (%d): it never got to GitHub", (status, message) => {
  const cause = { message: `Proxy response (${status}) !== 200 when HTTP Tunneling`, code: "UND_ERR_ABORTED" };
  expect(readFailure(thrown(cause))).toEqual({ kind: "unreachable", message });
});

test("what failed first is said, and not what it is wrapped in", () => {
  const cause = { message: "other side closed", code: "UND_ERR_SOCKET" };
  expect(readFailure(thrown(cause))).toMatchObject({ kind: "unclear", message: "other side closed (UND_ERR_SOCKET)" });
});

test.each([
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
])("%s: a certificate that is not trusted", (code) => {
  const failure = readFailure(thrown({ code }));
  expect(failure).toEqual({ kind: "untrusted", message: `it failed (${code})` });
  expect(toStop(failure).message).toBe(
    `GitHub's certificate is not trusted: it failed (${code}). If it is that of your own proxy or server, ` +
      "set NODE_EXTRA_CA_CERTS to the file of its authority's certificate.",
  );
});

test.each(["ECONNRESET", "UND_ERR_SOCKET", "EPIPE", "UND_ERR_HEADERS_TIMEOUT"])(
  "%s: unclear, without an answer",
  (code) => {
    const message = `it failed (${code})`;
    expect(readFailure(thrown({ code }))).toEqual({ kind: "unclear", message, answered: false, redirected: false });
  },
);

test("a redirect is an answer, and comes again", () => {
  const error = Object.assign(new Error("Redirect.", { cause: new Redirected("Redirect.") }), { status: 500 });
  expect(readFailure(error)).toEqual({ kind: "unclear", message: "Redirect.", answered: true, redirected: true });
});

test("an answer that says that nothing was stored is a refusal; any other odd one is unclear", () => {
  expect(readFailure(unexpected({ total_count: 0 }))).toEqual({ kind: "refused", status: 200, message: "Odd." });
  for (const data of [{}, "", undefined, { total_count: "0" }]) {
    expect(readFailure(unexpected(data))).toMatchObject({ kind: "unclear", message: "Odd.", answered: true });
  }
});

test.each([
  [404, "Not Found", "GITHUB_APP_INSTALLATION_ID is not that of an installation of the App GITHUB_APP_ID. Check both."],
  [404, "Integration not found", "GITHUB_APP_ID is not that of an App. Check it."],
  [
    401,
    "A JSON web token could not be decoded",
    "Check that GITHUB_APP_PRIVATE_KEY is a key of the App GITHUB_APP_ID, and the clock of this machine.",
  ],
  [401, "'Expiration time' claim ('exp') is too far in the future", "Set the clock of this machine."],
  [403, "This installation has been suspended", "Check the App's installation."],
])("a GitHub App that gets no token: %d, %s", (status, said, advice) => {
  // Not in the plugin's words, which would be of the record.
  expect(readFailure(ofToken(answered(status, { message: said }, `${said}\nLikely causes: another`)))).toEqual({
    kind: "refused",
    status: 401,
    message: `GitHub gives the App no token: ${status}, ${said}. ${advice}`,
  });
});

test("where an App's token cannot be had for now, the record was not sent", () => {
  expect(readFailure(ofToken(answered(502)))).toEqual({ kind: "unreachable", message: "Said and explained" });
  expect(readFailure(ofToken(thrown({ code: "ECONNRESET" })))).toMatchObject({ kind: "unreachable" });
  expect(readFailure(ofToken(thrown({ code: "CERT_HAS_EXPIRED" })))).toMatchObject({ kind: "untrusted" });
});

test("what nothing gets through is lost", () => {
  const lost = (error: unknown) => isLost(readFailure(error));
  expect(
    [thrown({ code: "ENOTFOUND" }), thrown({ code: "CERT_HAS_EXPIRED" }), thrown({ code: "ECONNRESET" })].map(lost),
  ).toEqual([true, true, true]);
  expect([answered(502), answered(404), unexpected({}), new Redirected("")].map(lost)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
