/**
 * What CHANGELOG.md says of a version.
 * @param {string} changelog
 * @param {string} version
 */
export function readNotes(changelog, version) {
  const section = changelog.split(/^## /m).find((text) => text.split(/\s/, 1)[0] === version);
  const notes = section?.slice(section.indexOf("\n")).trim();
  if (!notes) throw new Error(`CHANGELOG.md lacks notes for ${version}: add a section "## ${version} - DATE".`);
  return notes;
}
