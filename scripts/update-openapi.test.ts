import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, test } from "@jest/globals";
import { prepareFolder } from "./support/programs.ts";

const SCRIPT = fileURLToPath(new URL("./update-openapi.js", import.meta.url));
const FIXTURE = "__tests__/fixtures/openapi.json";
const folder = prepareFolder();

const description = (maxLength: number) => ({
  paths: {
    "/orgs/{org}/artifacts/metadata/storage-record": {
      post: {
        operationId: "orgs/create-artifact-storage-record",
        parameters: [{ name: "org", schema: { maxLength } }],
      },
    },
  },
  components: {},
});

/** Lets npm pack this description, as the version that is asked for. */
function publish(described: object) {
  folder.write("package/generated/api.github.com.json", described);
  folder.program(
    "npm",
    `tar -czf "$5/openapi.tgz" -C "${folder.path(".")}" package
    echo "{ \\"0\\": { \\"filename\\": \\"openapi.tgz\\", \\"version\\": \\"\${2#*@octokit/openapi@}\\" } }"`,
  );
}

beforeEach(() => {
  folder.write("src/routes.ts", 'route: "POST /orgs/{org}/artifacts/metadata/storage-record"');
  folder.write(FIXTURE, { version: "1.0.0", operations: {}, others: {} });
  publish(description(39));
});

const update = (version: string) => folder.run(process.execPath, [SCRIPT, version]);

test("the file holds what the description says, and of which version it is", () => {
  expect(update("2.0.0")).toMatchObject({ status: 0 });
  expect(JSON.parse(folder.read(FIXTURE))).toEqual({
    version: "2.0.0",
    operations: {
      "orgs.createArtifactStorageRecord": {
        route: "POST /orgs/{org}/artifacts/metadata/storage-record",
        parameters: [{ name: "org", schema: { maxLength: 39 } }],
      },
    },
    others: {},
  });
});

test("a version that says the same changes nothing; one that says something else does", () => {
  update("2.0.0");
  cpSync(folder.path(FIXTURE), folder.path("before"));
  update("2.1.0");
  expect(folder.read(FIXTURE)).toBe(folder.read("before"));

  publish(description(40));
  update("2.2.0");
  expect(folder.read(FIXTURE)).toBe(
    folder.read("before").replace('"version": "2.0.0"', '"version": "2.2.0"').replace("39", "40"),
  );
});
