import { deliveryKey } from '../delivery/keys.ts';
import { clocksApartMs } from '../jobs/job.ts';
import { messagesFor } from '../messages/index.ts';
import { addDays, dayOf } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { Clock, Log } from '../ports.ts';
import type { UnitOfWork } from '../store.ts';
import { morningOf } from './schedule.ts';
import { nameOf } from './title.ts';

/**
 * Tells the channel that a challenge ends in so many days. The job checks again when the time has come: the challenge must still
 * be running and still end then, and a notice whose day is past is not made up for.
 */
export function createEndNotice({
  unitOfWork,
  clock,
  log,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
  log: Log;
}) {
  return function endNotice(job: { readonly challenge: ChallengeId; readonly days: number }): Promise<void> {
    return unitOfWork.run(async (tx) => {
      const found = await tx.lockChallengeWithPlace(job.challenge);
      if (!found) return;
      const { challenge, workspace } = found;
      const { endsOn, endNotices, timezone, startedAt, endedAt } = challenge;
      if (startedAt === null || endedAt !== null || endsOn === null || !endNotices.includes(job.days)) return;
      const day = addDays(endsOn, -job.days);
      const now = clock.now();
      if (now < morningOf(day, timezone) - clocksApartMs || dayOf(now, timezone, 0) !== day) return;
      const key = deliveryKey('end-notice', challenge.id, job.days, endsOn);
      await tx.deliver(workspace.id, null, key, {
        do: 'post',
        target: { kind: 'channel', channel: challenge.channel },
        view: {
          view: 'note',
          line: messagesFor(workspace.locale).challenge.endNotice(nameOf(challenge), job.days, endsOn),
        },
      });
      log.info('challenge.end_told', { challenge: challenge.id, days: job.days });
    });
  };
}
