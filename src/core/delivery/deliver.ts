import { FencedError, PlatformError, reasonOf } from '../errors.ts';
import type { DeliveryKey, MessageRef, PlatformName, WorkspaceId } from '../model/ids.ts';
import { nudgeOf } from '../nudge/store.ts';
import type { ChatPlatform, Clock, Log, PostTarget, SendAttempt } from '../ports.ts';
import { type GivenUp, readReason, reasonOfTry, reasonText } from './cause.ts';
import type { Effect, EffectTarget } from './effect.ts';
import { traitsOf } from './keys.ts';
import { type Claimed, claimLeaseMs, type Ledger, type Settlement } from './ledger.ts';
import { noThreadsLeft } from './tell-manager.ts';

export interface DeliverDeps {
  readonly ledger: Ledger;
  /** The platform's adapter; null when the platform is off in this instance. */
  readonly platform: (name: PlatformName) => ChatPlatform | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  /** Whether this error means that the database is unavailable. */
  readonly isOutage: (error: unknown) => boolean;
  /** Parks a workspace whose access was revoked. */
  readonly park: (workspace: WorkspaceId, reason: string) => Promise<void>;
  /**
   * Why the delivery is no longer wanted, for reasons that the ledger cannot know; null when it still is. Asked before each try.
   */
  readonly moot: (claimed: Claimed) => Promise<string | null>;
  /**
   * Why the delivery, though wanted, should be sent later; null to send it now. Asked while no earlier try may have reached the platform.
   */
  readonly wait: (claimed: Claimed) => Promise<string | null>;
  /** Called after the end of a try has been stored. */
  readonly settled: (claimed: Claimed, settlement: Settlement) => Promise<void>;
  /** Called when we give a delivery up, before that is stored, so that what is sent instead is certain to be planned. */
  readonly otherwise: (claimed: Claimed, settlement: GivenUp) => Promise<void>;
  /** Called when the platform says that the delivery's message, channel or recipient no longer exists. */
  readonly tellGone: (claimed: Claimed) => Promise<void>;
  /** Tells a manager, once, about a missing permission or scope that a manager can grant. */
  readonly tellManager: (claimed: Claimed, missing: string) => Promise<void>;
}

const maxTries = 4;
/** How often a delivery that waits for a better moment (`wait`) is looked at again. */
const waitMs = 10 * 60_000;
/** A delivery older than this is not sent any more. */
export const tooOldMs = 24 * 60 * 60_000;

/**
 * `deliver` carries out one effect of the ledger, once: claim, act, settle. After an earlier try of unknown outcome it first searches
 * the platform. A worker whose claim is older than half its lease does not act, since another worker may have taken over.
 */
export function createDeliver(deps: DeliverDeps) {
  const { ledger, clock, log } = deps;

  return { deliver, carryOut };

  async function deliver(key: DeliveryKey): Promise<void> {
    const claimedAt = clock.monotonic();
    const claimed = await ledger.claim(key);
    if (claimed.kind === 'over') return;
    if (claimed.kind === 'busy') return ledger.again(key, claimed.until);
    await carryOut(claimed, claimedAt);
  }

  /**
   * Acts on a claimed delivery and settles it. `claimedAt`: monotonic time, taken before the claim was written. `acted` is called when
   * the platform has answered, before the outcome is stored.
   */
  async function carryOut(claimed: Claimed, claimedAt: number, acted = () => {}): Promise<void> {
    const { key } = claimed;
    if (isCheer(key)) log.info('cheer.posting', { proof: claimed.proof });
    const settlement = await attempt(claimed, claimedAt).finally(acted);
    if ('cause' in settlement) await deps.otherwise(claimed, settlement);
    const outcome = await ledger.settle(claimed, settlement);
    const reason = reasonOfTry(settlement) ?? undefined;
    const fields = { delivery: key, effect: claimed.effect.do, attempts: claimed.attempts, reason };
    logCheer(claimed, settlement, outcome);
    if (outcome === 'lost') log.warn('delivery.claim_lost', fields);
    else if (settlement.state === 'dead') log.error('delivery.dead', fields);
    else log.info(`delivery.${settlement.state === 'pending' ? 'postponed' : settlement.state}`, fields);
    if (outcome === 'settled') await deps.settled(claimed, settlement);
  }

  /** Logs the last state of a cheer, which ends with its delivery: posted, or given up and why. */
  function logCheer({ key, proof }: Claimed, settlement: Settlement, outcome: 'settled' | 'lost'): void {
    if (!isCheer(key) || outcome === 'lost' || settlement.state === 'pending') return;
    if (settlement.state === 'sent') log.info('cheer.posted', { proof });
    else log.info('cheer.given_up', { proof, reason: reasonText(settlement) });
  }

  /**
   * One try. Rethrows an error of `judge` that means the database is unavailable: the claim then expires and the next worker goes on. Any
   * other error of `judge` is a mistake of ours and uses up a try, since it would otherwise repeat for ever.
   */
  async function attempt(claimed: Claimed, claimedAt: number): Promise<Settlement> {
    const verdict = await judge(claimed).catch((error: unknown) => {
      if (deps.isOutage(error)) throw error;
      return settleMistake(claimed, error, claimed.maybeSent);
    });
    return 'state' in verdict ? verdict : perform(claimed, claimedAt, verdict.moot);
  }

  /**
   * Decides what this try does: a Settlement ends it before anything is sent; otherwise `moot` says why the message is only searched
   * for, and null means that it is to be sent.
   */
  async function judge(claimed: Claimed): Promise<Settlement | { readonly moot: string | null }> {
    const moot = claimed.moot ?? (await deps.moot(claimed));
    if (moot && !claimed.maybeSent) return { state: 'skipped', ...readReason(moot) };
    const undoes = claimed.effect.do === 'remove' || claimed.effect.do === 'unreact';
    // An unwanted message that may have arrived is searched for, and a removal is done, however old it is.
    if (!moot && !undoes && clock.now() - claimed.createdAt > tooOldMs)
      return { state: 'dead', cause: 'tooOld', detail: '' };
    const wait = moot || claimed.maybeSent ? null : await deps.wait(claimed);
    return wait ? later(wait, waitMs, false) : { moot };
  }

  async function perform(claimed: Claimed, claimedAt: number, moot: string | null): Promise<Settlement> {
    const platform = deps.platform(claimed.platform);
    // Another instance may run this platform, and will get the job in time.
    if (!platform) return later('its platform is off here', 5_000, claimed.maybeSent);
    let isLeaving = false;
    const fence = () => {
      if (clock.monotonic() - claimedAt > claimLeaseMs / 2)
        throw new FencedError('the claim is too old to act on');
      isLeaving = true;
    };
    try {
      if (moot) return await lookFor(platform, claimed, moot);
      return await act(platform, claimed, {
        key: claimed.key,
        maybeSent: claimed.maybeSent,
        plannedAt: claimed.createdAt,
        fence,
        patient: traitsOf(claimed.key).isUnasked ?? false,
        ...(claimed.effect.do === 'post' && claimed.effect.opensFor
          ? { opensFor: claimed.effect.opensFor }
          : {}),
      });
    } catch (error) {
      if (error instanceof PlatformError || error instanceof FencedError) return settleError(claimed, error);
      return settleMistake(claimed, error, isLeaving || claimed.maybeSent);
    }
  }

  /**
   * Searches for a message that is no longer wanted but may have reached the platform in an earlier try. If it is found, it counts as sent;
   * where its proof is gone, its question was answered or it was withdrawn, settling it adds its removal.
   */
  async function lookFor(
    platform: ChatPlatform,
    { key, effect, otherMessage, createdAt }: Claimed,
    moot: string,
  ): Promise<Settlement> {
    if (effect.do === 'react') return { state: 'sent', message: null };
    const target = effect.do === 'post' ? resolveTarget(effect.target, otherMessage) : null;
    const found =
      target && effect.do === 'post' ? await platform.findPosted(target, effect.view, key, createdAt) : null;
    return found ? { state: 'sent', message: found } : { state: 'skipped', ...readReason(moot) };
  }

  async function act(platform: ChatPlatform, claimed: Claimed, send: SendAttempt): Promise<Settlement> {
    const { effect } = claimed;
    switch (effect.do) {
      case 'react':
        send.fence();
        await platform.ensureReaction(effect.message, effect.mark);
        return { state: 'sent', message: null };
      case 'unreact':
        send.fence();
        await platform.ensureReactionRemoved(effect.message, effect.mark);
        return { state: 'sent', message: null };
      case 'remove':
        send.fence();
        await platform.ensureRemoved(effect.message);
        return { state: 'sent', message: null };
      case 'edit':
        if (claimed.otherFailed) return neverPosted('what it edits');
        if (!claimed.otherMessage) return later('what it edits is not posted yet', 1_000, false);
        send.fence();
        await platform.ensureEdited(
          claimed.otherMessage,
          effect.view,
          effect.continues ? effect.of : undefined,
        );
        return { state: 'sent', message: claimed.otherMessage };
      case 'post': {
        const target = resolveTarget(effect.target, claimed.otherMessage);
        if (claimed.otherFailed) return neverPosted('what it hangs on');
        if (!target) return later('what it hangs on is not posted yet', 500, claimed.maybeSent);
        let lacksThread = false;
        const outOfThreads = () => {
          lacksThread = true;
        };
        try {
          const message = await platform.ensurePosted(target, effect.view, { ...send, outOfThreads });
          return { state: 'sent', message };
        } finally {
          if (lacksThread) await deps.tellManager(claimed, noThreadsLeft);
        }
      }
    }
  }

  /** What a failed try means for the delivery: see the kinds of PlatformError. */
  async function settleError(claimed: Claimed, error: PlatformError | FencedError): Promise<Settlement> {
    if (error instanceof FencedError)
      return {
        state: 'pending',
        reason: 'fenced',
        at: clock.now(),
        maybeSent: claimed.maybeSent,
        counts: false,
      };
    const { kind, detail, missing, about } = error;
    switch (kind) {
      case 'rateLimited':
        return later(detail, error.retryAfterMs ?? 1_000, claimed.maybeSent);
      case 'unavailable':
        return later(detail, backOff(claimed), claimed.maybeSent);
      case 'gone':
        await deps.tellGone(claimed);
        return { state: 'skipped', cause: 'gone', detail, about };
      case 'forbidden':
        // A member who accepts no direct messages chose so; a manager cannot change that. Refused nudges are told when they are paused.
        if (missing !== null && !isDirect(claimed.effect) && !nudgeOf(claimed.key))
          await deps.tellManager(claimed, missing);
        return { state: 'dead', cause: 'forbidden', detail, missing };
      case 'invalid':
        return { state: 'dead', cause: 'invalid', detail };
      case 'revoked':
        await deps.park(claimed.workspace, detail);
        return { state: 'skipped', cause: 'revoked', detail };
      case 'ambiguous':
        // A private line cannot be searched for: losing it is better than showing it twice.
        if (claimed.attempts >= maxTries || isPrivate(claimed.effect))
          return { state: 'dead', cause: 'unknownOutcome', detail };
        return {
          state: 'pending',
          reason: detail,
          at: clock.now() + Math.max(backOff(claimed), error.retryAfterMs ?? 0),
          maybeSent: true,
          counts: true,
        };
    }
  }

  /**
   * Settles an error that did not come from the platform, so is a mistake of ours. `maybeSent` is false when no request was about to
   * leave, as when a view cannot be rendered or `judge` fails: then nothing was sent. Otherwise the outcome is unknown.
   */
  async function settleMistake(claimed: Claimed, error: unknown, maybeSent: boolean): Promise<Settlement> {
    const { key, attempts } = claimed;
    const reason = reasonOf(error);
    log.error('delivery.mistake', { delivery: key, attempts, maybeSent, reason });
    if (maybeSent) return settleError(claimed, new PlatformError('ambiguous', reason, { cause: error }));
    if (attempts >= maxTries) return { state: 'dead', cause: 'invalid', detail: reason };
    return { state: 'pending', reason, at: clock.now() + backOff(claimed), maybeSent, counts: true };
  }

  function later(reason: string, afterMs: number, maybeSent: boolean): Settlement {
    return { state: 'pending', reason, at: clock.now() + afterMs, maybeSent, counts: false };
  }

  /** Milliseconds until the next try: 0.5 to 15 s, growing with the delivery's age, jittered so that many do not return at once. */
  function backOff(claimed: Claimed): number {
    const age = clock.now() - claimed.createdAt;
    return Math.min(15_000, Math.max(500, age / 2)) * (0.75 + deps.random() / 2);
  }
}

function isCheer(key: DeliveryKey): boolean {
  return traitsOf(key).cheer === 'itself';
}

function neverPosted(what: string): Settlement {
  return { state: 'skipped', cause: 'moot', detail: `${what} was never posted` };
}

function resolveTarget(target: EffectTarget, other: MessageRef | null): PostTarget | null {
  if (target.kind !== 'threadOfDelivery') return target;
  return other ? { kind: 'thread', on: other, title: target.title } : null;
}

function isPrivate(effect: Effect): boolean {
  return effect.do === 'post' && effect.target.kind === 'private';
}

function isDirect(effect: Effect): boolean {
  return effect.do === 'post' && effect.target.kind === 'direct';
}
