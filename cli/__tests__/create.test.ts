import { mkdirSync, readFileSync, truncateSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { FAULTS, startLocalGitHub } from "../../local-github/start-local-github.js";
import { digestFile } from "../src/create/digest-file.ts";
import { Stop } from "../src/stop.ts";
import { prepareHere } from "./support/prepare-here.ts";
import { digestOf } from "./support/run-command.ts";

const command = prepareHere();
const DIGEST = digestOf("app");
const OTHER = digestOf("other");
const IMAGE = `ghcr.io/octo-org/app:1.2@${DIGEST}`;
const REGISTRY = "--registry-url=https://reg.example.com/";
const ROUTE = "/orgs/octo-org/artifacts/metadata/storage-record";

/** As the local GitHub lists it. */
const stored = (id: number, more: object) => ({
  id,
  artifact_url: null,
  repository: null,
  status: "active",
  created_at: expect.any(String),
  updated_at: expect.any(String),
  ...more,
});

describe("one artifact", () => {
  test("an image: name, registry, digest and version come from its reference, the rest from the workflow", async () => {
    const { code, stdout, stderr } = await command.run(["create", "--image", IMAGE]);
    expect([code, stderr]).toEqual([0, `Stored:\nSee ${command.github.url}/orgs/octo-org/artifacts\n`]);
    expect(stdout).toMatch(
      new RegExp(
        [
          "^  id            1",
          "  name          ghcr\\.io/octo-org/app",
          `  digest        ${DIGEST}`,
          "  artifact_url  -",
          "  registry_url  https://ghcr\\.io",
          "  repository    -",
          "  status        active",
          "  created_at    .*",
          "  updated_at    .*\n$",
        ].join("\n"),
      ),
    );
    expect(command.sent).toEqual([
      {
        name: "ghcr.io/octo-org/app",
        registry_url: "https://ghcr.io",
        digest: DIGEST,
        github_repository: "libfoo",
        version: "1.2",
      },
    ]);
  });

  test("a Redis, which is for imports, is not asked", async () => {
    const { code } = await command.run(["create", "--image", IMAGE], { REDIS_URL: "redis://127.0.0.1:1" });
    expect(code).toBe(0);
  });

  test("--artifact-version wins over the image's tag, and latest is no version", async () => {
    const dryRun = async (...args: string[]) =>
      JSON.parse((await command.run(["create", "--dry-run", "--json", ...args])).stdout).request.body.version;
    expect(await dryRun("--image", IMAGE, "--artifact-version=1.2.3")).toBe("1.2.3");
    expect(await dryRun("--image", `ghcr.io/octo-org/app:latest@${DIGEST}`)).toBeUndefined();
  });

  test("a file: name and digest come from it", async () => {
    const file = command.write("libfoo-1.txt", "content");
    const { code, stdout } = await command.run(["create", "--file", file, REGISTRY, "--json"]);
    expect(code).toBe(0);
    const digest = digestOf("content");
    expect(JSON.parse(stdout)).toEqual({
      result: "stored",
      digest,
      records_url: `${command.github.url}/orgs/octo-org/artifacts`,
      storage_records: [stored(1, { name: "libfoo-1.txt", digest, registry_url: "https://reg.example.com/" })],
    });
  });

  test("every flag goes where the API has it", async () => {
    const flags = ["--name=n", "--artifact-version=1", "--artifact-url=https://a.example/1", "--path=p"];
    flags.push("--repository=r", "--status=eol", "--github-repository=hello-world", "--org=octo-org");
    await command.run(["create", `--digest=${DIGEST}`, REGISTRY, ...flags], { GITHUB_REPOSITORY: "" });
    expect(command.sent).toEqual([
      {
        name: "n",
        digest: DIGEST,
        registry_url: "https://reg.example.com/",
        version: "1",
        artifact_url: "https://a.example/1",
        path: "p",
        repository: "r",
        status: "eol",
        github_repository: "hello-world",
      },
    ]);
    expect(command.github.requests.at(-1)?.url).toBe(ROUTE);
  });

  test("another organization's record is not of the workflow's repository", async () => {
    const body = async (org: string) =>
      JSON.parse((await command.run(["create", "--image", IMAGE, `--org=${org}`, "--dry-run", "--json"])).stdout)
        .request.body;
    expect(await body("other-org")).not.toHaveProperty("github_repository");
    expect(await body("Octo-Org")).toHaveProperty("github_repository", "libfoo");
  });

  test("stored, though the answer was lost: a look-up tells, and nothing is sent twice", async () => {
    command.github.faults.push(({ handle, response }) => {
      handle();
      response.destroy();
    });
    const { code, stderr } = await command.run(["create", "--image", IMAGE]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Stored, according to a lookup:\n/);
    expect(command.sent).toHaveLength(1);
    expect(command.github.stored).toHaveLength(1);
  });

  test("an older record that looks the same does not pass for it", async () => {
    await command.run(["create", "--image", IMAGE]);
    for (const { record } of command.github.stored) record.created_at = record.updated_at = "2020-01-01T00:00:00Z";
    command.github.faults.push(({ send }) => send(502, { message: "Bad gateway" }));
    const { code } = await command.run(["create", "--image", IMAGE, "--artifact-version=2"]);
    expect(code).toBe(0);
    expect(command.github.stored).toHaveLength(2);
  });
});

describe("several artifacts", () => {
  test("are checked, then each is stored, in one run", async () => {
    const [a, b] = [command.write("a.txt", "a"), command.write("b.txt", "b")];
    const { code, stdout, stderr } = await command.run(["create", "--file", a, b, REGISTRY, "--artifact-version=1"]);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: `stored      ${digestOf("a")}  a.txt\nstored      ${digestOf("b")}  b.txt\n`,
      stderr: `2 of 2 artifacts stored. See ${command.github.url}/orgs/octo-org/artifacts\n`,
    });
    const more = { registry_url: "https://reg.example.com/", version: "1", github_repository: "libfoo" };
    expect(command.sent).toEqual([
      { name: "a.txt", digest: digestOf("a"), ...more },
      { name: "b.txt", digest: digestOf("b"), ...more },
    ]);
  });

  test("one refused, in JSON: the result of each, and that of the run", async () => {
    command.github.faults.push(({ send }) => send(403, { message: "Resource not accessible by integration" }));
    const args = ["create", "--digest", DIGEST, "--digest", OTHER, "--name=app", REGISTRY, "--json"];
    const { code, stdout, stderr } = await command.run(args);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      result: "refused",
      records: [
        {
          result: "refused",
          digest: DIGEST,
          message: expect.stringMatching(/^Resource not accessible by integration.*\nLikely causes, /),
        },
        {
          result: "stored",
          digest: OTHER,
          records_url: `${command.github.url}/orgs/octo-org/artifacts`,
          storage_records: [stored(1, { name: "app", digest: OTHER, registry_url: "https://reg.example.com/" })],
        },
      ],
    });
    expect(stderr).toMatch(
      /^refused .*\nstored .*\n1 of 2 artifacts stored\. See .*\nGitHub refused the record: Resource not accessible/,
    );
  });

  test("a token that GitHub no longer takes ends the run: the rest would be refused, too", async () => {
    command.github.faults.push(({ send }) => send(401, { message: "Bad credentials" }));
    const { code, stdout } = await command.run(["create", "--digest", DIGEST, OTHER, "--name=app", REGISTRY]);
    expect([code, stdout]).toEqual([1, `refused     ${DIGEST}  app\nnot sent    ${OTHER}  app\n`]);
    expect(command.sent).toHaveLength(1);
  });

  test("one that looks the same to GitHub as one that may be stored is not sent", async () => {
    const image = (tag: string) => `ghcr.io/octo-org/app:${tag}@${DIGEST}`;
    command.github.faults.push(({ response }) => response.destroy());
    command.github.faults.push(({ send }) => send(403, { message: "Resource not accessible by integration" }));
    const { code, stdout, stderr } = await command.run(["create", "--image", image("1"), image("2")]);
    expect([code, stdout]).toEqual([
      3,
      `unknown     ${DIGEST}  ghcr.io/octo-org/app\nnot sent    ${DIGEST}  ghcr.io/octo-org/app\n`,
    ]);
    expect(stderr).toContain("It was not sent, because one that looks the same to GitHub may or may not be stored.");
    expect(command.sent).toHaveLength(1);
  });

  test("two that GitHub lists alike are two: the first does not pass for the second, whose answer was lost", async () => {
    const image = (tag: string) => `ghcr.io/octo-org/app:${tag}@${DIGEST}`;
    command.github.faults.push(FAULTS.none(), FAULTS.serverError());
    const { code } = await command.run(["create", "--image", image("1"), image("2")]);
    expect(code).toBe(0);
    expect(command.sent).toEqual(["1", "2", "2"].map((version) => expect.objectContaining({ version })));
    expect(command.github.stored).toHaveLength(2);
  });

  test("a run that is stopped leaves the rest, and says so", async () => {
    const ending = new AbortController();
    command.github.faults.push(({ handle, send }) => {
      const [status, data] = handle();
      send(status, data);
      ending.abort(new Stop("stopped", "Stopped."));
    });
    const third = digestOf("third");
    const args = ["create", "--digest", DIGEST, OTHER, third, "--name=app", REGISTRY];
    const { code, stdout, stderr } = await command.run(args, {}, { ending });
    expect(code).toBe(130);
    expect(stdout).toBe(`stored      ${DIGEST}  app\nnot sent    ${OTHER}  app\nnot sent    ${third}  app\n`);
    expect(stderr).toContain("1 of 3 artifacts stored.");
    // Once, however many it left.
    expect(stderr).toMatch(/\nStopped\.\n$/);
  });
});

test("a run that is stopped reads no file to its end", async () => {
  const path = command.write("app.tar.gz", "app");
  await expect(digestFile(path, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
  const ending = new AbortController();
  ending.abort(new Stop("stopped", "Stopped."));
  const { code, stderr } = await command.run(["create", "--file", path, REGISTRY], {}, { ending });
  expect([code, stderr]).toEqual([130, "Stopped.\n"]);
});

describe("--dry-run", () => {
  const body = {
    name: "ghcr.io/octo-org/app",
    digest: DIGEST,
    registry_url: "https://ghcr.io",
    version: "1.2",
    github_repository: "libfoo",
  };

  test("prints the request, and needs no token", async () => {
    const { code, stdout, stderr } = await command.run(["create", "--image", IMAGE, "--dry-run"], { GITHUB_TOKEN: "" });
    expect(code).toBe(0);
    expect(stderr).toBe("Nothing was sent. This is the request that would be sent:\n");
    const [first, ...rest] = stdout.split("\n");
    expect(first).toBe(`POST ${command.github.url}${ROUTE}`);
    expect(JSON.parse(rest.join("\n"))).toEqual(body);
    expect(command.github.requests).toEqual([]);
  });

  test("as JSON, of one and of several", async () => {
    const request = (more: object) => ({ method: "POST", url: command.github.url + ROUTE, body: { ...body, ...more } });
    const one = await command.run(["create", "--image", IMAGE, "--dry-run", "--json"]);
    expect(JSON.parse(one.stdout)).toEqual({ result: "dry-run", digest: DIGEST, request: request({}) });
    const more = ["--image", IMAGE, "--image", `ghcr.io/octo-org/app:2@${OTHER}`];
    const several = await command.run(["create", ...more, "--dry-run", "--json"]);
    expect(JSON.parse(several.stdout)).toEqual({
      result: "dry-run",
      records: [
        { digest: DIGEST, request: request({}) },
        { digest: OTHER, request: request({ digest: OTHER, version: "2" }) },
      ],
    });
    expect(several.stderr).toMatch(/^Nothing was sent\. These are the 2 requests that would be sent:\nPOST http/);
  });

  test("without a repository, it says what GitHub will say", async () => {
    const env = { GITHUB_REPOSITORY: "" };
    const { code, stderr } = await command.run(["create", "--image", IMAGE, "--org=octo-org", "--dry-run"], env);
    expect(code).toBe(0);
    expect(stderr).toContain(
      'Without --github-repository, GitHub answers "no artifacts found" and stores nothing, unless the artifact has an attestation.\n',
    );
  });

  test("says what Docker left out, and what is hardly meant", async () => {
    const docker = await command.run(["create", "--image", `alpine:3@${DIGEST}`, "--dry-run"]);
    expect(docker.stderr).toContain("alpine is taken for Docker Hub's, and recorded as docker.io/library/alpine.\n");
    const named = await command.run(["create", "--image", IMAGE, "--name", `app@${DIGEST}`, "--dry-run"]);
    expect(named.stderr).toContain("--name ends in a digest.");
  });

  test("a value cannot give a command to the terminal or to a runner", async () => {
    const { stdout } = await command.run(["create", "--image", IMAGE, "--name=##[error]\u009b", "--dry-run"]);
    expect(stdout).not.toMatch(/##\[|\u009b/);
  });
});

describe("exit 2, and nothing sent, for", () => {
  const NO_KIND = "Give one of --image REF@DIGEST, --file PATH or --digest SHA256.\n";
  test.each([
    ["no artifact", [], NO_KIND],
    ["two kinds", ["--file=a", "--digest=b"], NO_KIND],
    ["an image without digest", ["--image=ghcr.io/o/i:1"], '--image "ghcr.io/o/i:1" has no digest. Write it as REF@'],
    ["a file that is not there", ["--file=missing"], '--file "missing" does not exist.\n'],
    ["a pattern that fits no file", ["--file=dist/*"], '--file "dist/*" does not exist. No file has such a name.\n'],
    ["a missing flag", [`--digest=${DIGEST}`], "--name is required.\n--registry-url is required.\n"],
    [
      "a wrong value",
      [`--image=${IMAGE}`, "--status=inactive"],
      '--status must be one of ["active","eol","deleted"]; given: "inactive".',
    ],
    ["an image's wrong digest", ["--image=ghcr.io/o/i@sha256:1"], 'the digest in --image must be "sha256:"'],
    [
      "a name for several images",
      ["--image", IMAGE, `ghcr.io/o/i@${OTHER}`, "--name=n"],
      "--name would be the same for all 2 artifacts. Record them one by one.\n",
    ],
    [
      "a URL for several digests",
      ["--digest", DIGEST, OTHER, "--name=n", REGISTRY, "--artifact-url=https://a.example"],
      "--artifact-url would be the same for all 2 artifacts. Record them one by one.\n",
    ],
    ["one artifact twice", ["--image", IMAGE, IMAGE], `--image "${IMAGE}" is given twice. Give it once.\n`],
    ["spaces around a value", [`--image=${IMAGE}`, "--name= n"], "--name must not begin or end with a space"],
  ])("%s", async (_case, flags, message) => {
    const { code, stdout, stderr } = await command.run(["create", ...flags]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(command.github.requests).toEqual([]);
  });

  test("everything that is wrong with any of several, each once", async () => {
    const file = command.write("a.txt", "a");
    const { code, stdout, stderr } = await command.run(
      ["create", "--file", file, "missing", `${file}/../a.txt`, command.path("."), "--status=gone", "--json"],
      { GITHUB_REPOSITORY: "" },
    );
    expect(code).toBe(2);
    expect(stderr.split("\n")).toEqual([
      "--org is required. Give --org, or set GITHUB_REPOSITORY to OWNER/NAME.",
      "--registry-url is required.",
      '--status must be one of ["active","eol","deleted"]; given: "gone".',
      '--file "missing" does not exist.',
      expect.stringMatching(/^--file ".*\/a\.txt" cannot be read: ENOTDIR/),
      expect.stringMatching(/^--file ".*" is a folder\. Give the files in it\.$/),
      "",
    ]);
    expect(JSON.parse(stdout)).toEqual({ result: "rejected", message: stderr.trimEnd() });
  });

  test("what is wrong with a flag, beside a file that cannot be read", async () => {
    const { stderr } = await command.run(["create", "--file", "missing", "--status=gone"], { GITHUB_REPOSITORY: "" });
    expect(stderr.split("\n")).toEqual([
      '--file "missing" does not exist.',
      "--org is required. Give --org, or set GITHUB_REPOSITORY to OWNER/NAME.",
      '--status must be one of ["active","eol","deleted"]; given: "gone".',
      "",
    ]);
  });

  test("the same content under one name, by another way", async () => {
    mkdirSync(command.path("dist"));
    const [a, b] = [command.write("a.txt", "a"), command.write("dist/a.txt", "a")];
    const { code, stderr } = await command.run(["create", "--file", a, b, REGISTRY]);
    expect([code, stderr]).toEqual([
      2,
      `--file ${JSON.stringify(b)} gives the same record as --file ${JSON.stringify(a)}. Give it once.\n`,
    ]);
  });

  test.each([
    ["no token", { GITHUB_TOKEN: "" }, "There is no token."],
    ["an odd token", { GITHUB_TOKEN: "se cret" }, "GITHUB_TOKEN contains characters that no token has."],
    ["no URL", { GITHUB_API_URL: "github.com" }, "GITHUB_API_URL is not a URL."],
  ])("%s", async (_case, env: Record<string, string>, message) => {
    const { code, stderr } = await command.run(["create", "--image", IMAGE], env);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("se cret");
  });
});

describe("what GitHub does not store", () => {
  test("refused: exit 1, with the likely causes in the words of flags, an annotation and a row in the summary", async () => {
    const summary = command.path("summary.md");
    const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary, GITHUB_REPOSITORY: "" };
    const args = ["create", "--image", IMAGE, "--org=octo-org", "--name=a | <b>", "--json"];
    const { code, stdout, stderr } = await command.run(args, env);
    expect(code).toBe(1);
    const { message } = JSON.parse(stdout);
    expect(JSON.parse(stdout)).toEqual({ result: "refused", digest: DIGEST, message });
    expect(message).toMatch(
      /^no artifacts found.*\nLikely causes, .*\n- .*Give `--github-repository`, the repository of /,
    );
    expect(message).not.toMatch(/`[a-z]+_[a-z_]+`|plugin/);
    expect(stderr).toMatch(/^GitHub refused the record: no artifacts found/);
    expect(stderr).toMatch(
      /\n::error title=a \| <b> is not recorded::no artifacts found[^\n]*%0ALikely causes[^\n]*\n$/,
    );
    expect(readFileSync(summary, "utf8")).toMatch(
      /^### Storage records\\: 0 of 1 stored\n\n\| artifact \| digest \| result \| link \|\n\| --- \| --- \| --- \| --- \|\n\| a \\\| \\<b\\> \| sha256\\:\w{64} \| refused\\: no artifacts found[^|]* \| {2}\|\n\n$/,
    );
  });

  test("a token that GitHub does not accept: exit 1, and the variable is named", async () => {
    const { code, stdout, stderr } = await command.run(["create", "--image", IMAGE, "--json"], {
      GITHUB_TOKEN: "",
      GH_TOKEN: "x1",
    });
    expect(code).toBe(1);
    expect(stderr).toContain("GH_TOKEN");
    expect(stdout + stderr).not.toMatch(/`auth`|GITHUB_TOKEN/);
    expect(JSON.parse(stdout)).toEqual({
      result: "refused",
      digest: DIGEST,
      message: expect.stringContaining("GH_TOKEN"),
    });
    expect(command.sent).toEqual([]);
  });

  test("nothing, by its own answer: it is refused, and sent once", async () => {
    command.github.faults.push(({ send }) => send(200, { total_count: 0, storage_records: [] }));
    const { code, stderr } = await command.run(["create", "--image", IMAGE]);
    expect(code).toBe(1);
    expect(stderr).toContain("Check the digest, and that `--github-repository` is the repository ");
    expect(command.sent).toHaveLength(1);
  });

  test("unknown: exit 3 where neither the answer nor a look-up tells", async () => {
    command.github.faults.push(({ response }) => response.destroy());
    command.github.faults.push(({ send }) => send(403, { message: "Resource not accessible by integration" }));
    const { code, stdout, stderr } = await command.run(["create", "--image", IMAGE, "--json"]);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toEqual({ result: "unknown", digest: DIGEST, message: expect.any(String) });
    expect(stderr).toContain(`The record may or may not be stored. Check with \`list ${DIGEST}\``);
  });

  test("unknown: the annotation's title does not say that it is not recorded", async () => {
    command.github.faults.push(({ response }) => response.destroy());
    command.github.faults.push(({ send }) => send(403, { message: "Resource not accessible by integration" }));
    const { stderr } = await command.run(["create", "--image", IMAGE], { GITHUB_ACTIONS: "true" });
    expect(stderr).toMatch(/^::error title=[^:]* may or may not be recorded::/m);
  });

  test("GitHub cannot be reached: exit 75, and nothing was sent", async () => {
    const closed = await startLocalGitHub();
    await closed.close();
    const { code, stdout, stderr } = await command.run(["create", "--image", IMAGE, "--json"], {
      GITHUB_API_URL: closed.url,
    });
    expect(code).toBe(75);
    const [why, advice] = stderr.split("\n");
    expect(why).toMatch(/^GitHub cannot be reached: .*ECONNREFUSED.* Nothing was sent\.$/);
    expect(advice).toBe("Run the same command again later.");
    expect(JSON.parse(stdout)).toEqual({ result: "interrupted", digest: DIGEST, message: why });
  });
});

test("stored: the summary is a table, which no name can break", async () => {
  const summary = command.path("summary.md");
  await command.run(["create", "--image", IMAGE, "--name=a | <b>"], { GITHUB_STEP_SUMMARY: summary });
  const link = `[records](<${command.github.url}/orgs/octo-org/artifacts>)`;
  expect(readFileSync(summary, "utf8")).toBe(
    [
      "### Storage records\\: 1 of 1 stored",
      "",
      "| artifact | digest | result | link |",
      "| --- | --- | --- | --- |",
      `| a \\| \\<b\\> | ${DIGEST.replace(":", "\\:")} | stored | ${link} |`,
      "",
      "",
    ].join("\n"),
  );
});

test("a summary that cannot be written changes neither the result nor the code", async () => {
  const env = { GITHUB_STEP_SUMMARY: command.path("missing/summary.md") };
  const { code, stdout, stderr } = await command.run(["create", "--image", IMAGE, "--json"], env);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ result: "stored" });
  expect(stderr).toMatch(/^The summary of the job cannot be written: ENOENT.*\n$/);
});

test("a large file is read as a stream", async () => {
  const file = command.write("sparse", "");
  truncateSync(file, 200 * 1024 ** 2);
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }, 1);
  const { code } = await command.run(["create", "--file", file, REGISTRY, "--dry-run"]);
  clearInterval(timer);
  expect(code).toBe(0);
  expect(most).toBeLessThan(100 * 1024 ** 2);
});

test("a run that is stopped while a file is read says so, and sends nothing", async () => {
  const ending = new AbortController();
  ending.abort(new Stop("stopped", "Stopped."));
  const file = command.write("a.txt", "a");
  const { code, stderr } = await command.run(["create", "--file", file, REGISTRY], {}, { ending });
  expect([code, stderr]).toEqual([130, "Stopped.\n"]);
  expect(command.github.requests).toEqual([]);
});
