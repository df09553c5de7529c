import { truncateSync, writeFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { startLocalGitHub } from "../../local-github/start-local-github.js";
import { digestOf, prepareCommand } from "./support/run-command.ts";

const command = prepareCommand();
const DIGEST = digestOf("app");
const IMAGE = `ghcr.io/octo-org/app:1.2@${DIGEST}`;
const REGISTRY = "--registry-url=https://reg.example.com/";

test("an image: name, registry and digest come from its reference, organization and repository from the workflow", async () => {
  const { code, stdout, stderr } = await command.run(["create", "--image", IMAGE, "--artifact-version=1.2"]);
  expect(code).toBe(0);
  expect(stdout).toContain(`  digest        ${DIGEST}\n`);
  expect(stderr).toMatch(/^Stored:\nSee http:\/\/127\.0\.0\.1:\d+\/orgs\/octo-org\/artifacts\n$/);
  expect(command.github.requests).toHaveLength(1);
  expect(JSON.parse(`${command.github.requests[0]?.body}`)).toEqual({
    name: "ghcr.io/octo-org/app",
    registry_url: "https://ghcr.io",
    digest: DIGEST,
    github_repository: "libfoo",
    version: "1.2",
  });
});

test("a file: name and digest come from it", async () => {
  command.write("libfoo-1.txt", "content");
  const { code, stdout } = await command.run(["create", "--file", "libfoo-1.txt", REGISTRY, "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    result: "stored",
    digest: digestOf("content"),
    records_url: expect.stringMatching(/\/orgs\/octo-org\/artifacts$/),
    storage_records: [{ id: 1, name: "libfoo-1.txt" }],
  });
});

test("a file of 1 GB is read as a stream", async () => {
  writeFileSync(command.path("sparse"), "");
  truncateSync(command.path("sparse"), 1024 ** 3);
  const { code } = await command.run(["create", "--file=sparse", REGISTRY, "--dry-run"], {
    NODE_OPTIONS: "--max-old-space-size=40",
  });
  expect(code).toBe(0);
});

test("every flag goes where the API has it", async () => {
  const flags = [
    "--name=n",
    `--digest=${DIGEST}`,
    REGISTRY,
    "--artifact-version=1",
    "--artifact-url=https://a.example/1",
  ];
  flags.push("--path=p", "--repository=r", "--status=eol", "--github-repository=hello-world", "--org=octo-org");
  await command.run(["create", ...flags]);
  expect(JSON.parse(`${command.github.requests[0]?.body}`)).toEqual({
    name: "n",
    digest: DIGEST,
    registry_url: "https://reg.example.com/",
    version: "1",
    artifact_url: "https://a.example/1",
    path: "p",
    repository: "r",
    status: "eol",
    github_repository: "hello-world",
  });
});

test("another organization's record is not of the workflow's repository", async () => {
  const { stdout } = await command.run(["create", "--image", IMAGE, "--org=other-org", "--dry-run", "--json"]);
  const { request } = JSON.parse(stdout);
  expect(request.url).toBe(`${command.github.url}/orgs/other-org/artifacts/metadata/storage-record`);
  expect(request.body).not.toHaveProperty("github_repository");
});

test("--dry-run prints the request, and needs no token", async () => {
  const env = { GITHUB_TOKEN: "" };
  const { code, stdout, stderr } = await command.run(["create", "--image", IMAGE, "--dry-run"], env);
  expect(code).toBe(0);
  expect(stderr).toBe("Nothing was sent. This is the request that would be sent:\n");
  expect(stdout).toMatch(/^POST http:.*\/orgs\/octo-org\/artifacts\/metadata\/storage-record\n\{\n {2}"name"/);
  expect(command.github.requests).toEqual([]);
});

test.each([
  ["no artifact", [], "Give one of --image REF@DIGEST, --file PATH or --digest SHA256.\n"],
  ["two artifacts", ["--file=a", "--digest=b"], "Give one of --image REF@DIGEST, --file PATH or --digest SHA256.\n"],
  [
    "an image without digest",
    ["--image=ghcr.io/o/i:1"],
    '--image "ghcr.io/o/i:1" has no digest. Write it as REF@sha256:HEX',
  ],
  ["an image without registry", [`--image=app@${DIGEST}`], "does not name a registry. Begin with one, such as"],
  [
    "an image with a URL",
    [`--image=https://ghcr.io/o/i@${DIGEST}`],
    "does not name a registry. Begin with one, such as",
  ],
  ["a file that is not there", ["--file=missing"], '--file "missing" cannot be read: ENOENT'],
  ["a missing flag", [`--digest=${DIGEST}`], "--name is required.\n--registry-url is required.\n"],
  [
    "a wrong value",
    [`--image=${IMAGE}`, "--status=inactive"],
    '--status must be one of ["active","eol","deleted"]; given: "inactive".',
  ],
  ["an image's wrong digest", ["--image=ghcr.io/o/i@sha256:1"], 'the digest in --image must be "sha256:"'],
  [
    "an unknown flag",
    ["--regstry-url", "x"],
    "error: unknown option '--regstry-url'\n(Did you mean --registry-url?)\nRun it with --help",
  ],
  ["a wrong duration", ["--max-wait=soon"], "argument 'soon' is invalid. Write it as 90s, 15m or 2h."],
])("exit 2, and nothing sent, for %s", async (_case, flags, message) => {
  const { code, stdout, stderr } = await command.run(["create", ...flags]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(command.github.requests).toEqual([]);
});

test("no command: the help, and exit 2; --help and --version: exit 0", async () => {
  expect(await command.run([])).toMatchObject({ code: 2, stderr: expect.stringContaining("Usage:") });
  expect(await command.run(["--version"])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
  for (const name of ["create", "import", "list"]) {
    const { code, stdout } = await command.run([name, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nExample:\n {2}artifact-storage-record /);
  }
});

test("DEBUG shows the stack", async () => {
  const { stderr } = await command.run(["create"], { DEBUG: "1" });
  expect(stderr).toMatch(/^Stop: Give one of[^\n]*\n +at /);
});

test.each([
  ["no token", { GITHUB_TOKEN: "" }, "There is no token. Set GITHUB_TOKEN or GH_TOKEN"],
  ["an odd token", { GITHUB_TOKEN: "se cret" }, "GITHUB_TOKEN contains characters that no token has. Set it again.\n"],
  [
    "half an app",
    { GITHUB_TOKEN: "", GITHUB_APP_ID: "1" },
    "A GitHub App also needs GITHUB_APP_PRIVATE_KEY and GITHUB_APP_INSTALLATION_ID.",
  ],
  [
    "no URL",
    { GITHUB_API_URL: "github.com" },
    'GITHUB_API_URL must be a URL such as https://api.github.com; given: "github.com".',
  ],
])("exit 2 for %s", async (_case, env: Record<string, string>, message) => {
  const { code, stderr } = await command.run(["create", "--image", IMAGE], env);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain("se cret");
});

test("GH_TOKEN serves as well, and a line feed at its end does no harm", async () => {
  const { code } = await command.run(["create", "--image", IMAGE], { GITHUB_TOKEN: "", GH_TOKEN: "local-token\n" });
  expect(code).toBe(0);
});

test("exit 1 where GitHub refuses, with the likely causes, and an annotation in a workflow", async () => {
  const env = { GITHUB_TOKEN: "powerless-token", GITHUB_ACTIONS: "true" };
  const { code, stdout, stderr } = await command.run(["create", "--image", IMAGE, "--json"], env);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ result: "refused", digest: DIGEST });
  expect(stderr).toMatch(/^GitHub refused the record: Resource not accessible.*\nLikely/);
  expect(stderr).toMatch(
    /\n::error title=ghcr\.io\/octo-org\/app is not recorded::Resource not accessible[^\n]*%0ALikely[^\n]*\n$/,
  );
});

test("stored, though the answer was lost: a look-up tells, and nothing is sent twice", async () => {
  command.github.faults.push(({ handle, response }) => {
    handle();
    response.destroy();
  });
  const { code, stderr } = await command.run(["create", "--image", IMAGE]);
  expect(code).toBe(0);
  expect(stderr).toContain("Already stored, according to a lookup:");
  expect(command.github.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
});

test("not stored, and the answer was a 502: it is sent again after a look-up", async () => {
  command.github.faults.push(({ send }) => send(502, { message: "Bad gateway" }));
  const { code } = await command.run(["create", "--image", IMAGE]);
  expect(code).toBe(0);
  expect(command.github.requests.map(({ method }) => method)).toEqual(["POST", "GET", "POST"]);
  expect(command.github.stored).toHaveLength(1);
});

test("exit 3 where neither the answer nor a look-up tells", async () => {
  command.github.faults.push(({ response }) => response.destroy());
  command.github.faults.push(({ send }) => send(403, { message: "Resource not accessible by integration" }));
  const { code, stderr } = await command.run(["create", "--image", IMAGE]);
  expect(code).toBe(3);
  expect(stderr).toContain(`The record may or may not be stored. Check with \`list ${DIGEST}\``);
});

test("exit 75 where GitHub cannot be reached, and where it fails each time", async () => {
  const closed = await startLocalGitHub();
  await closed.close();
  const env = { GITHUB_API_URL: closed.url };
  const unreached = await command.run(["create", "--image", IMAGE, "--json"], env);
  expect(unreached.code).toBe(75);
  expect(JSON.parse(unreached.stdout)).toMatchObject({ result: "interrupted" });
  expect(unreached.stderr).toMatch(/^GitHub cannot be reached: .*ECONNREFUSED.*run it again\.\n$/);

  const fail = ({ request, send, handle }: Parameters<(typeof command.github.faults)[number]>[0]) =>
    request.method === "POST" ? send(500, { message: "Oh" }) : send(...handle());
  command.github.faults.push(fail, fail, fail, fail, fail, fail);
  const failed = await command.run(["create", "--image", IMAGE]);
  expect(failed.code).toBe(75);
  expect(failed.stderr).toContain("According to a lookup, it is not stored.\nRun the same command again later.");
  expect(command.github.requests.map(({ method }) => method)).toEqual(["POST", "GET", "POST", "GET", "POST", "GET"]);
});
