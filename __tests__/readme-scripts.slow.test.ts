import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { startLocalGitHub } from "../local-github/start-local-github.js";
import { linkPackages } from "./support/link-packages.ts";
import { blocks, findBlock, GUIDES, ROOT, readText } from "./support/read-blocks.ts";
import { DIGEST, RECORD } from "./support/record.ts";

/** As `printf libfoo | sha256sum` prints it. */
const DIGEST_OF_FILE = "sha256:3213244fb8a3fecdecf01b10b5cb1b1c853dde9d7e9f232bd6e001c442951185";

let folder: string;
let github: Awaited<ReturnType<typeof startLocalGitHub>>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "readme-"));
  for (const name of ["bin", "checkout", "temp"]) mkdirSync(join(folder, name));
  github = await startLocalGitHub();
});
afterEach(async () => {
  await github.close();
  rmSync(folder, { recursive: true });
});

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a program in the checkout, which finds the commands in `bin` first. */
function run(program: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const options = {
    cwd: join(folder, "checkout"),
    env: { PATH: `${join(folder, "bin")}:${process.env.PATH}`, HOME: folder, ...env },
  };
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

function writeCommand(name: string, script: string): void {
  const file = join(folder, "bin", name);
  writeFileSync(file, script);
  chmodSync(file, 0o755);
}

/** In the place of commands that would reach for the network: prints what it is given, an argument a line. */
const PRINT_ARGUMENTS = "#!/bin/sh\nprintf '%s\\n' \"$@\"\n";

const writeArtifact = () => writeFileSync(join(folder, "checkout", "libfoo.tgz"), "libfoo");

test("the four lines for the GitHub CLI send what the plugin would", async () => {
  writeCommand("gh", PRINT_ARGUMENTS);
  writeArtifact();
  const { stdout } = await run("bash", ["--norc", "-c", findBlock("sh", "gh api --method POST")]);
  const [api, method, verb, route, ...fields] = stdout.trimEnd().split("\n");
  expect([api, method, `${verb} ${route?.replace("octo-org", "{org}")}`]).toEqual([
    "api",
    "--method",
    "POST /orgs/{org}/artifacts/metadata/storage-record",
  ]);
  expect(fields).toEqual(
    Object.entries({ ...RECORD, digest: DIGEST_OF_FILE, github_repository: "libfoo" }).flatMap(([name, value]) => [
      "-f",
      `${name}=${value}`,
    ]),
  );
});

describe("the workflow with a script", () => {
  const step = parse(findBlock("yaml", "name: Publish")).jobs.publish.steps.at(-1);
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
  const SHELLS: Record<string, string[]> = { bash: ["--noprofile", "--norc", "-eo", "pipefail"] };

  /** Runs its last step as a runner would, but for npm, whose installation is there already. */
  function runStep(): Promise<Outcome> {
    const script = join(folder, "step.sh");
    writeFileSync(script, step.run);
    writeCommand("npm", PRINT_ARGUMENTS);
    linkPackages(join(folder, "temp", "record"));
    return run(step.shell, [...(SHELLS[step.shell] ?? []), script], {
      ...step.env,
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: "octo-org/libfoo",
      GITHUB_REF_NAME: "v1.2.3",
      GITHUB_TOKEN: "local-token",
      RUNNER_TEMP: join(folder, "temp"),
    });
  }

  test("installs the major versions that are current outside the checkout, and stores the record", async () => {
    writeArtifact();
    const { code, stdout, stderr } = await runStep();
    expect([code, stderr]).toEqual([0, ""]);
    expect(github.requests.map(({ body }) => JSON.parse(body))).toEqual([
      { ...RECORD, digest: DIGEST_OF_FILE, version: "v1.2.3", github_repository: "libfoo" },
    ]);

    const { version, devDependencies } = JSON.parse(readText("package.json"));
    const [major, majorOfCore] = [version, devDependencies["@octokit/core"]].map((text) => /\d+/.exec(text)?.[0]);
    expect(stdout.split("\n").slice(0, 5)).toEqual([
      "install",
      "--prefix",
      join(folder, "temp", "record"),
      `@octokit/core@${majorOfCore}`,
      `octokit-plugin-artifact-storage@${major}`,
    ]);
    expect(stdout).toContain(`digest: '${DIGEST_OF_FILE}'`);
  });

  test("stops where a command within a pipe fails, and sends nothing", async () => {
    const { code, stdout } = await runStep();
    expect(code).not.toBe(0);
    expect(stdout).toBe("");
    expect(github.requests).toEqual([]);
  });

  test("fails where GitHub refuses the record", async () => {
    writeArtifact();
    github.faults.push(({ send }) => send(403, { message: "Resource not accessible by integration" }));
    const { code, stderr } = await runStep();
    expect(code).not.toBe(0);
    expect(stderr).toContain("put `artifact-metadata: write` under `permissions:`");
  });
});

test("the step for actions/github-script adds the plugin to the instance that is there", async () => {
  linkPackages(join(folder, "checkout"));
  linkPackages(join(folder, "temp", "record"));
  github.stored.push({ org: "octo-org", record: { id: 7, digest: DIGEST } });
  const [step] = parse(findBlock("yaml", "actions/github-script"));
  // As actions/github-script runs it.
  const program = `
    import { Octokit } from "@octokit/core";
    const github = new Octokit({ auth: "local-token", baseUrl: ${JSON.stringify(github.url)} });
    const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
    const context = { repo: { owner: "octo-org", repo: "libfoo" } };
    await new AsyncFunction("github", "context", ${JSON.stringify(step.with.script)})(github, context);`;
  const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "-e", program], {
    RUNNER_TEMP: join(folder, "temp"),
  });
  expect(stderr).toBe("");
  expect(stdout).toContain("id: 7");
});

describe("Jest in a CommonJS project", () => {
  test("loads Octokit and the plugin with the configuration that is shown", async () => {
    linkPackages(join(folder, "checkout"));
    const transform = JSON.stringify({ "\\.js$": join(ROOT, "node_modules", "@swc", "jest") });
    const files = {
      "package.json": "{}",
      "jest.config.js": `${findBlock("js", "transformIgnorePatterns")}module.exports.transform = ${transform};`,
      "record.test.js": `
        const { Octokit } = require("@octokit/core");
        const { artifactStorage } = require("octokit-plugin-artifact-storage");
        test("the plugin is loaded", () => {
          const { createArtifactStorageRecord } = new (Octokit.plugin(artifactStorage))().rest.orgs;
          expect(createArtifactStorageRecord.check({})).toHaveLength(4);
        });`,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, "checkout", name), text);
    const { code, stderr } = await run(process.execPath, [join(ROOT, "node_modules/jest/bin/jest.js")]);
    expect(stderr).toContain("✓ the plugin is loaded");
    expect(code).toBe(0);
  });
});

describe("TypeScript", () => {
  /** What the compiler says of a module in a project of its own. */
  async function compile(code: string): Promise<string> {
    linkPackages(join(folder, "checkout"));
    writeFileSync(join(folder, "checkout", "package.json"), '{ "type": "module" }');
    writeFileSync(join(folder, "checkout", "module.ts"), code);
    const types = ["--types", "node", "--typeRoots", join(ROOT, "node_modules", "@types")];
    const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022"];
    return (await run(process.execPath, [compiler, ...options, ...types, "module.ts"])).stdout;
  }

  test.each(["const record:", "function describe"])("compiles the example with %s", async (text) => {
    expect(await compile(findBlock("ts", text))).toBe("");
  });

  const EXAMPLE = findBlock("ts", "const record:");

  test("takes a misspelt parameter for an error", async () => {
    const call = 'await orgs.createArtifactStorageRecord({ ...record, versoin: "1" });';
    expect(await compile(EXAMPLE + call)).toContain("Did you mean to write 'version'?");
  });

  test("takes a parameter that it does not know with the cast that is shown", async () => {
    const [, cast] = /use a cast: `(.*?)`/.exec(GUIDES) ?? [];
    expect(await compile(`${EXAMPLE}await orgs.createArtifactStorageRecord(${cast});`)).toBe("");
  });
});

describe("the command, as the README shows it", () => {
  const ENV = () => ({ GITHUB_API_URL: github.url, GH_TOKEN: "local-token" });

  beforeEach(() => {
    const command = join(ROOT, "cli", "bin", "artifact-storage-record.js");
    writeCommand(
      "npx",
      `#!/bin/sh\n[ "$1" = artifact-storage-record@1 ] && shift && exec "${process.execPath}" "${command}" "$@"\n`,
    );
  });

  test("records a list of checksums outside of a workflow, and prints what is shown", async () => {
    writeFileSync(join(folder, "checkout", "libfoo-1.2.3.tgz"), "libfoo");
    const pasted = findBlock("sh", "sha256sum libfoo-1.2.3.tgz > SHA256SUMS").replace(
      "GH_TOKEN=…",
      "GH_TOKEN=local-token",
    );
    const { code, stderr } = await run("bash", ["--norc", "-ec", pasted], { GITHUB_API_URL: github.url });
    expect(code).toBe(0);
    const shown = blocks.find(({ quotes }) => quotes === "output: import")?.code;
    const withoutTimes = (text = "") => text.replaceAll(/\d+ m?s\b/g, "TIME");
    expect(withoutTimes(stderr)).toBe(withoutTimes(shown));
    expect(github.stored).toMatchObject([
      { org: "octo-org", record: { ...RECORD, name: "libfoo-1.2.3.tgz", digest: DIGEST_OF_FILE } },
    ]);
  });

  test("marks an image as deleted", async () => {
    const { code } = await run("bash", ["--norc", "-ec", findBlock("sh", "--status deleted")], ENV());
    expect(code).toBe(0);
    expect(github.stored).toMatchObject([
      {
        record: { name: "ghcr.io/octo-org/libfoo", digest: DIGEST, registry_url: "https://ghcr.io", status: "deleted" },
      },
    ]);
  });
});

test.each([["sha256sum"], ["shasum -a 256"]])("the command for a file's digest gives it: %s", async (command) => {
  expect(GUIDES).toContain(`\`${command} FILE\``);
  writeArtifact();
  const { stdout } = await run("sh", ["-c", `${command} libfoo.tgz`]);
  expect(`sha256:${stdout.split(" ")[0]}`).toBe(DIGEST_OF_FILE);
});

test("the two commands are scripts, and README shows them", () => {
  const { scripts } = JSON.parse(readText("package.json"));
  expect(scripts).toMatchObject({ example: expect.any(String), test: expect.any(String) });
  expect(findBlock("sh", "npm ci && npm run example")).toBe("npm ci && npm run example\nnpm ci && npm test\n");
});
