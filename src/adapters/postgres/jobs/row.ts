import type { JobSpec } from '../../../core/jobs/job.ts';
import { jobTable } from '../../../core/jobs/table.ts';
import { Prisma } from '../generated/client.ts';

/** A job as prisma/functions/boost_enqueue.sql takes it. */
export function jobRow({ task, payload, key, runAt, priority }: JobSpec) {
  return {
    task,
    payload,
    key: key ?? null,
    runAt: runAt === undefined ? null : new Date(runAt).toISOString(),
    priority: priority ?? jobTable[task].priority,
  };
}

/**
 * Belongs to what a statement selects that adds jobs in its CTE `enqueued` (boost_enqueue), although nobody asks for the number.
 * A SELECT in WITH runs only as far as the statement reads it (PostgreSQL manual, 7.8.2): without this the facts would be
 * written and no job added. It stands where there is a row to select whenever there is a job.
 */
export const jobsEnqueued = Prisma.sql`(select count(*) from enqueued)::int as enqueued`;
