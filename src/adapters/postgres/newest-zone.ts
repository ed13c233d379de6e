import { Prisma } from './generated/client.ts';

/**
 * The zone a member lives in by the newest word of it, as a value in SQL or to be joined (`lateral`); null, no row: they have none
 * of their own, and live in the workspace's. `member` is SQL for an id. A word dated ahead of this machine's clock holds as well:
 * their nudges have gone along with it (prisma/functions/boost_nudges_follow_member.sql). Whoever asks what day it is for them
 * takes their zone at that instant instead (R2, R14; `members` of morning-store.ts).
 */
export const newestZone = (member: Prisma.Sql) => Prisma.sql`(
  select zone from member_zone where member_id = ${member} order by "from" desc limit 1)`;
