import { nameOf } from '../../challenge/title.ts';
import { cannotBeReached, type GivenUp, reasonText } from '../../delivery/cause.ts';
import { type Instead, saidAnotherWay } from '../../delivery/instead.ts';
import type { Claimed } from '../../delivery/ledger.ts';
import type { Instant } from '../../model/day.ts';
import type { ChannelRef, DeliveryKey, PlatformName } from '../../model/ids.ts';
import type { Clock, Log } from '../../ports.ts';
import type { Tx, UnitOfWork } from '../../store.ts';
import type { NoteView } from '../../views.ts';
import { judgePersonal } from './judge.ts';
import { isNewsStill, releaseNews, releaseOrLeave, takeNews } from './news.ts';
import { type OwnChallenge, type OwnStanding, tellableIn } from './own.ts';
import { readOwn } from './read-own.ts';
import { tellResting, toldResting } from './resting.ts';
import { type Addressee, personalKey, personalOf, type Turn } from './store.ts';
import { otherWay, targetOf } from './target.ts';
import { asksAbout, personalWords } from './words.ts';

export interface PersonalDeps {
  readonly unitOfWork: UnitOfWork;
  /** Whether the platform can show a line to one member alone. */
  readonly privateNotice: (platform: PlatformName) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Sends a member's planned nudge: checks once more whether it is wanted, stores what it says, and has it delivered. Run again
 * after a kill it continues where it was; the delivery ledger posts it once.
 */
export function createSendPersonal(
  deps: PersonalDeps & { readonly deliver: (key: DeliveryKey) => Promise<void> },
) {
  return async function sendPersonal(turn: Turn): Promise<void> {
    const key = await deps.unitOfWork.run((tx) => decide(tx, deps, turn, deps.clock.now()));
    if (key) await deps.deliver(key);
  };
}

/** Decides what the nudge says, and returns the key of the delivery; null when nothing is to be sent. */
async function decide(
  tx: Tx,
  { privateNotice, log }: PersonalDeps,
  turn: Turn,
  now: Instant,
): Promise<DeliveryKey | null> {
  const { member, day } = turn;
  const to = await tx.lockPersonal(member);
  const slot = to && (await tx.lockPersonalSlot(member, day));
  // This job belongs to an older turn: [Later] was pressed since.
  if (!slot || slot.turn !== turn.turn) return null;
  const key = personalKey(turn);
  if (slot.state === 'sending') return key;
  if (slot.state === 'skipped') {
    await releaseOrLeave(tx, to, null, now);
    return null;
  }
  const own = await readOwn(tx, member, now);
  const waiting = await takeNews(tx, member, now);
  const told = await toldResting(tx, to, own, now);
  const verdict = judgePersonal(to, slot, own, now, waiting.length > 0, (of) => told.includes(of));
  if (!verdict.say) {
    await tx.skipPersonal(member, day, verdict.why);
    await releaseOrLeave(tx, to, null, now);
    log.info('nudge_me.skipped', { member, day, turn: turn.turn, reason: verdict.why });
    return null;
  }
  const nudge = to.nudge!;
  const held = [...waiting, ...(await tellResting(tx, to, verdict.resting))];
  const channels = channelsOf(verdict.open.length > 0 ? verdict.open : own);
  const place = { channels, privateNotice };
  const wanted =
    (await targetOf(tx, to, nudge.via, place)) ?? (await targetOf(tx, to, otherWay[nudge.via], place));
  // A message that others read too contains neither news of the member's record nor, outside its own channel, a closed challenge.
  const hasWords = wanted !== null && tellableIn(verdict.open, wanted.publicIn).length > 0;
  const reached = wanted?.publicIn && !hasWords ? await targetOf(tx, to, 'direct', place) : wanted;
  if (!reached) throw new Error('there is a way to everybody: the direct one');
  const { target, publicIn } = reached;
  const news = publicIn === null ? held : [];
  const { view, opening } = personalWords(turn, {
    nudge,
    open: tellableIn(verdict.open, publicIn),
    news: publicIn === null ? waiting.map(({ line }) => line) : [],
    resting: publicIn === null ? verdict.resting.map(({ challenge }) => nameOf(challenge)) : [],
    said: await tx.personalSaid(member),
    locale: to.locale,
    character: to.character,
    now,
  });
  await tx.sayPersonal({ ...turn, workspace: to.home.id }, { effect: { do: 'post', target, view }, opening });
  await tx.sayHeld(
    news.map((each) => each.key),
    key,
  );
  if (news.length < held.length) await releaseNews(tx, member, null, now);
  return key;
}

/**
 * Why a member's nudge is no longer true or wanted; null for every other delivery. Asked once the delivery is claimed, however
 * recently the nudge was decided, so that a check-in committed before is never overlooked.
 */
export function createPersonalMoot({ unitOfWork, clock, log }: Omit<PersonalDeps, 'privateNotice'>) {
  return async function personalMoot({ key, effect, maybeSent }: Claimed): Promise<string | null> {
    const turn = personalOf(key);
    if (!turn) return null;
    const now = clock.now();
    return unitOfWork.run(async (tx) => {
      const to = await tx.lockPersonal(turn.member);
      const slot = to && (await tx.lockPersonalSlot(turn.member, turn.day));
      if (!slot) return 'deleted';
      const hasNews = !asksAbout(effect) && (await isNewsStill(tx, turn.member, personalKey(turn), now));
      const verdict = judgePersonal(to, slot, await readOwn(tx, turn.member, now), now, hasNews);
      if (verdict.say) return null;
      // The news that was part of it is sent by itself, unless it may have been sent already (`createPersonalRefused`).
      if (!maybeSent) await releaseOrLeave(tx, to, personalKey(turn), now);
      log.info('nudge_me.moot', { member: turn.member, day: turn.day, reason: verdict.why });
      return verdict.why;
    });
  };
}

/**
 * A member who could not be reached one way is tried the other way, once for that message and without news of their record where
 * others read along. A member who can be reached neither way is not nudged any more, and `/nudge list` says why. When a nudge
 * became untrue after a try of unknown outcome and is found nowhere, nobody read the news that was part of it: that news is sent
 * by itself.
 */
export function createPersonalRefused({ privateNotice, clock, log }: Omit<PersonalDeps, 'unitOfWork'>) {
  return function personalRefused({ key, effect, maybeSent }: Claimed, settlement: GivenUp): Instead | null {
    const turn = personalOf(key);
    if (!turn || effect.do !== 'post') return null;
    // A private line cannot be looked up on the platform. What went the other way took its news along, or left it untold.
    const isUntrue = settlement.cause === 'moot' && settlement.detail !== saidAnotherWay;
    const isNowhere = isUntrue && maybeSent && effect.target.kind !== 'private';
    if (!isNowhere && !cannotBeReached(settlement)) return null;
    return async (tx) => {
      const to = await tx.lockPersonal(turn.member);
      if (!to) return false;
      if (isNowhere) {
        await releaseOrLeave(tx, to, key, clock.now());
        return false;
      }
      const own = await readOwn(tx, turn.member, clock.now());
      const open = await openOf(tx, to, turn, own, clock.now());
      const tried = effect.target.kind === 'direct' ? 'direct' : 'mention';
      // A member who has left is not mentioned in public either.
      const hasLeft =
        settlement.cause === 'gone' && (tried === 'direct' || settlement.about === 'memberLeft');
      const near = (some: Parameters<typeof channelsOf>[0]) =>
        targetOf(tx, to, otherWay[tried], { channels: channelsOf(some), privateNotice });
      // Preferably in the channel of a challenge it is about, else in any channel they take part in.
      const other = turn.again || hasLeft ? null : ((await near(open)) ?? (await near(own)));
      if (other) {
        const { target, publicIn } = other;
        const view =
          publicIn === null
            ? effect.view
            : await openWords(tx, to, turn, tellableIn(open, publicIn), clock.now());
        // All there was to say is for the member alone, and the next nudge may reach them.
        if (!view) {
          log.info('nudge_me.not_in_public', { member: turn.member, day: turn.day });
          return false;
        }
        await tx.deliver(to.home.id, null, personalKey(turn, true), { ...effect, view, target });
        log.info('nudge_me.other_way', { member: turn.member, day: turn.day, tried });
        return true;
      }
      if (await tx.pausePersonal(turn.member, 'closed'))
        log.warn('nudge_me.paused', { member: turn.member, reason: reasonText(settlement).slice(0, 200) });
      return false;
    };
  };
}

/** The challenges that a nudge planned before still asks about; empty when it is no longer wanted. */
async function openOf(
  tx: Tx,
  to: Addressee,
  turn: Turn,
  own: readonly OwnChallenge[],
  now: Instant,
): Promise<readonly OwnStanding[]> {
  const slot = await tx.lockPersonalSlot(turn.member, turn.day);
  if (slot?.turn !== turn.turn) return [];
  const verdict = judgePersonal(to, slot, own, now, false);
  return verdict.say ? verdict.open : [];
}

/**
 * The words of a nudge planned before, as others may read them: the open challenges and no news of the member's record, which
 * stays untold. Null when there is nothing that others may read.
 */
async function openWords(
  tx: Tx,
  { nudge, locale, character }: Addressee,
  turn: Turn,
  open: readonly OwnStanding[],
  now: Instant,
): Promise<NoteView | null> {
  if (!nudge || open.length === 0) return null;
  // `personalSaid` includes this slot already.
  const said = (await tx.personalSaid(turn.member)) - 1;
  return personalWords(turn, { nudge, open, news: [], resting: [], said, locale, character, now }).view;
}

function channelsOf(all: readonly { readonly challenge: { readonly channel: ChannelRef } }[]) {
  return [...new Set(all.map(({ challenge }) => challenge.channel))];
}
