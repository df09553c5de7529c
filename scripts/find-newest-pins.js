const OCTOKIT = /^(@octokit\/.+|octokit|octokit-.+|@actions\/github|probot)$/;

/**
 * Of each package of Octokit's, where its newest pinned version is pinned. A pin is `"@octokit/core": "7.0.8"`, or under
 * another name `"core-7": "npm:@octokit/core@7.0.8"`.
 * @param {{ folder: string, dependencies: Record<string, string> }[]} manifests
 */
export function findNewestPins(manifests) {
  const pins = manifests.flatMap(({ folder, dependencies }) =>
    Object.entries(dependencies)
      .map(([name, spec]) => ({ folder, name, ...parse(name, spec) }))
      .filter(({ packageName }) => OCTOKIT.test(packageName)),
  );
  return pins.filter(
    (pin) => !pins.some((other) => other.packageName === pin.packageName && isNewer(other.version, pin.version)),
  );
}

/** @param {string} name @param {string} spec */
function parse(name, spec) {
  const [, packageName = name, version = spec] = /^npm:(.+)@(.+)$/.exec(spec) ?? [];
  return { packageName, version };
}

/** @param {string} a @param {string} b */
function isNewer(a, b) {
  return a.localeCompare(b, "en", { numeric: true }) > 0;
}
