// What of a release does not say the same version, as sentences that say what to do.

/**
 * @param {object} said
 * @param {string} said.tag Such as `v1.0.0`
 * @param {string} said.plugin The version in package.json
 * @param {string} said.command The version in cli/package.json
 * @param {string} said.built `artifactStorage.VERSION` of the built file
 * @param {string} said.changelog The text of CHANGELOG.md
 */
export function findVersionFaults({ tag, plugin, command, built, changelog }) {
  const version = tag.replace(/^v/, "");
  const [, newest] = /^## (\S+)/m.exec(changelog) ?? [];
  const faults = [
    [/^v\d+\.\d+\.\d+$/.test(tag), `the tag is ${tag}: name it like v1.2.0`],
    [plugin === version, `package.json is at ${plugin}: set its version to ${version}`],
    [command === version, `cli/package.json is at ${command}: set its version to ${version}`],
    [
      built === version,
      `the built file says that it is ${built}: set artifactStorage.VERSION to ${version}, and build`,
    ],
    [newest === version, `CHANGELOG.md begins with ${newest}: begin it with "## ${version} - DATE"`],
  ];
  return faults.filter(([holds]) => !holds).map(([, fault]) => `${fault}.`);
}
