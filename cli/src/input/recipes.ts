/** How the answers of registries and tools become lines that are read; each has a heading there. */
export const RECIPES = "https://github.com/OWNER/octokit-plugin-artifact-storage/blob/main/docs/recipes.md";

/** What to do with an input that a recipe makes records of. */
export const seeRecipe = (heading: string): string => `One command makes records of it: ${RECIPES}#${heading}`;

/** What to do with an input of a tool whose recipe reads another of its answers. */
export const getAsInRecipe = (heading: string): string => `Get it as this recipe does: ${RECIPES}#${heading}`;
