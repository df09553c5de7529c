import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { FAULTS, startLocalGitHub, WORLD } from "./start-local-github.js";

const USAGE = "Usage: node local-github/main.js [--port N] [--world FILE]";
const HELP = `${USAGE}

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

To use it from another shell, in the place of GitHub and of your own token:
  $ export GITHUB_API_URL=http://127.0.0.1:3000
  $ export GITHUB_SERVER_URL=https://github.com
  $ export GH_TOKEN=local-token GITHUB_TOKEN=local-token
  $ npx artifact-storage-record create --file README.md \\
      --registry-url https://reg.example.com/artifactory/ \\
      --org octo-org --github-repository libfoo
  $ curl http://127.0.0.1:3000/_local/stored

To see what happens when something goes wrong, in the next requests:
  $ curl http://127.0.0.1:3000/_local/faults \\
      --data '[{ "fault": "serverError", "stored": true }, { "fault": "none" }]'
  ${wrap(Object.keys(FAULTS))}
`;

try {
  const { port, world, help } = readArguments();
  if (help) console.log(HELP.trimEnd());
  else console.log((await startLocalGitHub({ ...world, port })).url);
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  process.exitCode = 2;
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      world: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new RangeError(`--port must be a whole number from 0 to 65535; given: "${values.port}".`);
  }
  return { port, world: values.world ? JSON.parse(readFileSync(values.world, "utf8")) : {}, help: values.help };
}

/** Names in lines of 80 columns at most, indented by two. @param {string[]} names */
function wrap(names) {
  return names
    .join(", ")
    .replaceAll(/(.{1,76})(?: |$)/g, (_, line) => `${line}\n  `)
    .trimEnd();
}
