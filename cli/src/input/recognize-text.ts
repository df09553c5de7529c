import { getAsInRecipe, seeRecipe } from "./recipes.ts";

/** Text, or bytes, that hold no records: how they are known, what they look like, and what to do. */
const KINDS: { is: RegExp; looks: string; advice: string }[] = [
  {
    is: /^PK[^ -~\s]/,
    looks: "a workbook of Excel, or another archive",
    advice: "Save the sheet as CSV UTF-8.",
  },
  {
    is: /^.*\ufffd/,
    looks: "a file that is compressed, or not UTF-8",
    advice: "Decompress it, or save it as UTF-8.",
  },
  {
    is: /^\s*<(?:!doctype html|html)/i,
    looks: "a page of HTML",
    advice: "The download may have failed, or led to a login.",
  },
  {
    is: /^\s*<[?!]?\w[^>]*>(?:.|\s)*?cyclonedx/i,
    looks: "an SBOM (CycloneDX)",
    advice: "It lists what is inside an artifact, not what is stored. Record the artifact itself.",
  },
  { is: /^\s*</, looks: "XML", advice: "Write it as CSV or JSON." },
  {
    is: /^SPDXVersion:/m,
    looks: "an SBOM (SPDX)",
    advice: "It lists what is inside an artifact, not what is stored. Record the artifact itself.",
  },
  {
    is: /^apiVersion:[\s\S]*^entries:/m,
    looks: "the index of a Helm repository",
    advice: seeRecipe("helm"),
  },
  { is: /^\s*(?:---\s|[\w.-]+:(?:\s|$))/, looks: "YAML", advice: "Write it as JSON: yq -o=json." },
  {
    is: /^-----BEGIN PGP SIGNED MESSAGE/,
    looks: "a signed message",
    advice: "Check the signature, and take it off: gpg --decrypt FILE > LIST.",
  },
  { is: /^REPOSITORY\s+TAG/, looks: "the table of docker image ls", advice: getAsInRecipe("docker") },
];

/** What text looks like that holds no records, and what to do; undefined where nothing is known of it. */
export const recognizeText = (text: string): { looks: string; advice: string } | undefined =>
  KINDS.find(({ is }) => is.test(text));
