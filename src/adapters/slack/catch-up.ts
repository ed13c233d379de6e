import type { KnownProofs } from '../../core/check-in/meanwhile.ts';
import { PlatformError, type PlatformErrorKind, reasonOf } from '../../core/errors.ts';
import type { WatchedChannel } from '../../core/inbound.ts';
import type { Instant } from '../../core/model/day.ts';
import type { ChannelRef } from '../../core/model/ids.ts';
import { createGivingUp } from '../../core/outage/giving-up.ts';
import { messageSchema } from './event-schemas.ts';
import { readHistory } from './history.ts';
import type { Identity } from './identity.ts';
import type { Intake } from './intake.ts';
import { type LookAgainDeps, lookAgain } from './look-again.ts';
import { millisToTs, readMessageRef, tsToMillis } from './refs.ts';
import type { Regain } from './regain.ts';
import { FileUntold } from './stubs.ts';

/** Failures that another try will not mend. */
const lasting: ReadonlySet<PlatformErrorKind> = new Set(['gone', 'forbidden', 'invalid', 'revoked']);

export interface CatchUpDeps extends Omit<LookAgainDeps, 'take'> {
  readonly intake: Intake;
  readonly identity: () => Identity;
  readonly knownProofs: KnownProofs;
  readonly regain: Pick<Regain, 'missing' | 'regained'>;
  /** Whether an error means that the database is away, so that a retry will work later. */
  readonly isOutage: (error: unknown) => boolean;
}

/**
 * The Slack ts after which messages may be missing: that of the newest message we received, or the time `missedSince` if that is
 * earlier, but not before the time from which the channel's messages matter.
 */
function oldestMissed({ lastSeen, since }: WatchedChannel, missedSince: number): string {
  if (lastSeen === null) return millisToTs(since);
  const { ts } = readMessageRef(lastSeen);
  const missed = millisToTs(Math.max(missedSince - 1, since));
  return Number(ts) < Number(missed) ? ts : missed;
}

/**
 * Catches up after an absence, since Slack redelivers a missed event only three times within about six minutes. Each watched channel is
 * read from the newest message that we received (or from earlier, where the bot regained access and has not read everything yet), and
 * the messages after it are handed to the core, oldest first; then the edits and deletions of older ones. Messages that were seen before
 * do no harm. A message that keeps failing by itself does not hold up the others, and is given up after a few tries; one with a file of
 * which Slack does not tell is tried again until it does, or until it is taken without it.
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
        if (error instanceof FileUntold || givingUp.failed(what, error, { channel, what })) whole = false;
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
   * Returns false if something could not be read or stored this time, so that it must be tried again. Messages of a channel since
   * `missedSince` may be missing although newer ones were received. `only` is the one channel to read; null reads all.
   */
  return async (
    signal: AbortSignal,
    missedSince: (channel: ChannelRef) => Instant,
    only: string | null = null,
  ): Promise<boolean> => {
    let whole = true;
    const watched = await deps.inbound.watchedChannels('slack');
    const ours = watched.filter(({ workspace }) => workspace === deps.identity().team);
    for (const w of ours.filter(({ channel }) => only === null || channel === only)) {
      try {
        const taken = await one(w, signal, missedSince(w.channel));
        if (taken.messages > 0) log.info('slack.catch_up', { channel: w.channel, messages: taken.messages });
        whole &&= taken.whole;
      } catch (error) {
        if (signal.aborted) return false;
        // A channel that we may not read now cannot be read next time either, so it does not count as incomplete.
        if (error instanceof PlatformError && lasting.has(error.kind))
          log.warn('slack.catch_up.failed', { channel: w.channel, reason: reasonOf(error) });
        else if (givingUp.failed(w.channel, error, { channel: w.channel, what: w.channel })) whole = false;
      }
    }
    return whole;
  };
}
