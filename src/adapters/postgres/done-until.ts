import type { Instant } from '../../core/model/day.ts';
import type { Db } from './client.ts';
import { Prisma } from './generated/client.ts';

/** The instant up to which a planner has looked, kept as a note; null if it never has. */
export async function doneUntil(db: Db, key: string): Promise<Instant | null> {
  const found = await db.note.findUnique({ where: { key } });
  return found ? Number(found.value) : null;
}

/** The statement that stores this instant. It goes into a WITH next to the planned rows, so that both are written or neither. */
export const noteDoneUntil = (key: string, until: Instant) => Prisma.sql`
  insert into note (key, value) values (${key}, ${String(until)})
  on conflict (key) do update set value = excluded.value, updated_at = clock_timestamp()`;
