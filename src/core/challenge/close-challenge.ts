import { announceEnd } from '../closing/announce-end.ts';
import { clocksApartMs, type JobPayload } from '../jobs/job.ts';
import { messagesFor } from '../messages/index.ts';
import { type CivilDay, dayOf, type Instant } from '../model/day.ts';
import type { MemberId } from '../model/ids.ts';
import type { Clock, Log } from '../ports.ts';
import type { ChallengeRow, Tx, UnitOfWork, WorkspaceRow } from '../store.ts';
import { graceOf } from '../streak/terms.ts';
import type { Challenge, DaySpan } from './challenge.ts';
import { closingAt, overAt } from './schedule.ts';
import { nameOf } from './title.ts';
import { renewWelcome } from './welcome.ts';

interface Ending {
  readonly at: Instant;
  /** Who ended it; null when its last day is over. */
  readonly actor: MemberId | null;
  readonly call: string;
}

/** Ends a running challenge, which must be locked: no proof counts any more, and its welcome no longer invites anybody. */
export async function closeChallenge(
  tx: Tx,
  workspace: WorkspaceRow,
  challenge: ChallengeRow,
  { at, actor, call }: Ending,
): Promise<void> {
  const zones = [workspace.timezone, ...(await tx.zonesOf(challenge.id))];
  await tx.endChallenge(challenge.id, { at, ...lastDays(challenge, zones, at) });
  const { challenge: texts } = messagesFor(workspace.locale);
  const name = nameOf(challenge);
  await renewWelcome(tx, workspace, challenge, 'end', {
    view: 'welcome',
    title: name,
    lines: [texts.over(name)],
    buttons: [],
  });
  await tx.audit({
    workspace: workspace.id,
    actor,
    what: 'ended',
    challenge: challenge.id,
    // [Once more] copies the planned length, not the length it came to have.
    detail: { planned: challenge.endsOn },
    call,
  });
  await announceEnd(tx, workspace, challenge, at);
}

/**
 * The last day and the pauses of a challenge that ends at `at`. When it ends early, the latest of its members' current days (over
 * their zones) becomes its last day, and nothing is due from the earliest of these days on: members who did such a day keep it,
 * the others miss nothing.
 */
export function lastDays(
  { startsOn, endsOn, pauses, timezone, graceMinutes, past }: Omit<Challenge, 'id'>,
  zones: readonly string[],
  at: Instant,
): { readonly endsOn: CivilDay | null; readonly pauses: readonly DaySpan[] } {
  const todays = [timezone, ...zones].map((zone) => dayOf(at, zone, graceOf({ graceMinutes, past }))).sort();
  const [first, last] = [todays[0]!, todays.at(-1)!];
  const closed = pauses.map(({ from, to }) => ({ from, to: to === null || to > last ? last : to }));
  // Before the challenge's first day nothing was ever due; after its last day everything is over.
  if (last < startsOn || (endsOn !== null && first > endsOn)) return { endsOn, pauses };
  const ends = endsOn !== null && endsOn < last ? endsOn : last;
  return { endsOn: ends, pauses: [...closed, { from: first, to: ends }] };
}

/**
 * Closes a challenge whose last day is over for everybody. The job checks again when the time has come, and then every minute
 * while posts of that day may not have been taken in yet. A platform that was not heard during a whole day in which we ran
 * (`mostWaits`) is believed to be gone.
 */
export function createCloseDueChallenge({
  unitOfWork,
  clock,
  log,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
  log: Log;
}) {
  return function closeDueChallenge({
    challenge: id,
    waits = 0,
  }: JobPayload<'closeChallenge'>): Promise<void> {
    return unitOfWork.run(async (tx) => {
      const found = await tx.lockChallengeWithPlace(id);
      if (!found || found.challenge.startedAt === null || found.challenge.endedAt !== null) return;
      const { challenge, workspace } = found;
      const zones = [workspace.timezone, ...(await tx.zonesOf(id))];
      const [over, due] = [overAt(challenge, zones), closingAt(challenge, zones)];
      if (over === null || due === null) return;
      const again = (payload: JobPayload<'closeChallenge'>, runAt: Instant) =>
        tx.enqueue({ task: 'closeChallenge', payload, key: `close:${id}`, runAt });
      const now = clock.now();
      // The end was moved, or a member moved to a later zone.
      if (now < due - clocksApartMs) return again({ challenge: id }, due);
      const heard = await tx.heardUntil(workspace.platform);
      if (heard !== null && heard < over && waits < mostWaits) {
        if (waits === 0) log.info('challenge.waits_for_posts', { challenge: id });
        return again({ challenge: id, waits: waits + 1 }, now + waitMs);
      }
      await closeChallenge(tx, workspace, challenge, {
        at: now,
        actor: null,
        call: `close:${id}:${challenge.endsOn}`,
      });
      log.info('challenge.closed', { challenge: id });
    });
  };
}

const waitMs = 60_000;
const mostWaits = 24 * 60;
