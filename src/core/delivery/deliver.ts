import { FencedError, PlatformError } from '../errors.ts';
import type { DeliveryKey, MessageRef, PlatformName, WorkspaceId } from '../model/ids.ts';
import type { ChatPlatform, PostTarget, SendAttempt } from '../ports.ts';
import {
  type GivenUp,
  neverPosted,
  platformOff,
  readReason,
  reasonOfTry,
  reasonText,
  tooOldMs,
} from './cause.ts';
import type { EffectTarget } from './effect.ts';
import { createEndTry } from './end-try.ts';
import { createFailedTry, type FailedTryDeps } from './failed-try.ts';
import type { Instead, Otherwise } from './instead.ts';
import { traitsOf } from './keys.ts';
import { type Claimed, claimLeaseMs, type Ledger, type Settlement } from './ledger.ts';
import { noThreadsLeft } from './tell-manager.ts';

export interface DeliverDeps extends FailedTryDeps {
  readonly ledger: Ledger;
  /** The platform's adapter; null when the platform is off in this instance. */
  readonly platform: (name: PlatformName) => ChatPlatform | null;
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
  /** Asked when we give a delivery up, before that is stored. May be repeated. */
  readonly otherwise: Otherwise;
  /** Stores that we gave a delivery up, and plans what is said instead, in one transaction. `lost`: neither, as of Ledger.settle. */
  readonly replace: (claimed: Claimed, settlement: GivenUp, instead: Instead) => Promise<'settled' | 'lost'>;
  /** Called when the platform says that the delivery's message, channel or recipient no longer exists. */
  readonly tellGone: (claimed: Claimed) => Promise<void>;
  /** Tells a manager, once, about a missing permission or scope that a manager can grant. */
  readonly tellManager: (claimed: Claimed, missing: string) => Promise<void>;
}

/** How often a delivery that waits for a better moment (`wait`) is looked at again. */
const waitMs = 10 * 60_000;

/**
 * `deliver` carries out one effect of the ledger, once: claim, act, settle. After an earlier try of unknown outcome it first searches
 * the platform. A worker whose claim is older than half its lease does not act, since another worker may have taken over.
 */
export function createDeliver(deps: DeliverDeps) {
  const { ledger, clock, log } = deps;
  const failed = createFailedTry(deps);
  const { endTry, tellManager } = createEndTry(deps, failed);

  return { deliver, carryOut };

  async function deliver(key: DeliveryKey): Promise<void> {
    const claimedAt = clock.monotonic();
    const claimed = await ledger.claim(key);
    if (claimed.kind === 'over') return;
    if (claimed.kind === 'busy') return ledger.againWhenFree(key, claimed.until);
    await carryOut(claimed, claimedAt);
  }

  /**
   * Acts on a claimed delivery and settles it. `claimedAt`: monotonic time, taken before the claim was written. `acted` is called when
   * the platform has answered, before the outcome is stored.
   */
  async function carryOut(claimed: Claimed, claimedAt: number, acted = () => {}): Promise<void> {
    const { key } = claimed;
    if (isCheer(key)) log.info('cheer.posting', { proof: claimed.proof });
    const tried = await attempt(claimed, claimedAt).finally(acted);
    const { settlement, outcome } = await endTry(claimed, tried);
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
      if (failed.isAway(claimed, error)) throw error;
      return failed.mistaken(claimed, error, claimed.maybeSent);
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
    if (!moot && !undoes && clock.now() - claimed.createdAt > tooOldMs) return tooOld(claimed);
    const wait = moot || claimed.maybeSent ? null : await deps.wait(claimed);
    return wait ? failed.later(wait, waitMs, false) : { moot };
  }

  /** Where its platform is off, on purpose for all we know, what was never sent there is no dead letter. */
  function tooOld({ platform, maybeSent }: Claimed): Settlement {
    const isOff = deps.platform(platform) === null;
    if (isOff && !maybeSent) return { state: 'skipped', cause: 'tooOld', detail: platformOff };
    return { state: 'dead', cause: 'tooOld', detail: '' };
  }

  async function perform(claimed: Claimed, claimedAt: number, moot: string | null): Promise<Settlement> {
    const platform = deps.platform(claimed.platform);
    // Another instance may run this platform, and will get the job in time; or one that starts with it (Ledger.resume).
    if (!platform) return failed.resting(claimed);
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
        maybeSent: claimed.maybeSent || claimed.saidSince !== undefined,
        plannedAt: claimed.saidSince ?? claimed.createdAt,
        reworded: claimed.saidSince !== undefined && isCheer(claimed.key),
        fence,
        patient: traitsOf(claimed.key).isUnasked ?? false,
        ...(claimed.effect.do === 'post' && claimed.effect.opensFor
          ? { opensFor: claimed.effect.opensFor }
          : {}),
      });
    } catch (error) {
      if (error instanceof PlatformError || error instanceof FencedError)
        return failed.refused(claimed, error);
      return failed.mistaken(claimed, error, isLeaving || claimed.maybeSent);
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
        if (claimed.otherFailed) return hungOnNothing('edit');
        if (!claimed.otherMessage) return failed.later('what it edits is not posted yet', 1_000, false);
        send.fence();
        await platform.ensureEdited(
          claimed.otherMessage,
          effect.view,
          effect.continues ? effect.of : undefined,
        );
        return { state: 'sent', message: claimed.otherMessage };
      case 'post': {
        const target = resolveTarget(effect.target, claimed.otherMessage);
        if (claimed.otherFailed) return hungOnNothing('post');
        if (!target) return failed.later('what it hangs on is not posted yet', 500, claimed.maybeSent);
        let lacksThread = false;
        const outOfThreads = () => {
          lacksThread = true;
        };
        try {
          const message = await platform.ensurePosted(target, effect.view, { ...send, outOfThreads });
          return { state: 'sent', message };
        } finally {
          if (lacksThread) await tellManager(claimed, noThreadsLeft);
        }
      }
    }
  }
}

function isCheer(key: DeliveryKey): boolean {
  return traitsOf(key).cheer === 'itself';
}

function hungOnNothing(what: keyof typeof neverPosted): Settlement {
  return { state: 'skipped', cause: 'moot', detail: neverPosted[what] };
}

function resolveTarget(target: EffectTarget, other: MessageRef | null): PostTarget | null {
  if (target.kind !== 'threadOfDelivery') return target;
  return other ? { kind: 'thread', on: other, title: target.title } : null;
}
