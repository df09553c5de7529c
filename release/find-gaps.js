// What has to be filled in before a first release, as sentences. RELEASING.md lists the same.

/**
 * @param {object} files
 * @param {Record<string, any>} files.plugin package.json
 * @param {Record<string, any>} files.command cli/package.json
 * @param {string} files.changelog The text of CHANGELOG.md
 * @param {string} files.conduct The text of CODE_OF_CONDUCT.md
 * @param {Record<string, string>} files.texts The texts that name this repository
 * @param {string | undefined} repository Where the release runs: the owner and name on GitHub, if it does
 */
export function findGaps({ plugin, command, changelog, conduct, texts }, repository) {
  const manifests = { "package.json": plugin, "cli/package.json": command };
  const [, address] = /github\.com\/([^/]+\/[^/.]+)/.exec(plugin.repository?.url ?? "") ?? [];
  const gaps = [
    ...Object.entries(manifests).flatMap(([file, { repository, bugs, homepage }]) => [
      [repository?.url, `${file} has no \`repository.url\`: give it, as "git+https://github.com/OWNER/NAME.git"`],
      [bugs?.url, `${file} has no \`bugs.url\`: give it`],
      [homepage, `${file} has no \`homepage\`: give it`],
    ]),
    [
      command.repository?.directory === "cli",
      'cli/package.json does not say where it lies: add `repository.directory`, "cli"',
    ],
    [
      plugin.repository?.url === command.repository?.url,
      "package.json and cli/package.json name different repositories: give the same `repository.url` in both",
    ],
    [
      repository === undefined || address === undefined || address === repository,
      `package.json names the repository ${address}, but this is ${repository}: npm refuses a provenance that differs`,
    ],
    [
      /^## \S+ - \d{4}-\d\d-\d\d$/m.test(firstHeading(changelog)),
      "CHANGELOG.md gives the newest version no date: add it",
    ],
    ...Object.entries(texts).map(([file, text]) => [
      !text.includes("OWNER/octokit-plugin-artifact-storage"),
      `${file} says OWNER/octokit-plugin-artifact-storage: write the repository's own`,
    ]),
    [!conduct.includes("(address to be filled in)"), "CODE_OF_CONDUCT.md has no address to write to: fill it in"],
  ];
  return gaps.filter(([holds]) => !holds).map(([, gap]) => `${gap}.`);
}

/** @param {string} changelog */
function firstHeading(changelog) {
  return /^## .*$/m.exec(changelog)?.[0] ?? "";
}
