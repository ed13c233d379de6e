import type { InboundMessage } from '../inbound.ts';
import type { Instant } from '../model/day.ts';
import type { MessageRef } from '../model/ids.ts';
import type { Clock } from '../ports.ts';

/**
 * Whoever brings a message tries it again for minutes at most (core/outage/giving-up.ts), or for a day where the database is away:
 * what failed longer ago is given up.
 */
const triedForMs = 15 * 60_000;
const triedInOutageMs = 25 * 60 * 60_000;

/** A message being taken in, or one that could not be. `until`: when that is given up, on the clock that is never set. */
interface InHand {
  readonly at: Instant;
  readonly until: number | null;
}

/** The newest message of a channel that was looked at. */
export type LookedAt = Pick<InboundMessage, 'platform' | 'workspace' | 'channel' | 'message' | 'at'>;

export interface LeftAlone {
  /** Takes a channel's message in. `work` answers whether it was left alone, so that nothing is written down of it. */
  watch(event: LookedAt, work: () => Promise<boolean>): Promise<void>;
  /** Writes down how far the channels were looked at. To be called every few seconds. */
  save(): Promise<void>;
}

/**
 * What was left alone once is not read and judged again by the facts of a later day: how far a channel was looked at is written
 * down also where nothing came of it. Kept in memory until then, for the channel as a whole: at many messages a second it costs
 * one statement every few seconds, and what is lost is only looked at again. Never written down before everything older of the
 * channel that came in is taken in; what failed holds it back until it works, or must have been given up.
 */
export function createLeftAlone(
  write: (all: readonly LookedAt[]) => Promise<void>,
  { monotonic }: Pick<Clock, 'monotonic'>,
  /** The database is away. */
  isOutage: (error: unknown) => boolean,
): LeftAlone {
  const newest = new Map<string, LookedAt>();
  const inHand = new Map<string, Map<MessageRef, InHand>>();
  const channelOf = ({ platform, workspace, channel }: LookedAt) => `${platform} ${workspace} ${channel}`;

  /** Nothing that is as old is still in hand. */
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
