/** How the answers of registries and tools become lines that are read; each has a heading there. */
export const RECIPES = "https://github.com/OWNER/octokit-plugin-artifact-storage/blob/main/docs/recipes.md";

/** What to do with an input that a recipe turns into lines. */
export const seeRecipe = (heading: string): string =>
  `It is not read as it is, but one command turns it into lines that are: ${RECIPES}#${heading}`;
