import type { KnownProofs } from '../../core/check-in/meanwhile.ts';
import { PlatformError, type PlatformErrorKind } from '../../core/errors.ts';
import type { WatchedChannel } from '../../core/inbound.ts';
import { messageSchema } from './event-schemas.ts';
import { readHistory } from './history.ts';
import type { Identity } from './identity.ts';
import type { Intake } from './intake.ts';
import { type LookAgainDeps, lookAgain } from './look-again.ts';
import { millisToTs, readMessageRef } from './refs.ts';

const lasting: ReadonlySet<PlatformErrorKind> = new Set(['gone', 'forbidden', 'invalid', 'revoked']);

export interface CatchUpDeps extends LookAgainDeps {
  readonly intake: Intake;
  readonly identity: () => Identity;
  readonly knownProofs: KnownProofs;
}

/** After which message what may be missing begins: the newest taken in, or earlier; never before anything mattered there. */
function oldestMissed({ lastSeen, since }: WatchedChannel, missedSince: number): string {
  if (lastSeen === null) return millisToTs(since);
  const { ts } = readMessageRef(lastSeen);
  return Number(ts) * 1000 < missedSince ? ts : millisToTs(Math.max(missedSince - 1, since));
}

/**
 * After an absence: reads every watched channel from the newest message taken in and hands the rest in, oldest first; then
 * what was edited and deleted of the older ones. Slack itself sends a missed event again only three times within about six
 * minutes. What was seen before is harmless.
 */
export function createCatchUp(deps: CatchUpDeps) {
  const { log } = deps;

  async function one(watched: WatchedChannel, signal: AbortSignal, missedSince: number): Promise<number> {
    const { channel } = watched;
    const known = await deps.knownProofs('slack', watched);
    const oldest = oldestMissed(watched, missedSince);
    const missed: unknown[] = [];
    for await (const page of readHistory(deps, { channel, oldest }, signal)) missed.push(...page);
    for (const raw of missed.reverse()) {
      signal.throwIfAborted();
      const message = messageSchema.safeParse(raw);
      if (message.success) await deps.intake.caughtUp(channel, message.data);
    }
    await lookAgain(deps, watched, known, signal);
    return missed.length;
  }

  /** False: some of it could not be read or taken in this time. `missedSince`: what is that old may be missing although newer was taken in. */
  return async (signal: AbortSignal, missedSince = Number.POSITIVE_INFINITY): Promise<boolean> => {
    let whole = true;
    const watched = await deps.inbound.watchedChannels('slack');
    for (const w of watched.filter((w) => w.workspace === deps.identity().team)) {
      try {
        const messages = await one(w, signal, missedSince);
        if (messages > 0) log.info('slack.catch_up', { channel: w.channel, messages });
      } catch (error) {
        if (signal.aborted) return false;
        // What we may not read will not be read the next time either.
        if (!(error instanceof PlatformError && lasting.has(error.kind))) whole = false;
        const reason = error instanceof PlatformError ? error.message : 'failed';
        log.warn('slack.catch_up.failed', { channel: w.channel, reason });
      }
    }
    return whole;
  };
}
