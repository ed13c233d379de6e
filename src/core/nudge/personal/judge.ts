import { dayOf, type Instant } from '../../model/day.ts';
import type { DeliveryKey } from '../../model/ids.ts';
import { wallMinute } from '../../model/zone.ts';
import { isDayOff, isQuiet } from '../days-off.ts';
import { isTooLate } from '../schedule.ts';
import { awayFrom, type Resting } from './away.ts';
import { type OwnChallenge, type OwnStanding, standingAt } from './own.ts';
import type { Addressee, PersonalSlot } from './store.ts';

/** Why a personal nudge is not said. */
export type PersonalSilence =
  | 'tooLate'
  | 'off'
  | 'scheduleChanged'
  | 'snoozed'
  | 'quietHours'
  | 'dayOff'
  /** In no challenge that is on. */
  | 'nowhere'
  | 'done'
  | 'resting'
  | 'nothingDue'
  | 'notAtRisk'
  /** Nothing was done for so long that they are left alone until they are back. */
  | 'away';

export type PersonalVerdict =
  | { readonly say: false; readonly why: PersonalSilence }
  | {
      readonly say: true;
      /** What is open and asked about; none where there is only news. */
      readonly open: readonly OwnStanding[];
      /** What they are not asked about from now on until they are back, which is told with it. */
      readonly resting: readonly Resting[];
    };

/**
 * What a member's nudge would say at `now`, or why it is not said. One message over all challenges. The same function answers
 * before it is sent, while it waits, and for the preview. Pure.
 */
export function judgePersonal(
  { member, home, nudge }: Pick<Addressee, 'member' | 'home' | 'nudge'>,
  slot: Pick<PersonalSlot, 'day' | 'plannedAt' | 'version' | 'turn'>,
  own: readonly OwnChallenge[],
  now: Instant,
  /** Something waits to be told with it, so that it is said though nothing is open. */
  hasNews: boolean,
  /** Whether this was told of them before: that nudges about a challenge rest. */
  isTold: (key: DeliveryKey) => boolean = () => true,
): PersonalVerdict {
  if (isTooLate(slot.plannedAt, now)) return silent('tooLate');
  if (!nudge?.on || nudge.pausedReason !== null) return silent('off');
  // A "later" was asked for by itself, whatever is set since.
  if (slot.turn === 0 && nudge.version !== slot.version) return silent('scheduleChanged');
  if (nudge.mutedUntil !== null && slot.day <= nudge.mutedUntil) return silent('snoozed');
  if (isQuietAt(home, nudge.zone, now)) return silent('quietHours');
  if (isDayOff(home.off, slot.day)) return silent('dayOff');
  const standings = own.map((each) => standingAt(each, now));
  const open = standings.filter(({ is }) => is === 'open');
  const wanted = nudge.onlyAtRisk ? open.filter(({ atRisk }) => atRisk) : open;
  const away = awayFrom(member.id, nudge, standings);
  const asked = wanted.filter(({ challenge }) => !away.some((each) => each.challenge.id === challenge.id));
  const untold = away.filter(({ key }) => !isTold(key));
  const isMissed = untold.some((each) => wanted.some(({ challenge }) => challenge.id === each.challenge.id));
  const resting = isMissed ? untold : [];
  if (asked.length > 0 || resting.length > 0 || hasNews) return { say: true, open: asked, resting };
  if (wanted.length > 0) return silent('away');
  if (open.length > 0) return silent('notAtRisk');
  if (standings.length === 0) return silent('nowhere');
  const all = (what: OwnStanding['is']) => standings.some(({ is }) => is === what);
  return silent(all('resting') ? 'resting' : all('done') ? 'done' : 'nothingDue');
}

const silent = (why: PersonalSilence): PersonalVerdict => ({ say: false, why });

/** Whether an instant is within the workspace's quiet hours on a zone's clock. Pure. */
export function isQuietAt({ quiet }: Pick<Addressee['home'], 'quiet'>, zone: string, at: Instant): boolean {
  return isQuiet(wallMinute(at, zone), quiet.from, quiet.to);
}

/** Whether a nudge planned for then is to be expected at `now`, as far as what the member does is no matter. Pure. */
export function isExpected(
  { home, nudge }: Pick<Addressee, 'home' | 'nudge'>,
  planned: Instant | null,
  now: Instant,
): boolean {
  if (!nudge?.on || nudge.pausedReason !== null || planned === null) return false;
  if (planned <= nudge.since || isTooLate(planned, now)) return false;
  const day = dayOf(planned, nudge.zone, 0);
  if (nudge.mutedUntil !== null && day <= nudge.mutedUntil) return false;
  return !isQuietAt(home, nudge.zone, planned) && !isDayOff(home.off, day);
}
