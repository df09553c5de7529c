import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { drawScreen } from "./draw-screen.js";
import { recordSession, recordSummary, SESSIONS } from "./record-sessions.js";

const IMAGES = new URL("../docs/images/", import.meta.url);

/** The rows of a picture, as text. */
const readRows = (svg: string) =>
  Array.from(svg.matchAll(/<text .*<\/text>/g), ([row]) =>
    row
      .replaceAll(/<[^>]*>/g, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&"),
  );

/** Without what differs from run to run: times, and how many records a run got to before it was stopped. */
const settle = (row: string) =>
  row
    .replace(/\d{4}-\d\d-\d\dT[\d:]+Z/, "TIME")
    .replace(/\b\d+ s\b/, "TIME")
    .replace(/^ +\d+ {2}/, "COUNT  ");

test.each(["create", "import"] as const)("docs/images/%s.svg shows what the command prints today", async (name) => {
  const drawn = readRows(readFileSync(new URL(`${name}.svg`, IMAGES), "utf8"));
  const fresh = (await recordSession(name)).map((row) => row.map(({ text }) => text).join(""));
  expect(drawn.map(settle)).toEqual(fresh.map(settle));
});

test("docs/images/summary.md is what a step adds to the summary of its job, and every page that shows one shows this", async () => {
  const summary = readFileSync(new URL("summary.md", IMAGES), "utf8");
  expect(summary).toBe(await recordSummary());
  const docs = readdirSync(new URL("../", IMAGES), { encoding: "utf8" }).filter((file) => file.endsWith(".md"));
  const pages = ["../README.md", "../cli/README.md", ...docs].map((file) =>
    readFileSync(new URL(`../${file}`, IMAGES), "utf8"),
  );
  const tables = [summary, ...pages].flatMap((text) => text.match(/^\| artifact \| digest \|.*(?:\n\|.*)+/gm) ?? []);
  expect(new Set(tables)).toEqual(new Set([tables[0]]));
});

test("every session has a picture", () => {
  expect(Object.keys(SESSIONS)).toEqual(["create", "import"]);
});

test("each part of a row is drawn in its own look, at its own column, as wide as its columns, and as text", () => {
  const svg = drawScreen("A & B", [
    [
      { text: "$ ", look: "dim" },
      { text: "a <b>", look: "bold" },
    ],
    [],
    [{ text: "All stored", look: "green" }],
  ]);
  expect(svg).toContain("<title>A &amp; B</title>");
  expect(readRows(svg)).toEqual(["$ a <b>", "", "All stored"]);
  const parts = Array.from(svg.matchAll(/<tspan class="(\w+)" x="([\d.]+)" textLength="([\d.]+)"/g), (part) =>
    part.slice(1),
  );
  expect(parts).toEqual([
    ["dim", "14.0", "16.8"],
    ["bold", "30.8", "42.0"],
    ["green", "14.0", "84.0"],
  ]);
  expect(svg).toContain("@media (prefers-color-scheme: dark)");
});

test.each(readdirSync(IMAGES).filter((file) => file.endsWith(".svg")))(
  "docs/images/%s says what it shows, scales, and is drawn for the day and for the night",
  (file) => {
    const svg = readFileSync(new URL(file, IMAGES), "utf8");
    expect(svg).toMatch(
      /^<svg [^>]*width="(\d+)" height="(\d+)" viewBox="0 0 \1 \2" role="img">\n<title>.{20,}<\/title>/,
    );
    const [day, night] = svg.split("@media (prefers-color-scheme: dark)");
    // What is filled or drawn by day has another color by night.
    const colored = (style = "") =>
      new Set(Array.from(style.matchAll(/([\w.]+) \{[^}]*#[\da-f]{6}/g), ([, selector]) => selector));
    expect(colored(night)).toEqual(colored(day));
  },
);
