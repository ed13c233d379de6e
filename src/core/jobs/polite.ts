import { traitsOf } from '../delivery/keys.ts';
import type { Courtesy } from './courtesy.ts';
import type { JobHandlers, JobName } from './job.ts';
import { jobTable } from './table.ts';

/** Every job waits for its turn before it begins, but for a mark of credit, which somebody looks for. */
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
