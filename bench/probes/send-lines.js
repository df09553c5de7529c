// Sends each line of a file of NDJSON, as a loop of a few lines does, so many at once:
//   node bench/probes/send-lines.js FILE octokit|fetch AT_ONCE
import { readFileSync } from "node:fs";
import { ROUTE } from "../record.js";

const [file, peer, atOnce] = process.argv.slice(2);
const { GITHUB_API_URL: baseUrl = "", GITHUB_TOKEN: token = "" } = process.env;
const peers = {
  async octokit() {
    const { Octokit } = await import("@octokit/core");
    const octokit = new Octokit({ auth: token, baseUrl });
    return (/** @type {object} */ record) => octokit.request(ROUTE, record);
  },
  async fetch() {
    const { createStorageRecord } = await import("../peers/hand-written-fetch.js");
    return (/** @type {object} */ record) => createStorageRecord(baseUrl, token, record);
  },
};

const create = await peers[peer]();
const lines = readFileSync(file, "utf8").trim().split("\n").values();
const work = async () => {
  for (const line of lines) await create(JSON.parse(line));
};
await Promise.all(Array.from({ length: Number(atOnce) }, work));
