import { beforeAll, describe, expect, test } from "@jest/globals";
import { askEditor } from "./ask-editor.js";
import { completed, hovered, mistakes } from "./calls.js";
import { ways } from "./ways.js";
import { writeProject } from "./write-project.js";

const VERSIONS = ["5.4", "5.9", "7.0"];
const STRICT = [ways.core, ways.restByHand, ways.getOctokitByHand];
/** The host's own types of the methods come before ours there, or stand alone. */
const LOOSE = [ways.rest, ways.getOctokit];

/** @type {Map<string, Awaited<ReturnType<typeof askEditor>>>} */
const answers = new Map();
const answerOf = ({ name }, version) => answers.get(`${name} ${version}`);

beforeAll(async () => {
  for (const way of [...STRICT, ...LOOSE]) {
    const project = writeProject(way, mistakes, hovered, completed);
    const asked = await Promise.all(VERSIONS.map((version) => askEditor(version, project)));
    for (const [index, version] of VERSIONS.entries()) answers.set(`${way.name} ${version}`, asked[index]);
  }
}, 600_000);

describe.each(VERSIONS)("TypeScript %s", (version) => {
  test.each([...STRICT, ...LOOSE])("$name: the lines before the calls have no error", (way) => {
    expect(answerOf(way, version).setup).toEqual([]);
  });

  test.each(STRICT)("$name: every mistake is an error, and a misspelt parameter is told the right one", (way) => {
    const said = answerOf(way, version).mistakes;
    expect(Object.values(said)).not.toContain("no error");
    expect(Object.values(said).join("\n")).not.toContain("No overload matches this call");
    expect(said.versoin).toMatch(/Did you mean to write 'version'\?$/);
    expect(said.github_repositry).toMatch(/Did you mean to write 'github_repository'\?$/);
    expect(said.githubRepository).toMatch(/Did you mean to write 'github_repository'\?$/);
  });

  test.each(STRICT)("$name: pointing at a call shows what it does, its permission, its page and its example", (way) => {
    const { create, list } = answerOf(way, version).hovered;
    expect(create).toMatch(/Records where an artifact is stored.*Artifact metadata: write.*@see https:.*@example/s);
    expect(list).toMatch(/Lists the storage records.*Artifact metadata: read.*@see https:.*@example/s);
  });

  test.each(STRICT)("$name: every parameter and every option is offered", (way) => {
    expect(answerOf(way, version).completed["an empty call"]).toBe(
      "artifact_url baseUrl digest github_repository headers mediaType name org path registry_url repository request return_records status version",
    );
    expect(answerOf(way, version).completed).toEqual(answerOf(ways.core, version).completed);
  });
});

// The snapshot is for a person to read: all that is shown, and by whom. `npm run test:types -- -u editors` writes it anew.
describe("what is shown", () => {
  const shown = { mistakes, hovered, completed };
  for (const [kind, calls] of Object.entries(shown)) {
    test.each(Object.keys(calls))(`${kind}: %s`, (call) => {
      expect(`${calls[call]}\n\n${summarize(kind, call)}`).toMatchSnapshot();
    });
  }
});

/** Each text after the names of those who show it; the versions of TypeScript where not all do. */
function summarize(kind, call) {
  const versionsByWay = new Map();
  for (const way of [...STRICT, ...LOOSE])
    for (const version of VERSIONS) {
      const text = answerOf(way, version)[kind][call];
      const ofText = versionsByWay.get(text) ?? new Map();
      versionsByWay.set(text, ofText.set(way.name, [...(ofText.get(way.name) ?? []), version]));
    }
  const paragraphs = Array.from(versionsByWay, ([text, ofText]) => {
    const who = Array.from(ofText, ([name, versions]) =>
      versions.length === VERSIONS.length ? name : `${name} (${versions.join(", ")})`,
    );
    return `${who.join("; ")}:\n${text.replace(/^(?=.)/gm, "    ")}`;
  });
  return paragraphs.join("\n");
}
