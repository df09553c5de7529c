type Names = Record<string, unknown>;

/**
 * Runs a module's code as it stands, but for its imports, which are those of the tests.
 *
 * @param names What the code finds in its scope, such as a `console`.
 * @param result What it leaves: names of its own, or its exports.
 */
export async function runModule(code: string, names: Names, ...result: string[]): Promise<Record<string, unknown>> {
  const body = code
    .replaceAll(/^\s*import (\{.*\}) from (".*");$/gm, "const $1 = await load($2);")
    .replaceAll(/^export (?=(async )?function)/gm, "");
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
  const run = new AsyncFunction("load", ...Object.keys(names), `${body}\nreturn { ${result.join(", ")} };`);
  return run(load, ...Object.values(names));
}

const modules: Record<string, () => Promise<unknown>> = {
  "@octokit/core": () => import("@octokit/core"),
  "octokit-plugin-artifact-storage": () => import("octokit-plugin-artifact-storage"),
};

function load(specifier: string): Promise<unknown> {
  const find = modules[specifier.replace("https://esm.sh/", "")];
  if (!find) throw new Error(`unknown module ${specifier}`);
  return find();
}
