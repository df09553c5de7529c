import { describe, expect, test } from "@jest/globals";
import { noteFilledIn, readImage } from "../src/input/read-image.ts";
import { DIGEST, OTHER, readAll, readLinesOf } from "./support/read-all.ts";

describe("a reference to an image", () => {
  test.each([
    ["ghcr.io/octo-org/app", "ghcr.io/octo-org/app", "https://ghcr.io", undefined],
    ["ghcr.io/octo-org/app:1.2", "ghcr.io/octo-org/app", "https://ghcr.io", "1.2"],
    ["ghcr.io/octo-org/app:RC-1", "ghcr.io/octo-org/app", "https://ghcr.io", "RC-1"],
    ["ghcr.io/octo-org/app:latest", "ghcr.io/octo-org/app", "https://ghcr.io", undefined],
    ["ghcr.io/octo-org/group/app:1", "ghcr.io/octo-org/group/app", "https://ghcr.io", "1"],
    ["reg.example.com:5000/app", "reg.example.com:5000/app", "https://reg.example.com:5000", undefined],
    ["reg.example.com:5000/app:1", "reg.example.com:5000/app", "https://reg.example.com:5000", "1"],
    ["registry:5000/app", "registry:5000/app", "https://registry:5000", undefined],
    ["localhost/app", "localhost/app", "https://localhost", undefined],
    ["https://ghcr.io/octo-org/app:1", "ghcr.io/octo-org/app", "https://ghcr.io", "1"],
    ["docker://ghcr.io/octo-org/app", "ghcr.io/octo-org/app", "https://ghcr.io", undefined],
    ["oci://ghcr.io/octo-org/charts/app", "ghcr.io/octo-org/charts/app", "https://ghcr.io", undefined],
    ["index.docker.io/octo-org/app", "index.docker.io/octo-org/app", "https://index.docker.io", undefined],
  ])("%s", (reference, name, registry_url, version) => {
    const image = `${reference}@${DIGEST}`;
    expect(readImage(image)).toEqual({ name, registry_url, digest: DIGEST, ...(version && { version }) });
    expect(noteFilledIn(image)).toBeUndefined();
  });

  test.each([
    ["alpine:3.20", "alpine", "docker.io/library/alpine"],
    ["octo-org/app:3.20", "octo-org/app", "docker.io/octo-org/app"],
    ["docker.io/alpine:3.20", "docker.io/alpine", "docker.io/library/alpine"],
    ["docker://octo_org/app:3.20", "octo_org/app", "docker.io/octo_org/app"],
  ])("of Docker Hub, what Docker leaves out is filled in, and said: %s", (reference, given, name) => {
    const image = `${reference}@${DIGEST}`;
    expect(readImage(image)).toEqual({ name, registry_url: "https://docker.io", digest: DIGEST, version: "3.20" });
    expect(noteFilledIn(image)).toBe(`${given} is taken for Docker Hub's, and recorded as ${name}.`);
  });

  test.each([
    [
      "no digest",
      "ghcr.io/o/app:1",
      /^The image has no digest\. Write it as REF@sha256:HEX; docker\/build-push-action/,
    ],
    ["an empty digest", "ghcr.io/o/app:1@", /^The image has no digest\./],
    ["no name", `@${DIGEST}`, /^The image cannot be read\. Write it as REF@sha256:HEX, such as/],
    ["no name after the registry", `ghcr.io/@${DIGEST}`, /^The image cannot be read\./],
    ["a space", `ghcr.io/o/my app@${DIGEST}`, /^The image cannot be read\./],
    ["another protocol", `http://ghcr.io/o/app@${DIGEST}`, /^The image cannot be read\./],
    [
      "upper case",
      `ghcr.io/Octo-Org/App:V1@${DIGEST}`,
      /^The image has upper case in its name, which no registry has\. Write ghcr\.io\/octo-org\/app$/,
    ],
  ])("refused: %s", (_case, image, message) => {
    expect(() => readImage(image)).toThrow(
      expect.objectContaining({ end: "usage", message: expect.stringMatching(message) }),
    );
  });
});

describe("a list of images", () => {
  test("one a line, handed on to be read where it is merged; comments and empty lines count, and give nothing", async () => {
    const content = `# release 1.2\n\nghcr.io/octo-org/libfoo@${DIGEST}\r\n ghcr.io/octo-org/libbar:2.0@${OTHER} \n`;
    expect(await readAll(content, "image-refs.txt")).toEqual({
      what: "a list of images",
      lines: [
        { line: 3, given: { image: `ghcr.io/octo-org/libfoo@${DIGEST}` } },
        { line: 4, given: { image: `ghcr.io/octo-org/libbar:2.0@${OTHER}` } },
      ],
    });
  });

  test.each([
    ["without a tag", `ghcr.io/octo-org/app@${DIGEST}`],
    ["with a protocol", `docker://ghcr.io/octo-org/app@${DIGEST}`],
    ["of Docker Hub", `octo-org/app:1@${DIGEST}`],
    ["of Docker Hub's library", `alpine@${DIGEST}`],
    ["with a port", `localhost:5000/app@${DIGEST}`],
    ["in upper case, to be refused", `ghcr.io/Octo-Org/app@${DIGEST}`],
    ["whose digest was forgotten, to be refused", "ghcr.io/octo-org/app:1.2"],
    ["whose digest was forgotten, in a registry with a port", "localhost:5000/app:1.2"],
  ])("known by its first line: %s", async (_case, image) => {
    expect(await readAll(`${image}\n`)).toEqual({ what: "a list of images", lines: [{ line: 1, given: { image } }] });
  });

  test("with --format, whatever is there", async () => {
    expect(await readLinesOf("app\n", "input", { format: "images" })).toEqual([[1, { image: "app" }]]);
  });
});
