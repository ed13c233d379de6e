import type { Db } from './client.ts';

/**
 * Stores what the picture at an address shows, by the hash of its content. Implements the web adapter's `PictureStore`
 * (adapters/web/pictures/links.ts); platforms.ts checks it against that interface.
 */
export function createPictureStore(db: Db) {
  return {
    async keep(id: string, spec: object) {
      // A picture that is shown again is kept for longer; updating its time once a day is enough.
      await db.$executeRaw`
        insert into picture (id, spec) values (${id}, ${JSON.stringify(spec)}::jsonb)
        on conflict (id) do update set made_at = now() where picture.made_at < now() - interval '1 day'`;
    },
    async find(id: string): Promise<unknown> {
      return (await db.picture.findUnique({ where: { id } }))?.spec ?? null;
    },
    async sweep(ms: number) {
      return (await db.picture.deleteMany({ where: { madeAt: { lt: new Date(Date.now() - ms) } } })).count;
    },
  };
}
