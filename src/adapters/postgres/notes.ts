import type { KeyValue } from '../../core/ports.ts';
import type { Db } from './client.ts';

/** A durable key-value store. */
export interface Notes extends KeyValue {
  /**
   * Stores `value` only if there is no such note, and returns the note that is then stored. All who ask at the same time get the same
   * value.
   */
  keep(key: string, value: string): Promise<string>;
}

/** Small durable notes, stored by key. */
export function createNotes(db: Db): Notes {
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
    async keep(key, value) {
      await db.note.createMany({ data: [{ key, value }], skipDuplicates: true });
      return (await db.note.findUniqueOrThrow({ where: { key } })).value;
    },
  };
}
