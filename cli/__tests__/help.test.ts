import { readFile } from "node:fs/promises";
import { expect, test } from "@jest/globals";
import { TOPICS } from "../src/help-topics.ts";
import { runHere } from "./support/run-here.ts";

const COMMANDS = ["create", "import", "verify", "retire", "list"];

// Whole, for a person to review: `npm run jest -- --selectProjects command --testPathPatterns help -u` writes it anew.
test.each(["", ...COMMANDS, "help", ...Object.keys(TOPICS)])("help %s", async (name) => {
  const { code, stdout, stderr } = await runHere(["help", ...(name ? [name] : [])]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatchSnapshot();
  const isAddress = (line: string) => line.startsWith("https://");
  const widest = Math.max(...stdout.split("\n").map((line) => (isAddress(line) ? 0 : line.length)));
  expect(widest).toBeLessThanOrEqual(80);
});

test.each(COMMANDS)("%s --help is what help says of it, with 3 to 5 examples", async (name) => {
  const help = await runHere(["help", name]);
  expect(await runHere([name, "--help"])).toEqual(help);
  const examples =
    help.stdout.match(/^ {4}\$ .*artifact-storage-record |^ {4}\$ .*\|\n {8}artifact-storage-record /gm) ?? [];
  expect(examples.length).toBeGreaterThanOrEqual(3);
  expect(examples.length).toBeLessThanOrEqual(5);
});

test("help recipes names every recipe", async () => {
  const recipes = await readFile(new URL("../../docs/recipes.md", import.meta.url), "utf8");
  const { stdout } = await runHere(["help", "recipes"]);
  const named = stdout.replace(/\s+/g, " ");
  const headings = [...recipes.matchAll(/^### (.+)$/gm)].map(([, heading = ""]) => heading.replaceAll("`", ""));
  expect(headings.length).toBeGreaterThan(20);
  // "GoReleaser (lists)" is another way for the same tool.
  const isNamed = (heading: string) =>
    [heading, heading.replace(/ \((lists|search|file info)\)$/, "")].some((one) => named.includes(` ${one}`));
  expect(headings.filter((heading) => !isNamed(heading))).toEqual([]);
});

test("without a command: the help on stderr, and exit 2; --help: on stdout, and exit 0", async () => {
  const help = await runHere(["help"]);
  expect(await runHere([])).toEqual({ code: 2, stdout: "", stderr: help.stdout });
  expect(await runHere(["--help"])).toEqual(help);
});

test("help on what there is none for says what there is", async () => {
  expect(await runHere(["help", "nope\n::error::x"])).toEqual({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(
      /^error: there is no help on 'nope\n: :error::x'\. There is help on create, import, /,
    ),
  });
});
