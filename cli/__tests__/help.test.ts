import { expect, test } from "@jest/globals";
import { prepareCommand } from "./support/run-command.ts";

const command = prepareCommand();

// Whole, for a person to review: `npm run jest -- --selectProjects command --testPathPatterns help -u` writes it anew.
test.each(["", "create", "import", "list"])("artifact-storage-record %s --help", async (name) => {
  const { code, stdout } = await command.run([...(name ? [name] : []), "--help"]);
  expect(code).toBe(0);
  expect(stdout).toMatchSnapshot();
});
