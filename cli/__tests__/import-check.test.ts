import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { digestOf, prepareCommand, record, records } from "./support/run-command.ts";

const command = prepareCommand();
const bodies = () => command.github.requests.map(({ body }) => JSON.parse(body));
const HEADER = "name,digest,registry_url,github_repository";
const cells = (number: number) => Object.values(record(number)).join(",");
const BOM = "\ufeff";

test("NDJSON: with a byte order mark, CRLF, empty lines, and no line feed at the end", async () => {
  const [first, second] = records(2).map((one) => JSON.stringify(one));
  command.write("r.ndjson", `${BOM}${first}\r\n\r\n  \n${second}`);
  const { code, stderr } = await command.run(["import", "r.ndjson", "--per-minute=0"]);
  expect(code).toBe(0);
  expect(stderr).toMatch(/\nAll stored, after \d+ s:\n {2}2 {2}stored\n$/);
  expect(bodies()).toEqual(expect.arrayContaining(records(2)));
});

test("CSV: a byte order mark, CRLF, quotes, an empty cell, a line feed within a cell, types", async () => {
  const digest = digestOf("1");
  const lines = [
    `${BOM}name,digest,registry_url,version,path,return_records,_note`,
    `"lib, ""foo""",${digest},https://reg.example.com/,,"a\r\nb",FALSE,mine`,
    "",
    `libbar,${digest},https://reg.example.com/,1,,,`,
  ];
  command.write("r.csv", lines.join("\r\n"));
  const { code } = await command.run(["import", "r.csv", "--per-minute=0", "--set=github_repository=libfoo"]);
  expect(code).toBe(0);
  const shared = { digest, registry_url: "https://reg.example.com/", github_repository: "libfoo" };
  expect(bodies()).toEqual(
    expect.arrayContaining([
      { name: 'lib, "foo"', path: "a\r\nb", return_records: false, ...shared },
      { name: "libbar", version: "1", ...shared },
    ]),
  );
});

test("stdin is spooled, and its copy removed", async () => {
  const env = { TMPDIR: command.path(".") };
  const input = records(3)
    .map((one) => JSON.stringify(one))
    .join("\n");
  const { code } = await command.run(["import", "-", "--per-minute=0"], env, input);
  expect(code).toBe(0);
  expect(command.github.stored).toHaveLength(3);
  const { readdirSync } = await import("node:fs");
  expect(readdirSync(command.path("."))).toEqual(["stdin.journal.ndjson"]);
});

test("what every line lacks: --org and --set; what a line has stays", async () => {
  command.write("r.ndjson", [
    record(1, { status: "eol", org: "octo-org", version: null, _own: 1, _Own: 2, _: 3 }),
    record(2),
  ]);
  const flags = ["--set=status=deleted", "--set=version=a=b", "--per-minute=0", "--org=octo-org"];
  const { code } = await command.run(["import", "r.ndjson", ...flags], { GITHUB_REPOSITORY: "" });
  expect(code).toBe(0);
  expect(bodies()).toEqual(
    expect.arrayContaining([
      record(1, { status: "eol", version: "a=b" }),
      record(2, { status: "deleted", version: "a=b" }),
    ]),
  );
});

test("the workflow's repository is not taken for that of every line", async () => {
  const { github_repository: _left, ...rest } = record(1);
  command.write("r.ndjson", [rest]);
  const { stdout } = await command.run(["import", "r.ndjson", "--dry-run", "--json"]);
  expect(JSON.parse(stdout).first_request.body).toEqual(rest);
});

test("every line is checked before one is sent: the first 20 problems by line, exit 2", async () => {
  const lines = Array.from({ length: 30 }, (_, index) => record(index, index < 25 ? { digest: "abc" } : {}));
  command.write("r.ndjson", lines);
  const env = { GITHUB_ACTIONS: "true" };
  const { code, stdout, stderr } = await command.run(["import", "r.ndjson", "--json"], env);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^25 of 30 lines are invalid:\n\n {2}line {2}1 {2}digest must be "sha256:".*given: "abc"\./);
  expect(stderr.match(/^ {2}line +\d/gm)).toHaveLength(20);
  expect(stderr).toContain("\n  … and more after line 20.\n");
  expect(stderr).toContain("Nothing was sent. Fix these lines, or skip them with --skip-invalid.\n");
  expect(stderr.match(/^::error file=r\.ndjson,line=\d+::digest must/gm)).toHaveLength(10);
  expect(JSON.parse(`${stdout.split("\n")[0]}`)).toMatchObject({ result: "rejected", lines: 30, invalid: 25 });
  expect(command.github.requests).toEqual([]);
  expect(existsSync(command.path("r.ndjson.journal.ndjson"))).toBe(false);
});

test.each([
  ["a line that is no JSON", "{", "line 1  is not JSON: "],
  ["an array", JSON.stringify(records(2)), "line 1  is not a JSON object. Write one record per line: jq -c '.[]' FILE"],
  ["an array of several lines", "[\n{}\n]", "line 1  is not JSON: "],
  ["text", '"a"', "line 1  is not a JSON object."],
  ["an unknown key", JSON.stringify(record(1, { extra: 1 })), 'line 1  "extra" is unknown. Known names are org, name,'],
  [
    "what Octokit would obey",
    JSON.stringify(record(1, { baseUrl: "https://evil.example" })),
    'line 1  "baseUrl" is unknown.',
  ],
  [
    "a name written otherwise",
    JSON.stringify(record(1, { artifactUrl: "https://a.example" })),
    "Write it as `artifact_url`.",
  ],
  ["a name of something else", JSON.stringify(record(1, { repo: "libfoo" })), '"repo" is unknown'],
  [
    "bytes that are not UTF-8",
    Buffer.concat([Buffer.from(`${JSON.stringify(record(1))}\n{"name":"`), Buffer.from([0xe9]), Buffer.from('"}\n')]),
    "line 2  is not UTF-8. Save the file as UTF-8.",
  ],
])("NDJSON, exit 2 for %s", async (_case, content, message) => {
  command.write("r.ndjson", content);
  const { code, stderr } = await command.run(["import", "r.ndjson"]);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});

test.each([
  [
    "a column that stands twice",
    `name,digest,name\n`,
    "The header, line 1: the column name appears twice. Remove one.",
  ],
  ["an unknown column", `name,Registry URL\n`, 'the column "Registry URL" is unknown. Write it as `registry_url`.'],
  ["a column without name", `name,,digest\n`, "column 2 has no name."],
  ["semicolons", "name;digest\n", "Separate columns with commas."],
  [
    "a line with too many cells",
    `${HEADER}\n${cells(1)}\n${cells(2)},x\n`,
    "line 3  has 5 cells, but the header has 4.",
  ],
  ["a quote that stays open", `${HEADER}\n${cells(1)}\n"a,${cells(2)}\n`, "is not CSV: "],
  [
    "bytes that are not UTF-8",
    Buffer.from(`${HEADER}\n${cells(1)}\ncaf\xe9,${cells(2)}\n`, "latin1"),
    "line 3  is not UTF-8. Save the file as UTF-8.",
  ],
  ["UTF-16", Buffer.from(`${BOM}${HEADER}\n`, "utf16le"), "The file is UTF-16. Save it as UTF-8"],
  ["a wrong boolean", `${HEADER},return_records\n${cells(1)},yes\n`, "line 2  return_records must be a boolean"],
])("CSV, exit 2 for %s", async (_case, content, message) => {
  command.write("r.csv", content);
  const { code, stderr } = await command.run(["import", "r.csv"]);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});

test.each([
  ["a file that is not there", ["missing.csv"], "missing.csv cannot be read: ENOENT"],
  [
    "an extension that says nothing",
    ["r.txt"],
    "r.txt: its extension does not show its format. Add --format ndjson or --format csv.",
  ],
  [
    "a --set without value",
    ["r.ndjson", "--set=status"],
    "--set status: write it as KEY=VALUE, such as status=deleted.",
  ],
  [
    "a --set of an unknown key",
    ["r.ndjson", "--set=Version=1"],
    '--set Version=1: "Version" is unknown. Write it as `version`.',
  ],
  [
    "a --set that cannot be right",
    ["r.ndjson", "--set=status=gone"],
    '--set status must be one of ["active","eol","deleted"]; given: "gone".',
  ],
  ["a wrong pace", ["r.ndjson", "--per-minute=181"], "Give a whole number from 0 to 180."],
  ["a wrong shard", ["r.ndjson", "--shard=5/4"], "Write it as I/N, with I from 1 to N, such as 2/4."],
])("exit 2 for %s", async (_case, args, message) => {
  command.write("r.ndjson", records(1));
  const { code, stderr } = await command.run(["import", ...args]);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
  expect(command.github.requests).toEqual([]);
});

test("a missing organization: both ways out are named", async () => {
  command.write("r.ndjson", records(1));
  const { stderr } = await command.run(["import", "r.ndjson"], { GITHUB_REPOSITORY: "" });
  expect(stderr).toContain("line 1  org is required. Give --org, or put org on the line.");
});

test("--skip-invalid goes on without the lines that are wrong, and keeps them to be put right", async () => {
  command.write("r.ndjson", [record(1), record(2, { digest: "abc" }), record(3)]);
  const { code, stderr } = await command.run(["import", "r.ndjson", "--skip-invalid", "--per-minute=0"]);
  expect(code).toBe(0);
  expect(stderr).toMatch(/ {2}2 {2}stored\n {2}1 {2}invalid and skipped: see r\.ndjson\.rejected\.ndjson\n$/);
  expect(command.github.stored).toHaveLength(2);
  const rejected = JSON.parse(readFileSync(command.path("r.ndjson.rejected.ndjson"), "utf8"));
  expect(rejected).toEqual({
    ...record(2),
    digest: "abc",
    _line: 2,
    _problems: [expect.stringContaining("digest must be")],
  });
});

test("--dry-run says what would be sent, at which pace, and sends nothing", async () => {
  command.write("r.ndjson", records(121));
  const { code, stderr } = await command.run(["import", "r.ndjson", "--dry-run"], { GITHUB_TOKEN: "" });
  expect(code).toBe(0);
  expect(stderr).toMatch(/^121 records would be sent, 60 a minute: 2 min\. Nothing was sent\.\nThe first:\nPOST http/);
  expect(command.github.requests).toEqual([]);
  expect(existsSync(command.path("r.ndjson.journal.ndjson"))).toBe(false);
});

test("a record that stands twice is sent once, in whatever order its keys are", async () => {
  const { name, ...rest } = record(1);
  command.write("r.ndjson", [record(1), { ...rest, name }, record(2)]);
  const { code, stderr } = await command.run(["import", "r.ndjson", "--per-minute=0"]);
  expect(code).toBe(0);
  expect(stderr).toMatch(/ {2}2 {2}stored\n {2}1 {2}duplicates of earlier lines, sent only once\n$/);
  expect(command.github.stored).toHaveLength(2);
});
