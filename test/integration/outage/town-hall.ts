import type { Effect } from '../../../src/core/delivery/effect.ts';
import { createOfferDays } from '../../../src/core/outage/offer-days.ts';
import type { Outage } from '../../../src/core/outage/store.ts';
import { createMornings } from '../../../src/core/streak/mornings.ts';
import type { CardView } from '../../../src/core/views.ts';
import { quietLog } from '../../support/quiet.ts';
import { type Desk, openDesk, plain } from '../challenge/desk.ts';

export const silent = quietLog;

/** A desk whose bot goes away and comes back, with the jobs that follow from it in hand. */
export async function openTownHall(change: Parameters<typeof openDesk>[0] = {}) {
  const desk: Desk = await openDesk(change);
  const clock = { now: desk.now, monotonic: () => performance.now() };
  const { storage } = desk;
  const jobs = { ...storage, clock, log: silent };
  const offerDays = createOfferDays(jobs);
  const mornings = createMornings(jobs);
  const hear = (wall: string) => {
    desk.at(wall);
    return storage.outages.heard('slack', desk.now());
  };
  const hall = {
    ...desk,
    clock,
    offerDays,
    hear,
    /** As it was when it was opened: one database serves many tests. */
    async clear(): Promise<void> {
      for (const table of ['delivery', 'audit', 'workspace', 'outage', 'note'])
        await storage.db.$executeRawUnsafe(`delete from ${table}`);
      await storage.db.$executeRaw`delete from graphile_worker._private_jobs`;
    },
    /** Heard last at `from`, and again at `to`, when the clock stands. */
    async away(from: string, to: string): Promise<Outage> {
      await hear(from);
      const outage = await hear(to);
      if (!outage) throw new Error('no outage');
      await offerDays({ outage: outage.id });
      return outage;
    },
    /** Offers that were made, oldest first. */
    async offers(): Promise<readonly { readonly to: string; readonly view: CardView }[]> {
      return (await desk.deliveries('outage:')).map(({ effect }) => {
        const { target, view } = effect as unknown as Extract<Effect, { do: 'post' }>;
        if (view.view !== 'card') throw new Error('no card');
        return { to: target.kind === 'direct' ? target.member : target.kind, view };
      });
    },
    /** What the newest offer names: challenge and days. */
    async offered(): Promise<readonly string[]> {
      const newest = (await hall.offers()).at(-1);
      return newest ? newest.view.fields.map(({ label, value }) => `${label} ${plain(value)}`) : [];
    },
    async morning(wall: string): Promise<void> {
      desk.at(wall);
      await mornings();
    },
    /** Whom a freeze was told, and from which day on it stood in. */
    told: async () =>
      (await desk.deliveries('freeze:')).map(({ key, effect }) => {
        const { target } = effect as unknown as Extract<Effect, { do: 'post' }>;
        return `${target.kind === 'direct' ? target.member : target.kind} ${key.split(':')[3]}`;
      }),
    days: () => storage.db.outageDay.findMany({ orderBy: [{ day: 'asc' }] }),
  };
  return hall;
}
export type TownHall = Awaited<ReturnType<typeof openTownHall>>;
