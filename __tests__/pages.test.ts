// What all pages have in common. What a single one says is compared with the program in readme.test.ts,
// readme-scripts.slow.test.ts, cli/__tests__/readme.test.ts and cli/__tests__/recipes.test.ts.
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { retry } from "@octokit/plugin-retry";
import { parse } from "yaml";
import { artifactStorage } from "../src/index.ts";
import { DIGEST, PluginOctokit, RECORD, rejection, stubFetch } from "./support/octokit.ts";
import { blocks, GUIDES, pages, README, ROOT, readText } from "./support/read-blocks.ts";

/** How the blocks begin that a test runs or compares, by page and language; `*` for all. */
const RUN: Record<string, Record<string, string[]>> = {
  "README.md": {
    yaml: ["on: { push", "- uses: OWNER/"],
    sh: ["export GH_TOKEN", "npm install @octokit/core", "npm ci && npm run example"],
    "": ["SHA256SUMS, read as", "orgs.createArtifactStorageRecord: nothing was sent."],
    js: ["import { Octokit }", "await orgs.createArtifactStorageRecord({ ...record"],
  },
  "cli/README.md": {
    yaml: ["- uses: OWNER/"],
    sh: ["npx artifact-storage-record@1", "export GH_TOKEN"],
    csv: ["*"],
    json: ["*"],
  },
  "docs/compatibility.md": { html: ["<script"] },
  "docs/many-records.md": { yaml: ["name: import records"] },
  // cli/__tests__/recipes.test.ts takes every block that stands below a heading.
  "docs/recipes.md": { sh: ["*"], json: ["*"] },
  "docs/reference.md": {
    js: ["const MyOctokit", "const { orgs }", "const problems", "try {"],
    ts: ["import { Octokit }", "import { ParameterError"],
    "": ["no artifacts found", "orgs.createArtifactStorageRecord: the response"],
  },
  "docs/testing.md": { js: ["nock(", "const octokit = new MyOctokit({ request", "const send", "module.exports"] },
  "docs/workflows.md": {
    yaml: [
      "name: publish\n",
      "name: release",
      "name: verify records",
      "name: retire records",
      "name: remove an image",
      "name: Publish\n",
      "- uses: actions/github-script",
    ],
    sh: ["npx artifact-storage-record@1 create", "gh api --method POST"],
  },
  // Compared with package.json by scripts/contributing.test.ts.
  "CONTRIBUTING.md": { sh: ["npm ci && npm test"] },
};

test("every code block of every page is one that a test runs or compares", () => {
  const isRun = ({ page, language, code }: (typeof blocks)[number]) =>
    RUN[page]?.[language]?.some((beginning) => beginning === "*" || code.startsWith(beginning)) ?? false;
  expect(blocks.filter((block) => !isRun(block))).toEqual([]);
});

test("the README is short, and the job to paste is on its first screen or second", () => {
  expect(Buffer.byteLength(README)).toBeLessThanOrEqual(13_000);
  const before = README.slice(0, README.indexOf("\njobs:\n")).split("\n");
  expect(before.length).toBeLessThanOrEqual(40);
});

test("what is installed is the plugin and its peer", () => {
  const { name, peerDependencies } = JSON.parse(readText("package.json"));
  expect(README).toContain(`\nnpm install ${Object.keys(peerDependencies).join(" ")} ${name}\n`);
});

describe("links", () => {
  const anchorsOf = (text: string) =>
    Array.from(text.matchAll(/^#+ (.*)$/gm), ([, title = ""]) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    );

  test.each(pages)("of %s, within the repository, lead to files, and to headings in them", (page) => {
    const targets = Array.from(readText(page).matchAll(/\]\(([^)\s]+)\)/g), ([, target = ""]) => target);
    const dead = targets
      .filter((target) => !/^(?:https|mailto):/.test(target))
      .filter((target) => {
        const [file, anchor] = target.split("#");
        const path = file ? normalize(join(dirname(page), file)) : page;
        return !existsSync(ROOT + path) || (anchor && !anchorsOf(readText(path)).includes(anchor));
      });
    expect(dead).toEqual([]);
  });

  test("to each page of docs/ are in the README", () => {
    for (const file of readdirSync(`${ROOT}docs`).filter((name) => name.endsWith(".md")))
      expect(README).toContain(`(docs/${file}`);
  });
});

describe("actions", () => {
  const workflows = readdirSync(`${ROOT}.github/workflows`).map((file) => readText(`.github/workflows/${file}`));
  const texts = [...workflows, ...pages.map(readText)];

  test("are of one major version each, on all pages and in the workflows of the project", () => {
    const majors = new Map<string, Set<string>>();
    for (const text of texts) {
      for (const [, name = "", tag = "", pinned] of text.matchAll(/uses: ([\w-]+\/[\w-]+)\S*@(\S+)(?: # (v\d+))?/g)) {
        const [major = tag] = (pinned ?? tag).split(".");
        majors.set(name, (majors.get(name) ?? new Set()).add(major));
      }
    }
    expect([...majors].filter(([, versions]) => versions.size > 1)).toEqual([]);
    expect([...majors.keys()]).toEqual(expect.arrayContaining(["actions/checkout", "docker/build-push-action"]));
  });

  test("of this repository are named by its placeholder, at the major version of the package", () => {
    const { version } = JSON.parse(readText("package.json"));
    const own = texts.flatMap((text) => Array.from(text.matchAll(/uses: (OWNER\/\S+)/g), ([, name]) => name));
    expect([...new Set(own)]).toEqual([`OWNER/octokit-plugin-artifact-storage@v${version.split(".")[0]}`]);
    expect(pages.map(readText).filter((text) => /OWNER\/NAME@|github\.com\/OWNER\/NAME\//.test(text))).toEqual([]);
  });
});

describe("workflows to paste", () => {
  interface Step {
    id?: string;
    if?: string;
    uses?: string;
    run?: string;
    shell?: string;
    with?: Record<string, string>;
    env?: Record<string, string>;
  }
  interface Workflow {
    name?: string;
    on: Record<string, unknown> | string;
    permissions?: object;
    jobs: Record<string, { permissions?: Record<string, string>; steps: Step[] }>;
  }
  const found = blocks
    .filter(({ language, code }) => language === "yaml" && /^jobs:/m.test(code))
    .map(({ page, code }): [string, Workflow] => [`${page} ${/^name: (.*)/.exec(code)?.[1] ?? ""}`, parse(code)]);
  const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);
  const inputs = Object.keys(parse(readText("action.yml")).inputs);

  test("are these", () => {
    expect(found.map(([title]) => title)).toEqual([
      "README.md ",
      "docs/many-records.md import records",
      "docs/workflows.md publish",
      "docs/workflows.md release",
      "docs/workflows.md verify records",
      "docs/workflows.md retire records",
      "docs/workflows.md remove an image",
      "docs/workflows.md Publish",
    ]);
  });

  test.each(found)("%s: has what each of its steps needs, and no more", (_title, workflow) => {
    for (const { permissions = {}, steps } of Object.values(workflow.jobs)) {
      const text = JSON.stringify(steps);
      const reads = /"verify":/.test(text);
      const own = /GITHUB_APP_PRIVATE_KEY/.test(text);
      const packages = /build-push-action|method DELETE/.test(text)
        ? "write"
        : /packages\/container/.test(text)
          ? "read"
          : undefined;
      const needed = {
        ...(text.includes("actions/checkout@") && { contents: "read" }),
        ...(packages && { packages }),
        ...(!own && { "artifact-metadata": reads ? "read" : "write" }),
      };
      expect(own ? { ...workflow.permissions, ...permissions } : permissions).toEqual(needed);
    }
  });

  test.each(found)("%s: runs in bash, with no expression in a script", (_title, workflow) => {
    for (const { run, shell } of stepsOf(workflow).filter((step) => step.run)) {
      expect(["bash", undefined]).toContain(shell);
      expect(run).not.toContain("${" + "{");
    }
  });

  test.each(found)("%s: reads outputs of steps that come before", (_title, workflow) => {
    for (const { steps } of Object.values(workflow.jobs)) {
      const ids = new Set<string>();
      for (const step of steps) {
        for (const [, id = "", output = ""] of JSON.stringify(step).matchAll(/steps\.(\w+)\.outputs\.(\w+)/g)) {
          expect(ids).toContain(id);
          const from = steps.find((other) => other.id === id);
          if (from?.run) expect(from.run).toContain(`${output}=`);
          else expect([from?.uses, output]).toEqual([expect.stringMatching(/^docker\/build-push-action@/), "digest"]);
        }
        if (step.id) ids.add(step.id);
      }
    }
  });

  test.each(found)("%s: what must be kept after a failure is kept always, and found again", (_title, workflow) => {
    const steps = stepsOf(workflow);
    for (const step of steps.filter(({ uses }) => /cache\/save@|upload-artifact@/.test(uses ?? "")))
      expect([step.uses, step.if]).toEqual([step.uses, "always()"]);
    // What was deleted before the failure is gone.
    const removes = steps.findIndex(({ run }) => run?.includes("--method DELETE"));
    for (const step of removes < 0 ? [] : steps.slice(removes + 1)) expect(step.if).toBe("always()");
    const [restore, save] = ["restore", "save"].map((part) =>
      steps.find(({ uses }) => uses?.includes(`cache/${part}@`)),
    );
    expect(save?.with).toEqual(restore && { path: restore.with?.path, key: restore.with?.key });
    if (!restore) return;
    const prefix = `${restore.with?.["restore-keys"]}`;
    expect(restore.with?.key).toBe(`${prefix}\${{ github.run_id }}-\${{ github.run_attempt }}`);
    expect(workflow).toHaveProperty("concurrency");
    const journals = steps.flatMap((step) => step.with?.journal ?? step.env?.JOURNAL ?? []);
    for (const journal of journals) expect(restore.with?.path).toBe(journal);
  });

  test("what lists one image retires records of that image alone: others of its registry are not in the list", () => {
    const retiring = found.filter(([, workflow]) => stepsOf(workflow).some((step) => step.with?.retire));
    expect(retiring.length).toBeGreaterThan(0);
    for (const [title, workflow] of retiring) {
      const scripts = stepsOf(workflow).map(({ run = "" }) => run);
      const listed = Array.from(scripts.join("\n").matchAll(/"(\S+)@" \+ \.name/g), ([, image]) => image);
      const names = stepsOf(workflow).flatMap((step) => (step.with?.retire ? [step.with.name] : []));
      expect([title, names]).toEqual([title, listed]);
    }
  });

  test("all shards are in the matrix, one after the other", () => {
    const [, workflow] = found[1] ?? [];
    const { strategy, steps } = Object(workflow).jobs.import;
    const [, count] = /\/(\d+)/.exec(steps.find(({ env }: Step) => env?.SHARD).env.SHARD) ?? [];
    expect(strategy.matrix.shard).toEqual(Array.from({ length: Number(count) }, (_, index) => index + 1));
    expect(strategy).toMatchObject({ "fail-fast": false, "max-parallel": 1 });
  });

  const own = blocks
    .filter(({ language, code }) => language === "yaml" && code.includes("uses: OWNER/"))
    .flatMap(({ page, code }): [string, Step][] => {
      const parsed = parse(code);
      const steps: Step[] = Array.isArray(parsed) ? parsed : stepsOf(parsed);
      return steps.filter(({ uses }) => uses?.startsWith("OWNER/")).map((step) => [page, step]);
    });

  test.each(own)("%s: a step with the action has one kind of work, and inputs that the action has", (_page, step) => {
    const given = Object.keys(step.with ?? {});
    expect(inputs).toEqual(expect.arrayContaining(given));
    const kinds = given.filter((name) => ["image", "file", "digest", "import", "verify", "retire"].includes(name));
    expect(kinds).toHaveLength(1);
    expect(given.includes("present")).toBe(given.includes("retire"));
    if (given.includes("image")) expect(step.with?.image).toMatch(/@\$\{\{ steps\.push\.outputs\.digest }}$/);
    else expect(given.includes("registry-url")).toBe(given.some((name) => ["file", "import"].includes(name)));
  });
});

describe("what the prose of all pages says", () => {
  test("the versions of Node are those that the packages ask for", () => {
    const asked = ["package.json", "cli/package.json"].map((file) => JSON.parse(readText(file)).engines.node);
    const told = (page: string) =>
      Array.from(readText(page).matchAll(/Node ([\d.]+) or later/g), ([, version]) => `>=${version}`);
    expect(told("README.md").sort()).toEqual(asked.toSorted());
    for (const page of pages.filter((page) => page !== "README.md"))
      for (const version of told(page)) expect([page, version]).toEqual([page, asked[page.startsWith("cli/") ? 1 : 0]]);
    expect(
      ["CONTRIBUTING.md", "docs/compatibility.md", "cli/README.md"].filter((page) => told(page).length !== 1),
    ).toEqual([]);
    const required = new Set(
      Array.from(GUIDES.matchAll(/`require\(\)` (?:can load|loads) \w+ on (.*?) and later/g), ([, on]) => on),
    );
    expect([...required]).toEqual(["Node 20.19, 22.12"]);
  });

  test("a condition of a step that a text names is one that keeps what must be kept", () => {
    const told = Array.from(GUIDES.matchAll(/`if: (.*?)`/g), ([, condition]) => condition);
    expect([...new Set(told)]).toEqual(["always()"]);
  });

  test("the figures are those of bench/README.md", () => {
    const figures = readText("bench/README.md");
    const [, call, peerCall, bytes, peerBytes] =
      /costs ([\d.]+) times .*?\(`plugin-rest-endpoint-methods`: ([\d.]+)\).*? adds ([\d.]+) kB .*?\(([\d,]+) kB\)/.exec(
        README,
      ) ?? [];
    expect(figures).toMatch(
      new RegExp(`^\\| A call, .*\\| ${call} × octokit\\.request \\|.*\\| REM: ${peerCall}`, "m"),
    );
    expect(figures).toMatch(
      new RegExp(`^\\| Installed next to core \\| core 7: ${bytes} kB;.*\\| REM, core 7: ${peerBytes} \\|$`, "m"),
    );
  });

  test("the option that turns retries off does", async () => {
    const [, option] = /Pass `request: (\{ \w+: 0 \})`/.exec(GUIDES) ?? [];
    expect(option).toBe("{ retries: 0 }");
    const fetch = stubFetch({ message: "?" }, { status: 502 });
    const octokit = new (PluginOctokit.plugin(retry))({ request: { fetch } });
    const { createArtifactStorageRecord } = artifactStorage(octokit).rest.orgs;
    await rejection(createArtifactStorageRecord({ org: "octo-org", ...RECORD, request: { retries: 0 } }));
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  describe("of what GitHub refuses with", () => {
    const [, section = ""] = README.split("\n## If GitHub refuses\n");
    const [part = ""] = section.split("\n## ");
    const headings = part
      .split("\n### `")
      .slice(1)
      .map((text): [message: string, text: string] => [`${/^[^`]*/.exec(text)}`, text]);

    test.each(headings)(
      "%s: the message is explained, with a permission and a parameter that its causes name",
      async (message, text) => {
        const [, status = ""] = /The status is (\d+)/.exec(text) ?? [];
        const refuse = async (method: "createArtifactStorageRecord" | "listArtifactStorageRecords") => {
          const octokit = new PluginOctokit({ request: { fetch: stubFetch({ message }, { status: Number(status) }) } });
          const parameters = { org: "octo-org", ...RECORD, subject_digest: DIGEST };
          return `${Object(await rejection(octokit.rest.orgs[method](parameters))).hint}`;
        };
        const hint = await refuse("createArtifactStorageRecord");
        expect(hint).toContain("ikely cause");
        const told = [
          "github_repository",
          "user account",
          "`artifact-metadata: write`",
          "from a fork",
          "missing, wrong, expired or revoked",
        ];
        const inHint = told.filter((words) => hint.includes(words));
        expect(inHint.length).toBeGreaterThan(0);
        for (const words of inHint) expect(text).toContain(words.replace("from a fork", "from forks"));
      },
    );

    test("the headings are the messages", () => {
      expect(headings.map(([message]) => message)).toEqual([
        "no artifacts found",
        "Resource not accessible by integration",
        "Bad credentials",
      ]);
    });
  });
});
