import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { FAULTS, startLocalGitHub, WORLD } from "./start-local-github.js";

const HELP = `Usage: node local-github/main.js [--port N] [--world FILE]

Runs an embedded GitHub on 127.0.0.1, in memory, until it is killed, and prints
its URL. It answers for storage records alone; nothing leaves this machine.

  --port N      the port (default: a free one)
  --world FILE  what it knows, as JSON with any of the members below, each of
                which replaces the one that is built in
  -h, --help    show this help

It knows:
${Object.entries({
  tokens: WORLD.tokens,
  organizations: WORLD.organizations,
  users: WORLD.users,
  knowsAll: WORLD.knowsAll,
  updates: WORLD.updates,
})
  .map(([name, value]) => ` ${name}: ${JSON.stringify(value)}`)
  .join("\n")}
 attestations, apps, and what each of them means: see local-github/world.js

To use it from another shell:
  $ export GITHUB_API_URL=http://127.0.0.1:3000 GITHUB_TOKEN=local-token
  $ npx artifact-storage-record create --file README.md --org octo-org \\
      --github-repository libfoo --registry-url https://reg.example.com/artifactory/
  $ curl http://127.0.0.1:3000/_local/stored

To see what happens when something goes wrong, in the next requests:
  $ curl http://127.0.0.1:3000/_local/faults \\
      --data '[{ "fault": "serverError", "stored": true }, { "fault": "none" }]'
  ${wrap(Object.keys(FAULTS))}
`;

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    world: { type: "string" },
    help: { type: "boolean", short: "h" },
  },
});
if (values.help) console.log(HELP.trimEnd());
else {
  const world = values.world ? JSON.parse(readFileSync(values.world, "utf8")) : {};
  const { url } = await startLocalGitHub({ ...world, port: Number(values.port ?? 0) });
  console.log(url);
}

/** Names in lines of 80 columns at most, indented by two. @param {string[]} names */
function wrap(names) {
  return names
    .join(", ")
    .replaceAll(/(.{1,76})(?: |$)/g, (_, line) => `${line}\n  `)
    .trimEnd();
}
