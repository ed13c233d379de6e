import type { JobSpec } from '../../../core/jobs/job.ts';
import { jobTable } from '../../../core/jobs/table.ts';

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
