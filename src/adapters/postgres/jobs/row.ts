import type { JobSpec } from '../../../core/jobs/job.ts';
import { jobTable } from '../../../core/jobs/table.ts';
import { Prisma } from '../generated/client.ts';

/** A job in the form that prisma/functions/boost_enqueue.sql takes. */
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
 * Must be among the columns that a statement selects if it adds jobs in a CTE `enqueued` (boost_enqueue), although nobody needs the number.
 * A SELECT in WITH runs only as far as the statement reads it (PostgreSQL manual, 7.8.2): without this column the facts would be written
 * and no job added. The statement must select a row whenever there is a job.
 */
export const jobsEnqueued = Prisma.sql`(select count(*) from enqueued)::int as enqueued`;

/** Adds the job of each delivery whose `key` is among the rows of the named CTE, as the body of another CTE (`jobsEnqueued`). */
export const deliveriesEnqueued = (rows: string): Prisma.Sql => Prisma.sql`
  select boost_enqueue(jsonb_agg(jsonb_build_object('task', 'deliver', 'payload', jsonb_build_object('key', key),
    'key', 'deliver:' || key))) from ${Prisma.raw(rows)} having count(*) > 0`;
