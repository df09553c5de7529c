import { describe, expect, test } from "@jest/globals";
import { type Authentication, authentications } from "./authentications.ts";
import { artifactStorage } from "./built-plugin.ts";
import { calls } from "./calls.ts";
import { CREATE, LIST } from "./cases/case.ts";
import { fakeGitHub, type Sent } from "./fake-github.ts";
import { bare, byHand, call, log } from "./instance.ts";

/** Ways to use the plugin. */
const ways = {
  "as a plugin": (authentication: Authentication) => start(authentication, true),
  "by hand": async (authentication: Authentication) => {
    const { octokit, sent } = await start(authentication, false);
    return { octokit: byHand(artifactStorage, octokit), sent };
  },
};

/** A new instance, whose first request will need a token; and what it sends. */
async function start({ create, tokens }: Authentication, withPlugin: boolean) {
  const sent: Sent[] = [];
  const fetch = fakeGitHub(
    sent,
    tokens.map(({ request }) => request),
  );
  const octokit = await create(
    { log, request: { fetch }, throttle: { enabled: false } },
    withPlugin ? [artifactStorage] : [],
  );
  return { octokit, sent };
}

describe.each(authentications)("$name", (authentication) => {
  const { tokens, authorization } = authentication;

  describe.each(Object.entries(ways))("%s", (_way, begin) => {
    test.each([CREATE, LIST])("a first call of %s asks for the token, and sends its request with it", async (name) => {
      const { octokit, sent } = await begin(authentication);
      const { data } = await call(octokit, name);
      expect(data).toEqual(calls[name]?.answer);
      const requests = tokens.map(({ request: { method, url }, authorization }) => {
        return { method, url, authorization: authorization && expect.stringMatching(authorization) };
      });
      const { method, path, body } = calls[name] ?? {};
      expect(sent).toMatchObject([...requests, { method, url: `https://api.github.com${path}`, authorization, body }]);
    });

    test("a bad call asks for no token", async () => {
      const { octokit, sent } = await begin(authentication);
      await expect(call(octokit, CREATE, { digest: "sha512:00" })).rejects.toMatchObject({ name: "ParameterError" });
      expect(sent).toEqual([]);
    });

    test("a refused call is explained, below what the strategy says of it", async () => {
      const { octokit, sent } = await begin(authentication);
      const ours = await call(octokit, CREATE, { org: "nobody" }).catch((error) => error);
      const theirs = await bareError(authentication, { ...calls[CREATE]?.parameters, org: "nobody" });
      expect(ours).toMatchObject({ status: 404, hint: expect.any(String) });
      expect(ours.message.startsWith(theirs.message)).toBe(true);
      expect(sent).toHaveLength(tokens.length + 1);
    });
  });

  test("two calls send what octokit.request sends", async () => {
    const [ours, theirs] = [await start(authentication, true), await start(authentication, false)];
    for (const name of [CREATE, LIST]) {
      await call(ours.octokit, name);
      await bare(theirs.octokit, name)({ ...calls[name]?.parameters });
    }
    expect(withoutSignatures(ours.sent)).toEqual(withoutSignatures(theirs.sent));
  });
});

/** How GitHub's refusal reads without the plugin. */
async function bareError(authentication: Authentication, parameters: object) {
  const { octokit } = await start(authentication, false);
  return await bare(
    octokit,
    CREATE,
  )(parameters).then(
    () => new Error("it was not refused"),
    (error: Error) => error,
  );
}

/** They embed the time. */
const withoutSignatures = (sent: Sent[]) =>
  sent.map((request) => ({ ...request, authorization: request.authorization?.replace(/^bearer .+/, "bearer") }));
