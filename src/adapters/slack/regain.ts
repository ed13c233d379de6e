import type { Inbound, WatchedChannel } from '../../core/inbound.ts';
import type { Instant } from '../../core/model/day.ts';
import type { KeyValue } from '../../core/ports.ts';
import type { Identity } from './identity.ts';
import { readMessageRef, tsToMillis } from './refs.ts';

/** From when on what was posted in a channel is missing, for the next process should this one end before it is read. */
const noteOf = (channel: string): string => `missed:slack:${channel}`;

export interface RegainDeps {
  readonly inbound: Pick<Inbound, 'watchedChannels'>;
  readonly identity: () => Identity;
  readonly notes: KeyValue;
}

/** Where to read from after the bot was let into a channel. */
export interface Regain {
  /**
   * The bot was let in at `at`. Answers from when on the channel is to be read, once that is kept; null: nothing matters there.
   * When it could not be kept it rejects, and `missing` sees to it.
   */
  letIn(channel: string, at: Instant): Promise<Instant | null>;
  /** Since when posts are missing in this channel; null: none are, as far as we were told. */
  missing(watched: WatchedChannel): Promise<Instant | null>;
  /** All since `from` was taken in, or will never be. */
  regained(channel: string, from: Instant): Promise<void>;
}

/**
 * Slack tells nothing of what is posted where the bot is not, and once it is let in, the newest message taken in says nothing about
 * what came before: so the place to read from is kept, until it is read to the end.
 */
export function createRegain({ inbound, identity, notes }: RegainDeps): Regain {
  /** Since when we are in a channel, until it is kept from where it is to be read. */
  const invited = new Map<string, Instant>();

  async function missing(watched: WatchedChannel): Promise<Instant | null> {
    const { channel } = watched;
    const kept = await notes.get(noteOf(channel));
    const before = kept ? Number(kept) : null;
    const at = invited.get(channel);
    if (at === undefined) return before;
    const from = Math.min(before ?? Number.POSITIVE_INFINITY, seenBefore(watched, at));
    await notes.set(noteOf(channel), String(from));
    invited.delete(channel);
    return from;
  }

  return {
    async letIn(channel, at) {
      invited.set(channel, Math.min(invited.get(channel) ?? at, at));
      const watched = await inbound.watchedChannels('slack');
      const found = watched.find((each) => each.workspace === identity().team && each.channel === channel);
      if (found) return missing(found);
      invited.delete(channel);
      return null;
    },
    missing,
    async regained(channel, from) {
      // Another invitation may have come meanwhile, of before that.
      if ((await notes.get(noteOf(channel))) === String(from)) await notes.set(noteOf(channel), '');
    },
  };
}

/** Until when all was seen before `at`. A newest message of after that came live, and may have come before we heard of `at`. */
function seenBefore({ lastSeen, since }: WatchedChannel, at: Instant): Instant {
  const seen = lastSeen === null ? since : tsToMillis(readMessageRef(lastSeen).ts);
  return seen < at ? seen : since;
}
