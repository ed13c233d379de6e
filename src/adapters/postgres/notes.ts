import type { KeyValue } from '../../core/ports.ts';
import type { Db } from './client.ts';

export interface Notes extends KeyValue {
  /** The note that stands; `value` becomes it only where there was none. All who ask at once get the same. */
  keep(key: string, value: string): Promise<string>;
}

/** Small durable notes, by key. */
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
