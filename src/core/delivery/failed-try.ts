import { type FencedError, PlatformError, reasonOf } from '../errors.ts';
import type { Clock, Log } from '../ports.ts';
import { type Cause, platformOff, reasonText, tooOldMs } from './cause.ts';
import type { Effect } from './effect.ts';
import type { Claimed, Settlement } from './ledger.ts';

export interface FailedTryDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  /** Whether this error means that the database is unavailable. */
  readonly isOutage: (error: unknown) => boolean;
}

/** Tries with an unknown outcome or a mistake of ours after which a delivery is given up. */
const maxTries = 4;
const longestRestMs = 60 * 60_000;

/** Says what a failed try means for its delivery. It decides only; what follows from the end of a try is done by end-try.ts. */
export function createFailedTry({ clock, log, random, isOutage }: FailedTryDeps) {
  return { refused, mistaken, unfinished, later, resting, isAway };

  /** The settlement for an error of the platform, by its kind, or of the fence. */
  function refused(claimed: Claimed, error: PlatformError | FencedError): Settlement {
    if (!(error instanceof PlatformError)) return later('fenced', 0, claimed.maybeSent);
    const { kind, detail, missing, about } = error;
    switch (kind) {
      case 'rateLimited':
        return later(detail, error.retryAfterMs ?? 1_000, claimed.maybeSent);
      case 'unavailable':
        return later(detail, backOff(claimed), claimed.maybeSent);
      case 'gone':
        return { state: 'skipped', cause: 'gone', detail, about };
      case 'forbidden':
        return { state: 'dead', cause: 'forbidden', detail, missing };
      case 'invalid':
        return { state: 'dead', cause: 'invalid', detail };
      case 'revoked':
        return { state: 'skipped', cause: 'revoked', detail };
      case 'ambiguous':
        // A private line cannot be searched for: losing it is better than showing it twice.
        if (isPrivate(claimed.effect))
          return { state: 'dead', cause: 'unknownOutcome', detail, maybeSent: true };
        return tryAgain(claimed, {
          reason: detail,
          maybeSent: true,
          afterMs: error.retryAfterMs ?? 0,
          cause: 'unknownOutcome',
        });
    }
  }

  /**
   * The settlement for an error that did not come from the platform, so is a mistake of ours. `maybeSent` is false when no request was
   * about to leave, as when a view cannot be rendered: then nothing was sent. Otherwise the outcome is unknown.
   */
  function mistaken(claimed: Claimed, error: unknown, maybeSent: boolean): Settlement {
    const reason = reasonOf(error);
    logMistake(claimed, reason, maybeSent);
    if (maybeSent) return refused(claimed, new PlatformError('ambiguous', reason, { cause: error }));
    return tryAgain(claimed, { reason, maybeSent, cause: 'mistake' });
  }

  /**
   * The settlement for a mistake of ours after a try had ended as `ended`, in what had to follow from that or in storing it
   * (`isStorable` false). The delivery is tried again, and what may stand on the platform is searched for; after the last try it is
   * dead in any case, so that it is listed.
   */
  function unfinished(claimed: Claimed, error: unknown, ended: Settlement, isStorable: boolean): Settlement {
    const reason = reasonOf(error);
    const maybeSent = claimed.maybeSent || mayStand(ended);
    logMistake(claimed, reason, maybeSent);
    const was = isStorable && 'cause' in ended ? `; ${reasonText(ended)}` : '';
    return tryAgain(claimed, { reason: `${reason}${was}`, maybeSent, cause: 'mistake' });
  }

  /** A try that does not count: the delivery waits for something else than itself. */
  function later(reason: string, afterMs: number, maybeSent: boolean): Settlement {
    return { state: 'pending', reason, at: clock.now() + afterMs, maybeSent, counts: false };
  }

  /**
   * The settlement while its platform is off here. Every try asks the database, so they become rarer with the delivery's age: 5 s at first,
   * an hour at last.
   */
  function resting(claimed: Claimed): Settlement {
    const age = clock.now() - claimed.createdAt;
    const afterMs = Math.min(longestRestMs, Math.max(5_000, age / 2)) * (0.75 + random() / 2);
    return later(platformOff, afterMs, claimed.maybeSent);
  }

  /** A try that counts: another one, or the end by `cause` if it was the last. */
  function tryAgain(
    claimed: Claimed,
    {
      reason,
      maybeSent,
      cause,
      afterMs = 0,
    }: {
      readonly reason: string;
      readonly maybeSent: boolean;
      readonly cause: Cause;
      readonly afterMs?: number;
    },
  ): Settlement {
    if (claimed.attempts >= maxTries) return { state: 'dead', cause, detail: reason, maybeSent };
    const at = clock.now() + Math.max(backOff(claimed), afterMs);
    return { state: 'pending', reason, at, maybeSent, counts: true };
  }

  /** Milliseconds until the next try: 0.5 to 15 s, growing with the delivery's age, jittered so that many do not return at once. */
  function backOff(claimed: Claimed): number {
    const age = clock.now() - claimed.createdAt;
    return Math.min(15_000, Math.max(500, age / 2)) * (0.75 + random() / 2);
  }

  /**
   * Whether the error means that the database is away, so that the claim is left to expire and the delivery waits. It waits for a day at
   * most, as for a platform: a question that fails for longer while the delivery can be claimed is a mistake like others.
   */
  function isAway({ createdAt }: Claimed, error: unknown): boolean {
    return isOutage(error) && clock.now() - createdAt <= tooOldMs;
  }

  function logMistake({ key, attempts }: Claimed, reason: string, maybeSent: boolean): void {
    log.error('delivery.mistake', { delivery: key, attempts, maybeSent, reason });
  }
}

/** Whether something of ours may stand on the platform after a try that ended so. */
function mayStand(ended: Settlement): boolean {
  return ended.state === 'sent' || (ended.maybeSent ?? false);
}

function isPrivate(effect: Effect): boolean {
  return effect.do === 'post' && effect.target.kind === 'private';
}
