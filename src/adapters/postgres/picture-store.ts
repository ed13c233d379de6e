import type { Db } from './client.ts';

/**
 * What is drawn behind a picture's address, by the hash of its content: the implementation of the web adapter's
 * `PictureStore` (adapters/web/pictures/links.ts), which platforms.ts holds against that interface.
 */
export function createPictureStore(db: Db) {
  return {
    async keep(id: string, spec: object) {
      // Shown again, it is kept anew; once a day is enough.
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
