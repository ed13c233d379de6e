import type { Inbound, WatchedChannel } from '../../core/inbound.ts';
import type { Instant } from '../../core/model/day.ts';
import type { KeyValue } from '../../core/ports.ts';
import type { Identity } from './identity.ts';
import { readMessageRef, tsToMillis } from './refs.ts';

/** The note that stores from when on a channel's posts are missing, for the next process if this one ends before it has read them. */
const noteOf = (channel: string): string => `missed:slack:${channel}`;

export interface RegainDeps {
  readonly inbound: Pick<Inbound, 'watchedChannels'>;
  readonly identity: () => Identity;
  readonly notes: KeyValue;
}

/** Keeps track of where to read from after the bot was let into a channel. */
export interface Regain {
  /**
   * To be called when the bot was let in at `at`. Stores from when on the channel must be read and returns it; null if the channel is not
   * watched. Rejects if that could not be stored; the next call of `missing` then stores it.
   */
  letIn(channel: string, at: Instant): Promise<Instant | null>;
  /** Since when posts are missing in this channel; null if none are, as far as we know. */
  missing(watched: WatchedChannel): Promise<Instant | null>;
  /** To be called when everything since `from` was received or given up: deletes the note. */
  regained(channel: string, from: Instant): Promise<void>;
}

/**
 * Slack does not send us messages from channels that the bot is not in. Once it is let in and receives a message, that newest message
 * says nothing about what was posted before. So we store the time to read from until everything since then was read.
 */
export function createRegain({ inbound, identity, notes }: RegainDeps): Regain {
  /** When the bot was let into a channel, until the time to read from is stored. */
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
      // Another invitation may have set the note to an earlier time meanwhile.
      if ((await notes.get(noteOf(channel))) === String(from)) await notes.set(noteOf(channel), '');
    },
  };
}

/**
 * Until when everything was seen before the bot was let in at `at`. If the newest message is from after `at`, it came live, perhaps before
 * we heard of the invitation, and says nothing about what was posted before.
 */
function seenBefore({ lastSeen, since }: WatchedChannel, at: Instant): Instant {
  const seen = lastSeen === null ? since : tsToMillis(readMessageRef(lastSeen).ts);
  return seen < at ? seen : since;
}
