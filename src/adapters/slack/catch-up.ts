import type { KnownProofs } from '../../core/check-in/meanwhile.ts';
import { PlatformError, type PlatformErrorKind, reasonOf } from '../../core/errors.ts';
import type { WatchedChannel } from '../../core/inbound.ts';
import { createGivingUp } from '../../core/outage/giving-up.ts';
import { messageSchema } from './event-schemas.ts';
import { readHistory } from './history.ts';
import type { Identity } from './identity.ts';
import type { Intake } from './intake.ts';
import { type LookAgainDeps, lookAgain } from './look-again.ts';
import { millisToTs, readMessageRef, tsToMillis } from './refs.ts';
import type { Regain } from './regain.ts';

const lasting: ReadonlySet<PlatformErrorKind> = new Set(['gone', 'forbidden', 'invalid', 'revoked']);

export interface CatchUpDeps extends Omit<LookAgainDeps, 'take'> {
  readonly intake: Intake;
  readonly identity: () => Identity;
  readonly knownProofs: KnownProofs;
  readonly regain: Pick<Regain, 'missing' | 'regained'>;
  /** Whether the database is away, so that the same thing works later. */
  readonly isOutage: (error: unknown) => boolean;
}

/** After which message what may be missing begins: the newest taken in, or earlier; never before anything mattered there. */
function oldestMissed({ lastSeen, since }: WatchedChannel, missedSince: number): string {
  if (lastSeen === null) return millisToTs(since);
  const { ts } = readMessageRef(lastSeen);
  return Number(ts) * 1000 < missedSince ? ts : millisToTs(Math.max(missedSince - 1, since));
}

/**
 * After an absence: reads every watched channel from the newest message taken in, or from before it where it was regained and is
 * not read to the end yet, and hands the rest in, oldest first; then what was edited and deleted of the older ones. Slack itself
 * sends a missed event again only three times within about six minutes. What was seen before is harmless. What fails by itself
 * keeps nothing else, and is given up after a few times.
 */
export function createCatchUp(deps: CatchUpDeps) {
  const { log } = deps;
  const givingUp = createGivingUp(deps.isOutage, log, 'slack.catch_up');

  async function one(watched: WatchedChannel, signal: AbortSignal, missedSince: number) {
    const { channel } = watched;
    const missing = await deps.regain.missing(watched);
    const oldest = oldestMissed(watched, Math.min(missedSince, missing ?? missedSince));
    const known = await deps.knownProofs('slack', watched, tsToMillis(oldest));
    let whole = true;
    const take = async (what: string, work: () => Promise<void>): Promise<void> => {
      signal.throwIfAborted();
      try {
        await work();
        givingUp.worked(what);
      } catch (error) {
        if (signal.aborted || givingUp.isPassing(error)) throw error;
        if (givingUp.failed(what, error, { channel, what })) whole = false;
      }
    };
    const missed: unknown[] = [];
    for await (const page of readHistory(deps, { channel, oldest }, signal)) missed.push(...page);
    for (const raw of missed.reverse()) {
      signal.throwIfAborted();
      const { data } = messageSchema.safeParse(raw);
      if (data) await take(`${channel}/${data.ts}`, () => deps.intake.caughtUp(channel, data));
    }
    await lookAgain({ ...deps, take }, watched, known, signal);
    if (whole && missing !== null) await deps.regain.regained(channel, missing);
    givingUp.worked(channel);
    return { messages: missed.length, whole };
  }

  /**
   * False: some of it could not be read or taken in this time. `missedSince`: what is that old may be missing although newer was
   * taken in. `only`: the one channel to read; null: all.
   */
  return async (
    signal: AbortSignal,
    missedSince = Number.POSITIVE_INFINITY,
    only: string | null = null,
  ): Promise<boolean> => {
    let whole = true;
    const watched = await deps.inbound.watchedChannels('slack');
    const ours = watched.filter(({ workspace }) => workspace === deps.identity().team);
    for (const w of ours.filter(({ channel }) => only === null || channel === only)) {
      try {
        const taken = await one(w, signal, missedSince);
        if (taken.messages > 0) log.info('slack.catch_up', { channel: w.channel, messages: taken.messages });
        whole &&= taken.whole;
      } catch (error) {
        if (signal.aborted) return false;
        // What we may not read will not be read the next time either.
        if (error instanceof PlatformError && lasting.has(error.kind))
          log.warn('slack.catch_up.failed', { channel: w.channel, reason: reasonOf(error) });
        else if (givingUp.failed(w.channel, error, { channel: w.channel, what: w.channel })) whole = false;
      }
    }
    return whole;
  };
}
