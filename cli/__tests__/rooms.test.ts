import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";

const SOURCES = new URL("../src/", import.meta.url);

/** From the top. What is none of these lies below all: constants, types, and what is said of the process. */
const ROOMS = [
  ["main", "action"],
  ["run"],
  ["program"],
  ["help-topics"],
  ["create", "list", "import", "verify", "retire"],
  ["carry-out"],
  ["report"],
  ["send"],
  ["input"],
  ["journal"],
  ["github"],
  ["plan"],
  ["output"],
];
/** These hand the door to all, and read flags with functions of rooms. */
const FREE = ["runtime", "common-flags", "input-flags"];

const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

/** `github/gate.ts` → github, `main.ts` → main */
const roomOf = (file: string) => file.replace(/\.ts$/, "").split("/")[0] ?? "";

const levelOf = (room: string) => {
  const level = ROOMS.findIndex((rooms) => rooms.includes(room));
  return level < 0 ? ROOMS.length : level;
};

const imports = files.flatMap((file) =>
  [...readFileSync(new URL(file, SOURCES), "utf8").matchAll(/from "(\.[^"]*)"|import\("(\.[^"]*)"\)/g)].map(
    ([, named, loaded]) => {
      const imported = new URL(`${named ?? loaded}`, new URL(file, SOURCES)).href.slice(SOURCES.href.length);
      return { file, imported, from: roomOf(file), to: roomOf(imported) };
    },
  ),
);

test("no room imports from one above it, or beside it", () => {
  const wrong = imports.filter(({ from, to }) => {
    if (from === to || FREE.includes(from) || levelOf(to) === ROOMS.length) return false;
    return levelOf(to) <= levelOf(from);
  });
  expect(wrong).toEqual([]);
  expect(imports.length).toBeGreaterThan(100);
});

test("every room has a place in this order", () => {
  const rooms = files.filter((file) => file.includes("/")).map(roomOf);
  expect([...new Set(rooms)].filter((room) => levelOf(room) === ROOMS.length)).toEqual([]);
});
