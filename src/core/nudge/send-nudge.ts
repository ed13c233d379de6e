import { nameOf } from '../challenge/title.ts';
import type { Claimed, Settlement } from '../delivery/ledger.ts';
import { messagesFor } from '../messages/index.ts';
import type { CivilDay, Instant } from '../model/day.ts';
import type { ChallengeId, DeliveryKey } from '../model/ids.ts';
import type { Clock, Log } from '../ports.ts';
import type { Tx, UnitOfWork } from '../store.ts';
import type { Circle, ReadCircle } from './circle.ts';
import { silenceOf, situationsOf } from './judge.ts';
import { nudgeKey, nudgeOf } from './store.ts';
import { nudgeWords, openingsApart } from './words.ts';

/** A nudge is looked at again before it is sent, unless it was decided this moment. */
const freshMs = 2_000;
/** So many refused one after the other, and the schedule rests. */
const mostRefused = 3;

export interface NudgeDeps {
  readonly unitOfWork: UnitOfWork;
  readonly readCircle: ReadCircle;
  readonly clock: Clock;
  readonly log: Log;
}

interface Named {
  readonly challenge: ChallengeId;
  readonly day: CivilDay;
}

/**
 * Says a planned nudge: looks once more whether it is wanted, writes down what it says, and has it delivered. Run again after a
 * kill it goes on where it was; the ledger posts it once.
 */
export function createSendNudge(deps: NudgeDeps & { readonly deliver: (key: DeliveryKey) => Promise<void> }) {
  return async function sendNudge(nudge: Named): Promise<void> {
    const now = deps.clock.now();
    const circle = await deps.readCircle(nudge.challenge, now);
    const key = await deps.unitOfWork.run((tx) => decide(tx, deps, nudge, circle, now));
    if (key) await deps.deliver(key);
  };
}

/** The key of what is to be delivered; null when nothing is. */
async function decide(
  tx: Tx,
  { log }: NudgeDeps,
  { challenge: id, day }: Named,
  circle: Circle,
  now: Instant,
): Promise<DeliveryKey | null> {
  const place = await tx.lockChallengeWithPlace(id);
  const slot = place && (await tx.lockNudgeSlot(id, day));
  if (!place || !slot || slot.state === 'skipped') return null;
  if (slot.state === 'sending') return nudgeKey(id, day);
  const { challenge, workspace } = place;
  const off = { daysOff: workspace.daysOff, holidays: await tx.holidays(workspace.id) };
  const schedule = await tx.findNudges(id);
  const silence = silenceOf({ challenge, schedule, slot: { ...slot, day }, off, circle }, now);
  if (silence) {
    await tx.skipNudge(id, day, silence);
    log.info('nudge.skipped', { challenge: id, day, reason: silence });
    return null;
  }
  const { days } = challenge.teamGoal === null ? { days: 0 } : await tx.togetherDone(id);
  const { view, opening } = nudgeWords(challenge, {
    day,
    locale: workspace.locale,
    situations: situationsOf(circle, { teamGoal: challenge.teamGoal, together: days }, now),
    lately: await tx.lastOpenings(workspace.id, challenge.channel, openingsApart),
  });
  const target = { kind: 'channel', channel: challenge.channel } as const;
  await tx.sayNudge(
    { challenge: id, day, workspace: workspace.id },
    { effect: { do: 'post', target, view }, opening },
  );
  return nudgeKey(id, day);
}

/** Why a nudge that waits in the ledger is not true or wanted any more; null for every other delivery. */
export function createNudgeMoot({ unitOfWork, readCircle, clock }: Omit<NudgeDeps, 'log'>) {
  return async function nudgeMoot({ key, createdAt }: Claimed): Promise<string | null> {
    const nudge = nudgeOf(key);
    const now = clock.now();
    if (!nudge || now - createdAt < freshMs) return null;
    const circle = await readCircle(nudge.challenge, now);
    return unitOfWork.run(async (tx) => {
      const place = await tx.lockChallengeWithPlace(nudge.challenge);
      const slot = place && (await tx.lockNudgeSlot(nudge.challenge, nudge.day));
      if (!place || !slot) return 'deleted';
      const schedule = await tx.findNudges(nudge.challenge);
      const { challenge, workspace } = place;
      const off = { daysOff: workspace.daysOff, holidays: await tx.holidays(workspace.id) };
      return silenceOf({ challenge, schedule, slot: { ...slot, day: nudge.day }, off, circle }, now);
    });
  };
}

/** A channel that did not take so many nudges one after the other is left alone, and whoever hosts the challenge is told, once. */
export function createNudgeRefused({ unitOfWork, log }: Pick<NudgeDeps, 'unitOfWork' | 'log'>) {
  return async function nudgeRefused({ key }: Claimed, settlement: Settlement): Promise<void> {
    const nudge = nudgeOf(key);
    const [, kind, detail = ''] =
      ('reason' in settlement && /^(forbidden|gone): (.*)$/s.exec(settlement.reason)) || [];
    if (!nudge || !kind || settlement.state === 'pending') return;
    await unitOfWork.run(async (tx) => {
      const found = await tx.lockChallengeWithPlace(nudge.challenge);
      if (!found || (await tx.refusedNudges(nudge.challenge)) < mostRefused) return;
      if (!(await tx.pauseNudges(nudge.challenge, kind))) return;
      const { workspace, challenge } = found;
      log.warn('nudge.paused', { challenge: challenge.id, reason: kind });
      if (challenge.host === null) return;
      const host = await tx.findMember(workspace.id, challenge.host);
      // The platform's number is for the log; a manager looks for the name.
      const missing = kind === 'gone' ? null : detail.replace(/^\d+ /, '');
      await tx.deliver(workspace.id, null, `nudges-paused:${nudge.challenge}:${nudge.day}` as DeliveryKey, {
        do: 'post',
        target: { kind: 'direct', member: challenge.host, workspace: workspace.ref },
        view: {
          view: 'note',
          line: messagesFor(host?.locale ?? workspace.locale).nudge.paused(nameOf(challenge), missing),
        },
      });
    });
  };
}
