import { CLIENTS } from "../clients.js";
import { heapLevel } from "../heap-level.js";
import { RECORD, ROUTE } from "../record.js";
import { stubFetch } from "../stub-fetch.js";

function makeClient() {
  const octokit = new CLIENTS["core and ours"]({ request: { fetch: stubFetch } });
  return process.argv[2] === "ours"
    ? () => octokit.rest.orgs.createArtifactStorageRecord(RECORD)
    : () => octokit.request(ROUTE, RECORD);
}

/** @param {() => Promise<unknown>} create @param {number} count */
async function createRecords(create, count) {
  for (let index = 0; index < count; index++) await create();
}

// What is made once, such as inline caches, is made by another instance, before.
await createRecords(makeClient(), 5000);
const create = makeClient();
await createRecords(create, 1);
const first = await heapLevel();
const levels = [];
let created = 1;
for (const count of [10, 100, 1000, 10_000]) {
  await createRecords(create, count - created);
  created = count;
  levels.push([count, (await heapLevel()) - first]);
}
console.log(JSON.stringify(levels));
