import { traitsOf } from '../delivery/keys.ts';
import type { Courtesy } from './courtesy.ts';
import type { JobHandlers, JobName } from './job.ts';
import { jobTable } from './table.ts';

/** Wraps the handlers so that every job waits for its turn before it begins, except a mark of credit, which a member is waiting to see. */
export function polite(courtesy: Courtesy, handlers: JobHandlers): JobHandlers {
  const each = Object.entries(handlers) as [JobName, (payload: never, waitedMs: number) => Promise<void>][];
  return Object.fromEntries(
    each.map(([name, handle]) => [
      name,
      async (payload: never, waitedMs: number) => {
        const { key } = payload as { readonly key?: string };
        if (!key || !traitsOf(key).isMark) await courtesy.turn(jobTable[name].errand, waitedMs);
        await handle(payload, waitedMs);
      },
    ]),
  ) as JobHandlers;
}
