import type { Case } from "./cases/case.ts";
import { instances } from "./cases/instances.ts";
import { members } from "./cases/members.ts";
import { options } from "./cases/options.ts";
import { pages } from "./cases/pages.ts";
import { plugins } from "./cases/plugins.ts";
import { requests } from "./cases/requests.ts";
import { rests } from "./cases/rests.ts";
import type { Host } from "./hosts.ts";

const cases: Case[] = [...requests, ...options, ...pages, ...members, ...instances, ...plugins, ...rests];

export const casesOn = (host: Host) => cases.filter(({ on }) => on?.(host) ?? true);
