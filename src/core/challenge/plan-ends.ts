import type { Clock, Log } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';
import { planEnd } from './start-challenge.ts';

/** Plans the ends that are not planned: those of challenges from before ends were planned, or whose job was lost. */
export function createPlanEnds({
  unitOfWork,
  clock,
  log,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
  log: Log;
}) {
  return async function planEnds(): Promise<void> {
    const unplanned = await unitOfWork.run((tx) => tx.unplannedEnds());
    for (const id of unplanned) {
      await unitOfWork.run(async (tx) => {
        const found = await tx.lockChallengeWithPlace(id);
        if (!found || found.challenge.endedAt !== null) return;
        await planEnd(tx, found.workspace, found.challenge, clock.now());
        log.info('challenge.end_planned', { challenge: id });
      });
    }
  };
}
