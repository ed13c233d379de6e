import type { KeyValue } from '../../core/ports.ts';
import type { Db } from './client.ts';

/** Small durable notes, by key. */
export function createNotes(db: Db): KeyValue {
  return {
    async get(key) {
      return (await db.note.findUnique({ where: { key } }))?.value ?? null;
    },
    async set(key, value) {
      await db.note.upsert({
        where: { key },
        create: { key, value },
        update: { value, updatedAt: new Date() },
      });
    },
  };
}
