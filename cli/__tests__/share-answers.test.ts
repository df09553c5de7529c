import { expect, test } from "@jest/globals";
import { shareAnswers } from "../src/journal/share-answers.ts";

test("those who ask while another is answered share one question, which begins afterwards", async () => {
  const asked: ((answer: string) => void)[] = [];
  const ask = shareAnswers(() => new Promise<string>((resolve) => asked.push(resolve)));
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  const first = ask();
  await turn();
  const others = [ask(), ask(), ask()];
  await turn();
  expect(asked.length).toBe(1);
  asked[0]?.("ours");
  expect(await first).toBe("ours");
  await turn();
  expect(asked.length).toBe(2);
  asked[1]?.("taken");
  expect(await Promise.all(others)).toEqual(["taken", "taken", "taken"]);
});

test("a question that failed is asked anew for whoever asks next", async () => {
  const answers = [Promise.reject(new Error("gone")), Promise.resolve("ours")];
  const ask = shareAnswers(() => answers.shift() ?? Promise.reject(new Error("asked too often")));
  await expect(ask()).rejects.toThrow("gone");
  expect(await ask()).toBe("ours");
});
