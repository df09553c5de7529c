import { mock } from "node:test";
import { inspect } from "node:util";
import { jest } from "@jest/globals";
import type { Method } from "./hosts.ts";
import { installed } from "./installed.ts";

type Replace = (methods: Record<string, Method>, name: string, stub: Method) => () => void;

const sinon = await installed("sinon", "stub");

/** What people stub methods with: each puts `stub` in a method's place, and hands back what restores the method. */
export const stubbing: Record<string, Replace> = {
  "jest.spyOn": (methods, name, stub) => {
    const spy = jest.spyOn(methods, name).mockImplementation(stub);
    return () => spy.mockRestore();
  },
  "node:test": (methods, name, stub) => {
    const { mock: context } = mock.method(methods, name, stub);
    return () => context.restore();
  },
  sinon: (methods, name, stub) => {
    const stubbed = sinon.value(methods, name).callsFake(stub);
    return () => stubbed.restore();
  },
};

/** What lists the names of an object's members. */
export const listing: Record<string, (object: object) => string[]> = {
  "Object.keys": Object.keys,
  "for…in": (object) => {
    const names: string[] = [];
    for (const name in object) names.push(name);
    return names;
  },
  "util.inspect": (object) =>
    Array.from(inspect(object, { depth: 0, compact: false }).matchAll(/^ {2}(\w+)/gm), ([, name = ""]) => name),
};
