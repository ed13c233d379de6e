import type { InboundMessage } from '../inbound.ts';
import type { Instant } from '../model/day.ts';
import type { MessageRef } from '../model/ids.ts';
import type { Clock } from '../ports.ts';

/**
 * How long a failed message may still be tried again by its adapter: for minutes (core/outage/giving-up.ts), or for a day if the
 * database is unavailable. After that we assume that it was given up.
 */
const triedForMs = 15 * 60_000;
const triedInOutageMs = 25 * 60 * 60_000;

/** A message that is being handled, or that failed. `until`: the monotonic time at which a failed one counts as given up. */
interface InHand {
  readonly at: Instant;
  readonly until: number | null;
}

/** The newest message of a channel that was handled. */
export type LookedAt = Pick<InboundMessage, 'platform' | 'workspace' | 'channel' | 'message' | 'at'>;

/** Keeps track of messages that were handled and of which nothing was stored. */
export interface LeftAlone {
  /** Runs `work`, which handles a channel's message and resolves to whether it was left alone, so that nothing was stored of it. */
  watch(event: LookedAt, work: () => Promise<boolean>): Promise<void>;
  /** Stores how far the channels were handled. To be called every few seconds. */
  save(): Promise<void>;
}

/**
 * Ensures that a message which was left alone is not read from the history and judged again by the facts of a later day: how far a channel
 * was handled is stored even when nothing else was stored of its messages. It is collected in memory for each channel first, so that many
 * messages a second cost one statement every few seconds; if it is lost, messages are merely handled again. It is stored only when all
 * older messages of the channel have been handled; a failed one holds it back until it succeeds or must have been given up.
 */
export function createLeftAlone(
  write: (all: readonly LookedAt[]) => Promise<void>,
  { monotonic }: Pick<Clock, 'monotonic'>,
  /** Whether the error means that the database is unavailable. */
  isOutage: (error: unknown) => boolean,
): LeftAlone {
  const newest = new Map<string, LookedAt>();
  const inHand = new Map<string, Map<MessageRef, InHand>>();
  const channelOf = ({ platform, workspace, channel }: LookedAt) => `${platform} ${workspace} ${channel}`;

  /** Whether no message of the channel that is as old or older is still being handled. */
  const isWhole = (channel: string, { at }: LookedAt): boolean =>
    [...(inHand.get(channel)?.values() ?? [])].every((other) => other.at > at);

  function dropGivenUp(): void {
    const now = monotonic();
    for (const [channel, there] of inHand) {
      for (const [message, { until }] of there) if (until !== null && until <= now) there.delete(message);
      if (there.size === 0) inHand.delete(channel);
    }
  }

  return {
    async watch(event, work) {
      const channel = channelOf(event);
      const there = inHand.get(channel) ?? new Map<MessageRef, InHand>();
      const mine: InHand = { at: event.at, until: null };
      inHand.set(channel, there.set(event.message, mine));
      let isLeft: boolean;
      try {
        isLeft = await work();
      } catch (error) {
        const until = monotonic() + (isOutage(error) ? triedInOutageMs : triedForMs);
        if (there.get(event.message) === mine) there.set(event.message, { ...mine, until });
        throw error;
      }
      there.delete(event.message);
      if (there.size === 0) inHand.delete(channel);
      const { platform, workspace, message, at } = event;
      const before = newest.get(channel);
      if (isLeft && (!before || before.at < at))
        newest.set(channel, { platform, workspace, channel: event.channel, message, at });
    },
    async save() {
      dropGivenUp();
      const ready = [...newest].filter(([channel, each]) => isWhole(channel, each));
      if (ready.length === 0) return;
      await write(ready.map(([, each]) => each));
      for (const [channel, each] of ready) if (newest.get(channel) === each) newest.delete(channel);
    },
  };
}
