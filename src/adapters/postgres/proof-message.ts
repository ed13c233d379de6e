import { callPrefix } from '../../core/model/ids.ts';
import { Prisma } from './generated/client.ts';

/** For a proof `p`: the member's own message; null if the proof was given by command, so that the call's id stands in its place. */
export const ownMessage = Prisma.sql`case when p.message_ref not like ${`${callPrefix}%`} then p.message_ref end`;

/**
 * For a proof `p`: the message that shows it, the member's own or the card we posted. Null if it was given by command and its card is not
 * posted yet, or it did not count and has no card.
 */
export const shownMessage = Prisma.sql`coalesce(${ownMessage}, (
  select card.message_ref from delivery card where card.key = 'card:' || p.id))`;
