import { expect, test } from "@jest/globals";
import { withServer } from "./with-server.js";

test("it fails where other records were sent than were counted, and counts anew each time", async () => {
  await withServer(async (baseUrl, expectSent) => {
    const send = (method) => fetch(`${baseUrl}/user`, { method });
    await send("POST");
    await send("GET");
    await expectSent(1, "one");
    await expectSent(0, "none");
    await send("POST");
    await expect(expectSent(2, "two")).rejects.toThrow("two: 1 records were sent, not 2");
  });
});
