import type { Instant } from '../../core/model/day.ts';
import type { Db } from './client.ts';

/**
 * Forgets edits and deletions noted before `at` of messages that never arrived: talk that was no proof when it was posted. Such a
 * row belongs to no member, so nothing they erase could reach its words. Answers how many there were.
 */
export function createForgetUnseen(db: Db) {
  return async (at: Instant): Promise<number> =>
    db.$executeRaw`delete from proof where member_id is null and created_at < ${new Date(at)}`;
}
