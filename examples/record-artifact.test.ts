import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";

const EXAMPLE = fileURLToPath(new URL("./record-artifact.js", import.meta.url));

/** Runs the example with a command that ends with 3 where it is asked for this. */
function runExample(failing = "nothing") {
  const end = `data:text/javascript,if(process.argv[2]==='${failing}')process.exit(3)`;
  const env = { ...process.env, NODE_OPTIONS: `--import=${end}` };
  return spawnSync(process.execPath, [EXAMPLE], { encoding: "utf8", env });
}

test("it stores a record, and reads it back", () => {
  const { status, stdout } = runExample();
  expect(status).toBe(0);
  expect(stdout.match(/libfoo-1\.2\.3\.txt/g)?.length).toBeGreaterThanOrEqual(2);
});

test.each(["create", "list"])("it fails where `%s` does", (failing) => {
  expect(runExample(failing).status).toBeGreaterThan(0);
});
