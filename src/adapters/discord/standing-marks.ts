import type {
  GatewayMessageReactionAddDispatchData,
  GatewayMessageReactionRemoveDispatchData,
} from 'discord.js';
import { createBoundedMap } from '../../core/bounded-map.ts';
import type { Instant } from '../../core/model/day.ts';

/** A mark that stands on a message, as the gateway told it. */
export interface StandingMark {
  /** When it was first told. */
  readonly at: Instant;
  /** The core took it in. */
  isTaken: boolean;
}

/** The fields by which a mark is known, in the events that tell it was put there or taken away. */
type Named = Pick<GatewayMessageReactionAddDispatchData, 'message_id' | 'user_id' | 'emoji'> &
  Partial<Pick<GatewayMessageReactionRemoveDispatchData, 'burst'>>;

/** The marks that people put on messages, as far as the gateway told of them since its session began. */
export interface StandingMarks {
  /** The mark that the event tells of: the same one as before, unless it was taken away since. */
  put(mark: Named, now: Instant): StandingMark;
  takenAway(mark: Named): void;
  /** All marks were taken from a message; with `emoji`, only those. */
  cleared(of: { readonly message_id: string; readonly emoji?: Named['emoji'] }): void;
  /** A new session began: it repeats nothing, and what was taken away before it is not told. */
  forget(): void;
}

/** So many newest marks are known: far more than are told between a connection's loss and its return, when events are repeated. */
const most = 10_000;

/**
 * Tells a mark that is told again from one that was taken away and put there anew. Discord's events bear no time and no id, but nobody
 * can put the same mark on a message twice. Kept in memory, since only the session that told a mark can repeat it.
 */
export function createStandingMarks(): StandingMarks {
  const marks = createBoundedMap<string, StandingMark>(most);
  return {
    put(mark, now) {
      const key = keyOf(mark);
      const known = marks.get(key);
      if (known) return known;
      const put: StandingMark = { at: now, isTaken: false };
      marks.set(key, put);
      return put;
    },
    takenAway: (mark) => void marks.delete(keyOf(mark)),
    cleared({ message_id: messageId, emoji }) {
      const prefix = emoji ? `${messageId} ${nameOf(emoji)} ` : `${messageId} `;
      for (const key of marks.keys()) if (key.startsWith(prefix)) marks.delete(key);
    },
    forget: () => marks.clear(),
  };
}

/** Somebody's super reaction stands beside their usual one. */
const keyOf = ({ message_id: messageId, user_id: userId, emoji, burst }: Named): string =>
  `${messageId} ${nameOf(emoji)} ${userId} ${burst === true}`;

/** An emoji of a server is the same one after it was renamed. */
const nameOf = ({ id, name }: Named['emoji']): string => id ?? name ?? '';
