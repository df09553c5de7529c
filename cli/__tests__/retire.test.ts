import { closeSync, existsSync, openSync, readFileSync, unlinkSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { FAULTS } from "../../local-github/start-local-github.js";
import { lockJournal } from "../src/journal/lock-journal.ts";
import { Stop } from "../src/stop.ts";
import { createFakeRuntime } from "./support/fake-world.ts";
import { prepareHere } from "./support/prepare-here.ts";
import { digestOf, record } from "./support/run-command.ts";

const command = prepareHere();

const OTHER = "https://other.example.com";
const ndjson = (lines: object[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join("");
const range = (count: number) => Array.from({ length: count }, (_, index) => record(index + 1));
/** A list of what is present: an image's registry would be another one. */
const present = (...numbers: number[]) =>
  ndjson(numbers.map((number) => ({ digest: digestOf(`${number}`), registry_url: "https://reg.example.com/" })));

const importing = (name: string, ...more: string[]) => command.run(["import", name, "--per-minute", "0", ...more]);
const retire = (known: string, now: string, ...more: string[]) =>
  command.run(["retire", known, "--present", now, "--per-minute", "0", "--json", ...more]);

/** What GitHub has of an artifact, the oldest first. */
const statuses = (number: number) =>
  command.github.stored
    .filter(({ record: { digest } }) => digest === digestOf(`${number}`))
    .map(({ record: { status } }) => status);

test("what a registry no longer has is recorded as deleted, every other member as it was", async () => {
  const lines = range(5).map((line) => ({ ...line, version: "1.2.3", artifact_url: "https://reg.example.com/a" }));
  const known = command.write("known.ndjson", ndjson(lines));
  const now = command.write("now.ndjson", present(1, 2, 3, 4));
  await importing(known);
  const { code, stdout, stderr } = await retire(known, now);
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /5 considered, 4 present, 1 to retire\.\nTo record as deleted: 1 record\.\n {2}1 {2}to send\n/,
  );
  expect(JSON.parse(stdout)).toMatchObject({
    result: "stored",
    known: 5,
    related: 5,
    considered: 5,
    present: 4,
    to_retire: 1,
    records: 1,
    stored: 1,
    journal_file: `${known}.retire.journal.ndjson`,
  });
  expect(command.sent.at(-1)).toEqual({ ...lines[4], status: "deleted" });
  expect([1, 2, 3, 4].flatMap(statuses)).toEqual(["active", "active", "active", "active"]);
});

test("a second run finds it done, and what comes back and is imported as active can be retired again", async () => {
  const known = command.write("known.ndjson", ndjson(range(3)));
  const [both, one] = [command.write("both.ndjson", present(1, 2, 3)), command.write("one.ndjson", present(1, 2))];
  await importing(known);
  await retire(known, one);
  const again = await retire(known, one);
  expect(again.code).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({ considered: 2, to_retire: 0, records: 0 });

  const back = await importing(known);
  expect(back.code).toBe(0);
  expect(statuses(3)).toEqual(["active", "deleted", "active"]);
  expect(JSON.parse((await retire(known, both)).stdout)).toMatchObject({ to_retire: 0 });
  expect((await retire(known, one)).code).toBe(0);
  expect(statuses(3)).toEqual(["active", "deleted", "active", "deleted"]);
});

test("the journal of an import is as good as its list", async () => {
  const known = command.write("known.ndjson", ndjson(range(3)));
  await importing(known);
  await importing(known, "--set", "status=eol");
  await importing(command.write("more.ndjson", ndjson(range(2))), "--journal", `${known}.journal.ndjson`);
  const now = command.write("now.ndjson", present(1));
  const { code, stdout } = await retire(`${known}.journal.ndjson`, now);
  expect(code).toBe(0);
  // The third is eol, and so left alone.
  expect(JSON.parse(stdout)).toMatchObject({ known: 3, considered: 2, present: 1, to_retire: 1 });
  expect(statuses(2)).toEqual(["active", "eol", "active", "deleted"]);
  expect(statuses(3)).toEqual(["active", "eol"]);
  expect(existsSync(`${known}.retire.journal.ndjson`)).toBe(true);
});

test("what a journal does not have as stored was not recorded, and is not retired", async () => {
  const refused = { github_repository: "unknown" };
  const known = command.write("known.ndjson", ndjson([...range(3), record(4, refused), record(5, refused)]));
  expect((await importing(known)).code).toBe(1);
  const sent = command.sent.length;
  const { code, stdout } = await retire(`${known}.journal.ndjson`, command.write("now.ndjson", present(1, 2)));
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ known: 3, considered: 3, present: 2, to_retire: 1 });
  expect(command.sent.slice(sent)).toEqual([{ ...record(3), status: "deleted" }]);
});

test("what a list has as eol or deleted is left alone", async () => {
  const lines = [record(1), record(2, { status: "eol" }), record(3, { status: "deleted" })];
  const known = command.write("known.ndjson", ndjson(lines));
  const { stdout } = await retire(known, command.write("now.ndjson", present(1)));
  expect(JSON.parse(stdout)).toMatchObject({ considered: 1, to_retire: 0 });
  expect(command.sent).toEqual([]);
});

test("only records of the registries that are listed are considered", async () => {
  const lines = [record(1), record(2), record(3, { registry_url: OTHER })];
  const known = command.write("known.ndjson", ndjson(lines));
  const { stdout } = await retire(known, command.write("now.ndjson", present(1)));
  expect(JSON.parse(stdout)).toMatchObject({ known: 3, considered: 2, present: 1, to_retire: 1 });
  expect(command.sent).toEqual([{ ...record(2), status: "deleted" }]);
});

test("one digest in two registries is retired where it is gone, and not where it is present", async () => {
  const elsewhere = { registry_url: OTHER };
  const known = command.write("known.ndjson", ndjson([record(1), record(1, elsewhere), record(2, elsewhere)]));
  const now = present(1) + ndjson([{ digest: digestOf("2"), ...elsewhere }]);
  const { stdout } = await retire(known, command.write("now.ndjson", now));
  expect(JSON.parse(stdout)).toMatchObject({ considered: 3, present: 2, to_retire: 1 });
  expect(command.sent).toEqual([{ ...record(1, elsewhere), status: "deleted" }]);
});

test("of digests alone the registry has to be said, where there are several", async () => {
  const lines = [record(1), record(2), record(3, { registry_url: OTHER })];
  const known = command.write("known.ndjson", ndjson(lines));
  const now = command.write("now.txt", `${digestOf("1")}\n`);
  const unsaid = await retire(known, now);
  expect(unsaid.code).toBe(2);
  expect(unsaid.stderr).toMatch(/do not say which registry.*--registry URL/);
  const said = await retire(known, now, "--registry", "https://REG.example.com");
  expect(said.code).toBe(0);
  expect(command.sent).toEqual([{ ...record(2), status: "deleted" }]);

  const one = command.write("one.ndjson", ndjson([record(1), record(4)]));
  expect((await retire(one, now)).code).toBe(0);
  expect(statuses(4)).toEqual(["deleted"]);
});

test("--name narrows, and --status eol says otherwise", async () => {
  const known = command.write("known.ndjson", ndjson([record(1, { name: "a" }), record(2, { name: "a" }), record(3)]));
  const { code } = await retire(known, command.write("now.ndjson", present(1)), "--name", "a", "--status", "eol");
  expect(code).toBe(0);
  expect(command.sent).toEqual([{ ...record(2, { name: "a" }), status: "eol" }]);
});

test("a listing that is empty, of something else or cut short is wrong usage, and nothing is sent", async () => {
  const known = command.write("known.ndjson", ndjson(range(5)));
  const empty = await retire(known, command.write("empty.ndjson", ""));
  expect(empty.code).toBe(2);
  expect(empty.stderr).toMatch(/holds nothing, so that everything would be retired/);
  const none = await retire(known, command.write("none.ndjson", present(8, 9)));
  expect(none.code).toBe(2);
  expect(none.stderr).toMatch(/of 5 records not one is in .*none\.ndjson/);
  const foreign = await retire(
    known,
    command.write("foreign.ndjson", ndjson([{ digest: digestOf("1"), registry_url: OTHER }])),
  );
  expect(foreign.code).toBe(2);
  expect(foreign.stderr).toMatch(/of 5 records not one is of a registry/);
  const cut = command.write("cut.ndjson", present(1, 2));
  const short = await retire(known, cut);
  expect(short.code).toBe(2);
  expect(short.stderr).toMatch(/3 of 5 would be retired, more than half.*--allow-most/);
  expect(JSON.parse(short.stdout)).toMatchObject({ result: "rejected", considered: 5, present: 2, to_retire: 3 });
  expect(command.github.requests).toEqual([]);
  expect((await retire(known, cut, "--allow-most")).code).toBe(0);
  expect(command.sent).toHaveLength(3);
});

test("where one name is gone entirely, and others are present, --allow-most retires it", async () => {
  const lines = [record(1), record(2, { name: "gone" }), record(3, { name: "gone" })];
  const known = command.write("known.ndjson", ndjson(lines));
  const now = command.write("now.ndjson", present(1));
  const { code, stderr } = await retire(known, now, "--name", "gone");
  expect(code).toBe(2);
  expect(stderr).toMatch(/2 of 2 would be retired, more than half.*--allow-most/);
  expect(command.sent).toEqual([]);
  expect((await retire(known, now, "--name", "gone", "--allow-most")).code).toBe(0);
  expect([1, 2, 3].map(statuses)).toEqual([[], ["deleted"], ["deleted"]]);
});

test("where all is gone, what is said to do retires all, whatever the list said before", async () => {
  const lines = [record(1, { status: "active" }), record(2)];
  const known = command.write("known.ndjson", ndjson(lines));
  await importing(known);
  for (const given of [known, `${known}.journal.ndjson`]) {
    for (const now of [command.write("empty.ndjson", ""), command.write("none.ndjson", present(9))]) {
      const { code, stderr } = await retire(given, now, "--allow-most");
      expect(code).toBe(2);
      expect(stderr).toMatch(/give each of its lines the status deleted in the list that was imported/);
    }
  }
  command.write("known.ndjson", ndjson(lines.map((line) => ({ ...line, status: "deleted" }))));
  expect((await importing(known)).code).toBe(0);
  expect([1, 2].map(statuses)).toEqual([
    ["active", "deleted"],
    ["active", "deleted"],
  ]);
});

test("more than half is of what is considered, however much else is known", async () => {
  const others = [6, 7, 8, 9].map((number) => record(number, { registry_url: OTHER }));
  const done = record(10, { status: "deleted" });
  const known = command.write("known.ndjson", ndjson([...range(3), ...others, done]));
  const cut = command.write("cut.ndjson", present(1));
  const { code, stderr } = await retire(known, cut);
  expect(code).toBe(2);
  expect(stderr).toMatch(/2 of 3 would be retired, more than half/);
  expect(command.sent).toEqual([]);

  // Half is not more than half.
  const half = command.write("half.ndjson", ndjson([...range(2), ...others]));
  expect((await retire(half, cut)).code).toBe(0);
  expect(command.sent).toHaveLength(1);
});

test.each([
  ["a line that is no JSON", `${present(1)}{"digest":\n`],
  ["a line without a digest", `${present(1)}{"name":"libfoo-2"}\n`],
  ["a digest that is none", `${present(1)}{"digest":"sha256:abc"}\n`],
  [
    "a digest that is not its image's",
    `${present(1)}${ndjson([{ image: `reg.example.com/libfoo@${digestOf("2")}`, digest: digestOf("1") }])}`,
  ],
  ["an image without a digest", `${present(1)}{"image":"ghcr.io/octo-org/app:1"}\n`],
])("%s may be what is present, so nothing is retired", async (_what, now) => {
  const known = command.write("known.ndjson", ndjson(range(3)));
  const { code, stderr } = await retire(known, command.write("now.ndjson", now));
  expect(code).toBe(2);
  expect(stderr).toMatch(/now\.ndjson \(--present\), line 2: .*Nothing was sent/s);
  expect(command.sent).toEqual([]);
});

test("a dry run says the numbers, sends and notes nothing, and its plan is an import's", async () => {
  const known = command.write("known.ndjson", ndjson(range(3)));
  const plan = command.path("gone.ndjson");
  const now = command.write("now.ndjson", present(1, 2));
  const dry = await retire(known, now, "--dry-run", "--plan", plan);
  expect(dry.code).toBe(0);
  expect(JSON.parse(dry.stdout)).toMatchObject({
    result: "dry-run",
    considered: 3,
    to_retire: 1,
    to_send: 1,
    plan_file: plan,
  });
  expect(command.github.requests).toEqual([]);
  expect(existsSync(`${known}.retire.journal.ndjson`)).toBe(false);
  expect(JSON.parse(readFileSync(plan, "utf8"))).toMatchObject({ name: "libfoo-3", status: "deleted" });
  expect((await importing(plan)).code).toBe(0);
  expect(statuses(3)).toEqual(["deleted"]);
});

test("what GitHub refuses to retire is not 0", async () => {
  const known = command.write(
    "known.ndjson",
    ndjson(range(3).map((line) => ({ ...line, github_repository: "unknown" }))),
  );
  const { code, stdout } = await retire(known, command.write("now.ndjson", present(1, 2)));
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    result: "refused",
    refused: 1,
    refused_file: `${known}.retire.refused.ndjson`,
  });
});

test("one registry is one, in whatever case its host is written and with a slash at its end or without", async () => {
  const spell = (registry_url: string) => ndjson([1, 2].map((number) => record(number, { registry_url })));
  const known = command.write("known.ndjson", spell("https://reg.example.com/team"));
  for (const spelling of ["https://reg.example.com/team/", "https://REG.example.com/team"]) {
    const { code, stdout } = await retire(known, command.write("now.ndjson", spell(spelling)));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ considered: 2, present: 2, to_retire: 0 });
  }
  const other = await retire(known, command.write("now.ndjson", spell("https://reg.example.com/Team")));
  expect(other.code).toBe(2);
  expect(other.stderr).toMatch(/not one is of a registry/);
});

test("no retirement begins while an import of the same list runs, whichever of them is given", async () => {
  const known = command.write("known.ndjson", ndjson(range(3)));
  await importing(known);
  const sent = command.sent.length;
  const now = command.write("now.ndjson", present(1, 2));
  const lock = await lockJournal(`${known}.journal.ndjson`, createFakeRuntime());
  try {
    for (const given of [known, `${known}.journal.ndjson`]) {
      const { code, stderr } = await retire(given, now);
      expect(code).toBe(2);
      expect(stderr).toMatch(/known\.ndjson\.journal\.ndjson is in use: /);
      // A dry run only looks.
      expect((await retire(given, now, "--dry-run")).code).toBe(0);
    }
  } finally {
    await lock[Symbol.asyncDispose]();
  }
  expect(command.sent).toHaveLength(sent);
});

const KNOWN_AS = [
  ["the list", [], "known.ndjson"],
  ["the list, shared out", ["--shard", "1/1"], "known.ndjson"],
  ["the list, which has a journal elsewhere", ["--journal", "own.ndjson"], "known.ndjson"],
  ["the journal of the list", [], "known.ndjson.journal.ndjson"],
  ["a shard's journal", ["--shard", "1/1"], "known.ndjson.1-of-1.journal.ndjson"],
  ["a journal elsewhere", ["--journal", "own.ndjson"], "own.ndjson"],
] as const;

test.each(
  KNOWN_AS.flatMap(([what, flags, given]) => [
    { what, flags, given, where: "its own journal", journal: [] },
    { what, flags, given, where: "a journal elsewhere", journal: ["--journal", "retired.ndjson"] },
  ]),
)("an import takes back what was retired by $what, noted in $where", async ({ flags, given, journal }) => {
  const known = command.write("known.ndjson", ndjson(range(3)));
  const toFlags = (values: readonly string[]) =>
    values.map((value) => (value.endsWith(".ndjson") ? command.path(value) : value));
  const again = () => importing(known, "--json", ...toFlags(flags));
  expect((await again()).code).toBe(0);
  const now = command.write("now.ndjson", present(1, 2));
  expect((await retire(command.path(given), now, ...toFlags(journal))).code).toBe(0);
  expect(statuses(3)).toEqual(["active", "deleted"]);
  // It is left alone, whichever journal has it.
  const { considered } = JSON.parse((await retire(command.path(given), now, "--dry-run")).stdout);
  expect(considered).toBe(2);
  expect(JSON.parse((await again()).stdout)).toMatchObject({ result: "stored", stored: 1, stored_before: 2 });
  expect(statuses(3)).toEqual(["active", "deleted", "active"]);
  expect(JSON.parse((await again()).stdout)).toMatchObject({ stored: 0, stored_before: 3 });
});

test("with a journal elsewhere, it is said which file an import looks into, where something is retired", async () => {
  const known = command.write("known.ndjson", ndjson(range(3)));
  const journal = ["--journal", command.path("retired.ndjson")];
  const all = command.write("all.ndjson", present(1, 2, 3));
  const now = command.write("now.ndjson", present(1, 2));
  const said = `It is noted in ${known}.retire.journal.ndjson, too, where an import looks for it: keep both.\n`;
  expect((await retire(known, all, ...journal)).stderr).not.toContain("It is noted in");
  expect((await retire(known, now, ...journal)).stderr).toContain(said);
  expect((await retire(known, command.write("less.ndjson", present(1)))).stderr).not.toContain("It is noted in");
});

test("a run that was stopped and then lost the journal that imports look into is one that lost it", async () => {
  const known = command.write("known.ndjson", ndjson(range(40)));
  const now = command.write("now.ndjson", present(...Array.from({ length: 25 }, (_, index) => index + 1)));
  const ending = new AbortController();
  command.github.faults.push(FAULTS.none(), ({ handle, send }) => {
    ending.abort(new Stop("stopped", "SIGINT"));
    unlinkSync(`${known}.retire.journal.ndjson.lock`);
    const [status, data] = handle();
    send(status, data);
  });
  const args = ["retire", known, "--present", now, "--per-minute", "0", "--journal", command.path("retired.ndjson")];
  const { code, stdout } = await command.run([...args, "--json"], {}, { ending });
  expect(code).toBe(75);
  expect(JSON.parse(stdout)).toMatchObject({ result: "interrupted", message: expect.stringMatching(/was removed/) });
});

test("no retirement begins while an import of a shard runs", async () => {
  const known = command.write("known.ndjson", ndjson(range(3)));
  await importing(known, "--shard", "1/1");
  const lock = await lockJournal(`${known}.1-of-1.journal.ndjson`, createFakeRuntime());
  try {
    const { code, stderr } = await retire(known, command.write("now.ndjson", present(1, 2)));
    expect(code).toBe(2);
    expect(stderr).toMatch(/1-of-1\.journal\.ndjson is in use: /);
  } finally {
    await lock[Symbol.asyncDispose]();
  }
});

test("a list that is no file can be retired from, with a journal, and which import does not know of it is said", async () => {
  const known = command.write("known.ndjson", ndjson(range(3)));
  const fd = openSync(known, "r");
  try {
    const now = command.write("now.ndjson", present(1, 2));
    const journal = command.path("retired.ndjson");
    const { code, stderr } = await retire(`/dev/fd/${fd}`, now, "--journal", journal);
    expect(code).toBe(0);
    expect(stderr).toMatch(/KNOWN is no file, .*--fresh/);
    expect(existsSync(journal)).toBe(true);
  } finally {
    closeSync(fd);
  }
});

test("the list of what is present cannot be the list of what was recorded", async () => {
  const known = command.write("known.ndjson", ndjson(range(3)));
  const { code, stderr } = await retire(known, known);
  expect(code).toBe(2);
  expect(stderr).toMatch(/KNOWN and PRESENT are the same/);
});
