import { callPrefix } from '../../core/model/ids.ts';
import { Prisma } from './generated/client.ts';

/** Of a proof `p`: its member's own message; null where it was given by command, and the call stands in its place. */
export const ownMessage = Prisma.sql`case when p.message_ref not like ${`${callPrefix}%`} then p.message_ref end`;

/**
 * Of a proof `p`: the message it is to be seen in, its member's own or the card we posted of it. Null: given by command, and its card is
 * not posted, or it counted for nothing and has none.
 */
export const shownMessage = Prisma.sql`coalesce(${ownMessage}, (
  select card.message_ref from delivery card where card.key = 'card:' || p.id))`;
