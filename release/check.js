// Rejects a release whose parts differ in version or that lacks something; otherwise prints its notes:
//   npm run --silent check-release TAG
import { readFileSync } from "node:fs";
import { artifactStorage } from "octokit-plugin-artifact-storage";
import { findGaps } from "./find-gaps.js";
import { findVersionFaults } from "./find-version-faults.js";
import { readNotes } from "./read-notes.js";

const read = (/** @type {string} */ file) => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
const plugin = JSON.parse(read("package.json"));
const command = JSON.parse(read("cli/package.json"));
const changelog = read("CHANGELOG.md");
const filesWithAddress = ["README.md", "cli/README.md", "docs/workflows.md", "cli/src/input/recipes.ts"];
const texts = Object.fromEntries(filesWithAddress.map((file) => [file, read(file)]));

const [tag = `v${plugin.version}`] = process.argv.slice(2);
const problems = [
  ...findVersionFaults({
    tag,
    plugin: plugin.version,
    command: command.version,
    built: artifactStorage.VERSION,
    changelog,
  }),
  ...findGaps(
    { plugin, command, changelog, conduct: read("CODE_OF_CONDUCT.md"), texts },
    process.env.GITHUB_REPOSITORY,
  ),
];
if (problems.length > 0) {
  console.error([`${tag} cannot be released:`, ...problems].join("\n- "));
  process.exit(1);
}
console.log(readNotes(changelog, plugin.version));
