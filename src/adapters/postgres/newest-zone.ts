import { Prisma } from './generated/client.ts';

/**
 * The zone of a member's newest zone entry, as a value in SQL or to be joined (`lateral`); null, or no row, if they have none of their own
 * and live in the workspace's. `member` is SQL for an id. An entry dated ahead of this machine's clock counts as well, since the member's
 * nudges already follow it (prisma/functions/boost_nudges_follow_member.sql). To know which day it is for a member, take their zone at that
 * instant instead (R2, R14; `members` of morning-store.ts).
 */
export const newestZone = (member: Prisma.Sql) => Prisma.sql`(
  select zone from member_zone where member_id = ${member} order by "from" desc limit 1)`;
