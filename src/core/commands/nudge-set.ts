import type { Reply } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import type { InboundCommand } from '../inbound.ts';
import { clockText, readTimes } from '../nudge/read-times.ts';
import { readWeekdays } from '../nudge/read-weekdays.ts';
import type { NudgeSchedule, NudgeTimes } from '../nudge/schedule.ts';
import type { ChallengeRow, Tx } from '../store.ts';
import { nudgeMoment, nudgesAhead } from './nudge-preview.ts';
import { callOf, hosting } from './on-challenge.ts';
import { zoneNamed } from './pal-zone.ts';
import { type Asked, type CommandDeps, done, problem } from './run.ts';

/** `/nudge set`: sets when the channel is nudged, in force from the next planned nudge on. */
export function nudgeSet(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return hosting(deps, event, null, async (tx, asked, challenge) => {
    const { texts, workspace, member } = asked;
    const { nudge } = texts;
    const name = nameOf(challenge);
    if (challenge.endedAt !== null) return problem(nudge.answer.ended(name));
    const { time = '', days = '', timezone = '' } = event.options;
    const times = readTimes(time);
    if (!times.ok) return problem(nudge.problem(times.problem));
    const weekdays = readWeekdays(days);
    if (!weekdays.ok) return problem(nudge.weekdaysProblem(weekdays.problem));
    const zone = timezone.trim() === '' ? null : zoneNamed(timezone.trim());
    if (zone === null && timezone.trim() !== '') return problem(texts.answer.noSuchZone(timezone));
    const wanted: NudgeTimes = { times: times.times, weekdays: weekdays.weekdays, zone };
    const before = await tx.findNudges(challenge.id);
    if (before && before.pausedReason === null && isSame(before, wanted))
      return problem(nudge.answer.unchanged(name));
    await tx.saveNudges(challenge.id, wanted, {
      challengeZone: challenge.timezone,
      since: deps.clock.now(),
    });
    await tx.audit({
      workspace: workspace.id,
      actor: member.id,
      what: 'nudgesSet',
      challenge: challenge.id,
      detail: { ...wanted },
      call: callOf(event),
    });
    deps.log.info('nudge.set', { challenge: challenge.id, times: wanted.times.map(clockText).join(' ') });
    return said(deps, tx, asked, challenge, wanted);
  });
}

async function said(
  deps: CommandDeps,
  tx: Tx,
  { texts, workspace }: Asked,
  challenge: ChallengeRow,
  { times, weekdays, zone }: NudgeTimes,
): Promise<Reply> {
  const { nudge } = texts;
  const inZone = zone ?? challenge.timezone;
  const [next] = await nudgesAhead(tx, workspace, challenge, deps.clock.now());
  return done(
    nudge.answer.set(
      nameOf(challenge),
      times.map(clockText).join(', '),
      nudge.weekdays(weekdays),
      inZone,
      next ? nudgeMoment(next, inZone, texts) : null,
    ),
  );
}

function isSame(one: NudgeSchedule, other: NudgeTimes): boolean {
  return (
    one.zone === other.zone &&
    one.times.join() === other.times.join() &&
    one.weekdays.join() === other.weekdays.join()
  );
}

/** `/nudge remove`: stops the channel's nudges, including what is planned already. */
export function nudgeRemove(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return hosting(deps, event, null, async (tx, { texts, workspace, member }, challenge) => {
    const { answer } = texts.nudge;
    const name = nameOf(challenge);
    if (!(await tx.removeNudges(challenge.id))) return problem(answer.none(name));
    await tx.audit({
      workspace: workspace.id,
      actor: member.id,
      what: 'nudgesRemoved',
      challenge: challenge.id,
      call: callOf(event),
    });
    deps.log.info('nudge.removed', { challenge: challenge.id });
    return done(answer.removed(name));
  });
}
