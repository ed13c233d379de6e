import type { Instant } from '../../core/model/day.ts';
import type { Db } from './client.ts';

/**
 * Deletes edits and deletions noted before `at` for messages that never arrived, which were talk and no proof when posted. Such a row
 * belongs to no member, so erasing a member's data would not reach its words. Returns how many rows there were.
 */
export function createForgetUnseen(db: Db) {
  return async (at: Instant): Promise<number> =>
    db.$executeRaw`delete from proof where member_id is null and created_at < ${new Date(at)}`;
}
