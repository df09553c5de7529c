import { CLIENTS } from "./clients.js";
import { interleave } from "./interleave.js";
import { createStorageRecord as handWritten } from "./peers/hand-written-fetch.js";
import { RECORD, ROUTE } from "./record.js";
import { withServer } from "./with-server.js";

const TOKEN = "local-token";
/** Short turns, in ms, and many of them in a round: what slows the machine down lasts longer, and meets all alike. */
const TURN = 25;
const TURNS = 16;
const WARM_UP = 500;

/**
 * Creates records on a server in another process, so many at once.
 *
 * @param {number} rounds
 * @param {number} atOnce
 */
export async function recordsPerSecond(rounds, atOnce) {
  return withServer(async (baseUrl, expectSent) => {
    const clients = Object.entries(await makeClients(baseUrl));
    /** @param {string} name @param {() => Promise<unknown>} create @param {number} turn */
    const rate = async (name, create, turn) => {
      const { records, seconds } = await createFor(turn, create, atOnce);
      await expectSent(records, name);
      return records / seconds;
    };
    // Connects, and compiles what runs often.
    for (const [name, create] of clients) await rate(name, create, WARM_UP);
    return await interleave(
      Object.fromEntries(clients.map(([name, create]) => [name, () => rate(name, create, TURN)])),
      TURNS * rounds,
    );
  });
}

/** @param {string} baseUrl */
async function makeClients(baseUrl) {
  // `@actions/attest` reads its GitHub and its organization from the workflow's environment, when it is loaded.
  process.env.GITHUB_API_URL = baseUrl;
  process.env.GITHUB_REPOSITORY = "octo-org/libfoo";
  const { createStorageRecord: attest } = await import("@actions/attest");

  const options = { auth: TOKEN, baseUrl };
  const core = new CLIENTS.core(options);
  const ours = new CLIENTS["core and ours"](options);
  const rem = new CLIENTS["core and REM"](options);
  const { name, digest, version, registry_url, repository } = RECORD;
  return {
    "octokit.request": () => core.request(ROUTE, RECORD),
    "octokit.request, once more": () => core.request(ROUTE, RECORD),
    ours: () => ours.rest.orgs.createArtifactStorageRecord(RECORD),
    REM: () => rem.rest.orgs.createArtifactStorageRecord(RECORD),
    "@actions/attest": () => attest({ name, digest, version }, { registryUrl: registry_url, repo: repository }, TOKEN),
    "hand-written fetch": () => handWritten(baseUrl, TOKEN, RECORD),
  };
}

/** @param {number} turn In ms. @param {() => Promise<unknown>} create @param {number} atOnce */
async function createFor(turn, create, atOnce) {
  let records = 0;
  const start = performance.now();
  const work = async () => {
    do {
      await create();
      records += 1;
    } while (performance.now() - start < turn);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { records, seconds: (performance.now() - start) / 1000 };
}
