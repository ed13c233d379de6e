import type { Effect } from '../delivery/effect.ts';
import { messagesFor } from '../messages/index.ts';
import { addDays, type CivilDay, dayOf, deadlineOf, type Instant } from '../model/day.ts';
import type { ChallengeId, DeliveryKey, MemberId, WorkspaceId } from '../model/ids.ts';
import { ledger, read, replay, type StreakState, type StreakTerms } from '../model/streak/index.ts';
import { freezeKey, isTold, releaseNews } from '../nudge/personal/news.ts';
import { waitsForNudge } from '../nudge/personal/schedule.ts';
import type { Addressee } from '../nudge/personal/store.ts';
import { type Held, readHeld } from '../outage/held.ts';
import type { OutageStore } from '../outage/store.ts';
import type { Clock, Log } from '../ports.ts';
import type { Tx, UnitOfWork } from '../store.ts';
import type { MorningMember, MorningStore } from './morning-store.ts';
import { dueAt } from './morning-time.ts';
import type { StreakStore } from './store.ts';

const hour = 3_600_000;
/** News is not told later than this after its time (for nine o'clock: not after noon): it would explain nothing any more. */
const patienceMs = 3 * hour;

export interface MorningDeps {
  readonly mornings: MorningStore;
  readonly streaks: Pick<StreakStore, 'facts'>;
  readonly outages: OutageStore;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly log: Log;
}

/** The days that a freeze stood in for, both ends included. */
interface Frozen {
  readonly from: CivilDay;
  readonly to: CivilDay;
}

/** What one challenge has to tell a member in the morning. */
interface News {
  readonly workspace: WorkspaceId;
  readonly challenge: ChallengeId;
  readonly key: DeliveryKey;
  readonly effect: Effect;
}

type Where = Parameters<MorningStore['members']>[0];

/**
 * Tells members, privately on the morning after, that a freeze stood in for them: why, and how many are left. Each zone's morning
 * is handled once, a late one until noon; it comes at the first time that the workspace's quiet hours allow, and on its days off
 * it is left for the next morning (morning-time.ts). Repeated after a kill, it says nothing twice (the key names the period). A
 * member with several pieces of news gets one message.
 * Freezes are not spent here: they are derived from the facts (R10). Nobody is told of days that an outage took before the
 * managers have decided on them or let the offer lapse (core/outage/held.ts); then it is told on the next morning.
 */
export function createMornings({ mornings, streaks, outages, unitOfWork, clock, log }: MorningDeps) {
  return async function tellFreezes(): Promise<void> {
    const now = clock.now();
    const since = Math.max((await mornings.doneUntil()) ?? 0, now - patienceMs);
    const due = (await mornings.places()).flatMap((place) => dueAt(place, since, now));
    const held = await readHeld(outages, now);
    const found = new Map<MemberId, News[]>();
    const note = (each: MorningMember, news: News | null) => {
      const known = found.get(each.member.id) ?? [];
      if (news && known.every(({ key }) => key !== news.key)) found.set(each.member.id, [...known, news]);
    };
    for (const before of new Set(due.map((each) => each.before))) {
      const where = due.filter((each) => each.before === before);
      const dayOf = new Map(where.map(({ workspace, zone, day }) => [`${workspace} ${zone}`, day]));
      await eachOf(where, undefined, async (each) => {
        const day = dayOf.get(`${each.workspace.id} ${each.zone}`)!;
        note(
          each,
          before === 0 ? await ofYesterday(each, day, held, now) : await ofEarlier(each, day, held, now),
        );
      });
    }
    const places = new Map(due.map(({ workspace, zone }) => [`${workspace} ${zone}`, { workspace, zone }]));
    for (const { challenge, day } of held.released) {
      const there = [...places.values()].map((place) => ({ ...place, day }));
      await eachOf(there, challenge, async (each) => note(each, await ofEarlier(each, day, held, now)));
    }
    for (const [member, news] of found) await tell(member, news, now);
    for (const member of await mornings.left()) if (!found.has(member)) await tellUnlessNudged(member, now);
    await mornings.setDoneUntil(now);
  };

  async function eachOf(
    where: Where,
    only: ChallengeId | undefined,
    look: (member: MorningMember) => Promise<void>,
  ): Promise<void> {
    const next = async (after: Parameters<MorningStore['members']>[1]) =>
      where.length === 0 ? [] : mornings.members(where, after, only);
    for (let page = await next(null); page.length > 0; ) {
      for (const each of page) await look(each);
      const { challenge, member } = page.at(-1)!;
      page = await next({ challenge: challenge.id, member: member.id });
    }
  }

  async function ofYesterday(
    each: MorningMember,
    day: CivilDay,
    held: Held,
    now: Instant,
  ): Promise<News | null> {
    const { challenge, member, zone } = each;
    let { state, terms } = each;
    if (state === null) {
      const facts = await streaks.facts(challenge.id, member.id);
      if (!facts) return null;
      terms = facts;
      state = replay(facts, now);
    }
    const frozen = frozenOn(day, state, terms, zone);
    return !frozen || isHeld(each, held, frozen) ? null : newsOf(each, frozen, state, terms, now);
  }

  /**
   * The news of an earlier day, which stays as it is after all or whose own morning was off: computed from all the facts there
   * are by now. If the streak has ended since, there is nothing to tell.
   */
  async function ofEarlier(
    each: MorningMember,
    day: CivilDay,
    held: Held,
    now: Instant,
  ): Promise<News | null> {
    const facts = await streaks.facts(each.challenge.id, each.member.id);
    const period = facts && ledger(facts, now, { from: day, to: day })[0]?.period;
    if (!facts || period?.state !== 'frozen' || isHeld(each, held, period)) return null;
    const state = replay(facts, now);
    return read(state, facts, now).current > 0 ? newsOf(each, period, state, facts, now) : null;
  }

  function isHeld(
    { workspace: { platform }, challenge, zone, terms }: MorningMember,
    held: Held,
    frozen: Frozen,
  ): boolean {
    return held.isHeld({ platform, challenge: challenge.id, zone }, terms, frozen);
  }

  /** Tells a member the morning's news from all their challenges: as one message, or as a part of the nudge they get that day. */
  async function tell(member: MemberId, news: readonly News[], now: Instant): Promise<void> {
    const waits = await unitOfWork.run(async (tx) => {
      const to = await tx.lockPersonal(member);
      // Erased since we looked.
      if (to === null) return null;
      const waits = await isNudgedToday(tx, to, now);
      for (const { workspace, key, effect } of news) await tx.holdForNudge(workspace, key, effect);
      if (!waits) await releaseNews(tx, member, null, now);
      return waits;
    });
    if (waits === null) return;
    for (const { challenge } of news) log.info(waits ? 'freeze.waits' : 'freeze.told', { challenge, member });
  }

  /**
   * Tells news that waits for a nudge that does not come after all (its member flew onto a day without one, or it was held back
   * at night), as on any day without a nudge: from the morning on, in the zone where the member is now.
   */
  async function tellUnlessNudged(member: MemberId, now: Instant): Promise<void> {
    const isReleased = await unitOfWork.run(async (tx) => {
      const to = await tx.lockPersonal(member);
      if (!to || !isTold(to, now) || (await isNudgedToday(tx, to, now))) return false;
      await releaseNews(tx, member, null, now);
      return true;
    });
    if (isReleased) log.info('freeze.released', { member });
  }
}

function newsOf(
  { workspace, challenge, member, locale, nextFreeze }: MorningMember,
  frozen: Frozen,
  state: StreakState,
  terms: StreakTerms,
  now: Instant,
): News {
  const { current, unit, freezes } = read(state, terms, now);
  const line = messagesFor(locale).counting.freezeUsed({
    title: challenge.title,
    from: frozen.from,
    to: frozen.to,
    run: current,
    unit,
    left: freezes,
    next: nextFreeze,
  });
  return {
    workspace: workspace.id,
    challenge: challenge.id,
    key: freezeKey(challenge.id, member.id, frozen.from),
    effect: {
      do: 'post',
      target: { kind: 'direct', member: member.ref, workspace: workspace.ref },
      view: { view: 'note', line },
    },
  };
}

/**
 * The period that ended with `day` on a freeze (R10), or null. It was still open in its last moment, in a live streak, with a
 * freeze at hand. What was posted for it since is in `state` already. Pure.
 */
export function frozenOn(day: CivilDay, state: StreakState, terms: StreakTerms, zone: string): Frozen | null {
  const { today, period, current, freezes } = read(state, terms, deadlineOf(day, zone, terms) - 1);
  if (today !== day || period?.to !== day || period.state !== 'open') return null;
  return current > 0 && freezes > 0 ? { from: period.from, to: period.to } : null;
}

/** Whether the member gets a nudge today anyway, which then includes the news: one message a day. */
async function isNudgedToday(tx: Tx, to: Addressee, now: Instant): Promise<boolean> {
  if (!to.nudge?.on) return false;
  const taken = await tx.personalDays(to.member.id, addDays(dayOf(now, to.zone, 0), -1));
  return waitsForNudge(to, now, taken);
}
