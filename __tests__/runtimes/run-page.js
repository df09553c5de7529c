import { chromium } from "playwright-core";
import { serveFolder } from "./serve-folder.js";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Runs the scenario in a page, from another origin than GitHub's, as every page is.
 *
 * @param {string} executablePath @param {string} page @param {string} github
 */
export async function runPage(executablePath, page, github) {
  const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
  const files = await serveFolder(new URL(".", import.meta.url));
  try {
    const tab = await browser.newPage();
    /** @type {string[]} */
    const errors = [];
    tab.on("pageerror", ({ message }) => errors.push(message));
    tab.on("console", (message) => {
      // Chromium itself reports every answer of 400 and more as an error; the refusal is one.
      const refused = message.location().url.startsWith(github) && /status of 404/.test(message.text());
      if (message.type() === "error" && !refused) errors.push(message.text());
    });
    await tab.goto(`${files.url}/pages/${page}?${new URLSearchParams({ github })}`);
    const outcome = await tab.evaluate(() => Reflect.get(globalThis, "outcome"));
    if (errors.length) throw new Error(errors.join("\n"));
    return outcome;
  } finally {
    await browser.close();
    await files.close();
  }
}
