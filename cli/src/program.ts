import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { GROUP } from "./common-flags.ts";
import { defineCreate } from "./create/flags.ts";
import type { ExitCode } from "./exit-code.ts";
import { TOPICS } from "./help-topics.ts";
import { defineImport } from "./import/flags.ts";
import { defineList } from "./list/flags.ts";
import { defineRetire } from "./retire/flags.ts";
import type { Runtime } from "./runtime.ts";
import { defineVerify } from "./verify/flags.ts";
import { VERSION } from "./version.ts";

const COLUMNS = 80;

/** What may be given several times, besides what takes several values. */
const REPEATABLE = ["--set"];

/** The command's arguments, and what each command runs. `finish` gets the exit code. */
export function createProgram(runtime: Runtime, finish: (code: ExitCode) => void): CommandUnknownOpts {
  const { output } = runtime;
  const program = new Command("artifact-storage-record")
    .description("Tells GitHub where your artifacts are stored: one of them, or a hundred thousand.")
    .usage("COMMAND [options]")
    .version(VERSION, "-V, --version", "print the version of this command")
    .helpOption("-h, --help", "show this help")
    // A command's --version is not this one.
    .enablePositionalOptions()
    .helpCommand(false)
    .showHelpAfterError("Run it with --help for usage.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.print(text.trimEnd()),
      writeErr: (text) => output.say(text.trimEnd()),
      getOutHelpWidth: () => COLUMNS,
      getErrHelpWidth: () => COLUMNS,
    })
    .configureHelp({ subcommandTerm: (command) => command.name() });

  // Each command is loaded when it runs, for help and versions are asked for more often.
  const create = defineCreate().action(async (flags) => {
    const { runCreate } = await import("./create/create.ts");
    finish(await runCreate(flags, runtime));
  });
  const importing = defineImport().action(async (file, flags) => {
    const { runImport } = await import("./import/import.ts");
    finish(await runImport(file, flags, runtime));
  });
  const verify = defineVerify().action(async (file, flags) => {
    const { runVerify } = await import("./verify/verify.ts");
    finish(await runVerify(file, flags, runtime));
  });
  const retire = defineRetire().action(async (known, flags) => {
    const { runRetire } = await import("./retire/retire.ts");
    finish(await runRetire(known, flags, runtime));
  });
  const list = defineList().action(async (digests, flags) => {
    const { runList } = await import("./list/list.ts");
    finish(await runList(digests, flags, runtime));
  });
  refuseVersion(create);
  for (const command of [importing, retire]) refusePasswords(command);
  for (const command of [create, importing, verify, retire, list]) {
    refuseRepeats(command);
    command
      .copyInheritedSettings(program)
      .addHelpOption(new Option("-h, --help", "show this help").helpGroup(GROUP.how))
      .addHelpText("after", `\n${more()}`);
    program.addCommand(command);
  }
  program.addCommand(defineHelp(program, runtime).copyInheritedSettings(program).helpOption(false));
  return program.addHelpText(
    "after",
    `
Examples:
  An image that was pushed:
    $ artifact-storage-record create --image ghcr.io/octo-org/app:1.2@sha256:… \\
        --org octo-org --github-repository app

  The checksums of a release:
    $ artifact-storage-record import SHA256SUMS --org octo-org \\
        --set registry_url=https://reg.example.com/artifactory/ \\
        --set github_repository=app

${more("COMMAND")}`,
  );
}

const more = (...more: string[]) =>
  `More: ${[...more, ...Object.keys(TOPICS)].map((topic) => `artifact-storage-record help ${topic}`).join("\n      ")}`;

function defineHelp(program: CommandUnknownOpts, { output }: Runtime): CommandUnknownOpts {
  const topics = Object.entries(TOPICS).map(([name, { summary }]) => `  ${name.padEnd(11)}  ${summary}`);
  return new Command("help")
    .summary("explain a command, or a topic")
    .description("Explains a command, or a topic.")
    .usage("[COMMAND | TOPIC]")
    .argument("[name]", "a command, or a topic")
    .addHelpText("after", `\nTopics:\n${topics.join("\n")}`)
    .action((name, _flags, help) => {
      const command = name === undefined ? program : program.commands.find((one) => one.name() === name);
      const topic = Object.entries(TOPICS).find(([one]) => one === name);
      if (command) command.outputHelp();
      else if (topic) output.print(topic[1].text.trim());
      else {
        const known = [...program.commands.map((one) => one.name()), ...Object.keys(TOPICS)];
        help.error(`error: there is no help on '${name}'. There is help on ${known.join(", ")}.`);
      }
    });
}

/** Of a flag that is given twice, commander would take the last value without a word. */
function refuseRepeats(command: CommandUnknownOpts): void {
  for (const option of command.options) {
    if (option.variadic || REPEATABLE.includes(`${option.long}`)) continue;
    let isGiven = false;
    command.on(`option:${option.name()}`, () => {
      if (isGiven) command.error(`error: ${option.long} is given twice. Give it once.`);
      isGiven = true;
    });
  }
}

/** The version of an artifact is another flag: this one would print the command's, and record nothing. */
function refuseVersion(create: CommandUnknownOpts): void {
  create
    .addOption(new Option("--version [VERSION]").hideHelp())
    .on("option:version", () =>
      create.error("error: --version is the version of this command. Give the artifact's as --artifact-version."),
    );
}

/** Everyone on the machine sees flags, and the log shows them. */
function refusePasswords(command: CommandUnknownOpts): void {
  command.on("option:redis", (url: string) => {
    const hasPassword = url.includes("@") ? !URL.canParse(url) || new URL(url).password !== "" : /password=/i.test(url);
    if (hasPassword) {
      command.error("error: --redis holds a password, which others can see there. Set REDIS_URL to this URL instead.");
    }
  });
}
