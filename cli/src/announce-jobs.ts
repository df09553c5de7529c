import type { Job } from "./find-jobs.ts";
import type { Journal } from "./open-journal.ts";
import type { Sending } from "./send-rows.ts";

/**
 * Journals which records are about to be sent, a group at a time, while the previous group is being sent: none is sent
 * before its entry is on disk. Announced records that will not be sent are taken back.
 */
export async function* announceJobs(jobs: AsyncGenerator<Job>, { journal, group }: Sending): AsyncGenerator<Job> {
  async function announce(): Promise<Job[]> {
    const announced: Job[] = [];
    while (announced.length < group) {
      const { value, done } = await jobs.next();
      if (done) break;
      announced.push(value);
    }
    await journal.keep(announced.map(({ key, line }) => ({ key, line, state: "sending" })));
    return announced;
  }
  let ready: Job[] = [];
  let next = announce();
  try {
    for (;;) {
      ready = await next;
      if (ready.length === 0) return;
      next = announce();
      for (let job = ready.shift(); job; job = ready.shift()) yield job;
    }
  } finally {
    const rest = await next.catch(() => []);
    for (const job of [...ready, ...rest]) takeBack(job, journal);
    await jobs.return(undefined);
  }
}

/** Notes that a record was not sent after all. What an earlier run sent is as unclear as before. */
export function takeBack({ key, lookUpFirst }: Job, journal: Journal): void {
  if (!lookUpFirst) journal.add({ key, state: "unsent" });
}
