import { dayOf, type Instant } from '../../model/day.ts';
import type { DeliveryKey } from '../../model/ids.ts';
import { wallMinute } from '../../model/zone.ts';
import { isDayOff, isQuiet } from '../days-off.ts';
import { isTooLate } from '../schedule.ts';
import { awayFrom, type Resting } from './away.ts';
import { type OwnChallenge, type OwnStanding, standingAt } from './own.ts';
import type { Addressee, PersonalSlot } from './store.ts';

/** Why a personal nudge is not sent. */
export type PersonalSilence =
  | 'tooLate'
  | 'off'
  | 'scheduleChanged'
  | 'snoozed'
  | 'quietHours'
  | 'dayOff'
  /** The member is in no running challenge. */
  | 'nowhere'
  | 'done'
  | 'resting'
  | 'nothingDue'
  | 'notAtRisk'
  /** The member did nothing for so long that they are left alone until they are back. */
  | 'away';

/** Whether a personal nudge is sent and about what, or why not. */
export type PersonalVerdict =
  | { readonly say: false; readonly why: PersonalSilence }
  | {
      readonly say: true;
      /** The challenges that are open and asked about; empty where there is only news. */
      readonly open: readonly OwnStanding[];
      /** The challenges that nudges rest about from now on until the member is back; this nudge tells them so. */
      readonly resting: readonly Resting[];
    };

/**
 * What a member's nudge would say at `now`, or why it is not sent. It is one message over all their challenges. The same function
 * decides before it is sent, while its delivery waits, and for the preview. Pure.
 */
export function judgePersonal(
  { member, home, nudge }: Pick<Addressee, 'member' | 'home' | 'nudge'>,
  slot: Pick<PersonalSlot, 'day' | 'plannedAt' | 'version' | 'turn'>,
  own: readonly OwnChallenge[],
  now: Instant,
  /** Whether news waits to be told with the nudge: then it is sent even if nothing is open. */
  hasNews: boolean,
  /** Whether the member was told before, under this key, that nudges about a challenge rest. */
  isTold: (key: DeliveryKey) => boolean = () => true,
): PersonalVerdict {
  if (isTooLate(slot.plannedAt, now)) return silent('tooLate');
  if (!nudge?.on || nudge.pausedReason !== null) return silent('off');
  // A nudge for [Later] was asked for by itself, so it does not depend on settings changed since.
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

/** Whether an instant falls into the workspace's quiet hours by the clock of `zone`. Pure. */
export function isQuietAt({ quiet }: Pick<Addressee['home'], 'quiet'>, zone: string, at: Instant): boolean {
  return isQuiet(wallMinute(at, zone), quiet.from, quiet.to);
}

/** Whether a nudge planned for `planned` is to be expected at `now`, whatever the member does until then. Pure. */
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
