import type { ArtifactStorageRecord } from "octokit-plugin-artifact-storage";
import { isListedAs } from "../github/find-record.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlannedRecord } from "../plan/record.ts";

/** Whether the plan has another record that GitHub lists alike: only the journal, which knows its number, tells them apart. */
export const hasTwin = (plan: Plan, own: PlannedRecord): Promise<boolean> => findAnother(plan, own)(own.record);

/** Tells whether a record that GitHub lists is another one of the plan. Reads the plan through, which is seldom needed. */
export const findAnother =
  (plan: Plan, own: PlannedRecord) =>
  async (stored: ArtifactStorageRecord): Promise<boolean> => {
    for await (const batch of plan.records()) {
      if (batch.some(({ key, record }) => key !== own.key && isListedAs(stored, record))) return true;
    }
    return false;
  };
