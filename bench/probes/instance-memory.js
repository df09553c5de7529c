import { CLIENTS } from "../clients.js";
import { heapLevel } from "../heap-level.js";

const [client, count] = process.argv.slice(2);

/** How many bytes each of so many instances holds. */
async function retainedBytes(Client) {
  const kept = new Array(Number(count)).fill(null);
  const before = await heapLevel();
  for (const index of kept.keys()) kept[index] = new Client();
  const bytes = (await heapLevel()) - before;
  return bytes / kept.length;
}

// What is made once, by the first instances, is not what an instance costs.
for (const Client of [CLIENTS.core, CLIENTS[client]]) for (let index = 0; index < 500; index++) new Client();
console.log((await retainedBytes(CLIENTS[client])) - (await retainedBytes(CLIENTS.core)));
