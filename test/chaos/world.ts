import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStorage, type Storage } from '../../src/adapters/postgres/index.ts';
import type { Config } from '../../src/config.ts';
import { newChallenge } from '../../src/core/challenge/new-challenge.ts';
import { dayOf } from '../../src/core/model/day.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { middayZone } from '../support/midday.ts';
import { auditBlobs, auditCheers, auditDatabase, settled } from '../support/oracle.ts';
import { auditPlatform } from '../support/oracle-platform.ts';
import { quietLog } from '../support/quiet.ts';
import type { Replaced } from '../support/replaced.ts';
import { defaults } from '../support/settings.ts';
import type { Chat } from './chats.ts';
import { type Instance, type InstanceOptions, type Kept, keepRunning, startInstance } from './crew.ts';

export const zone = middayZone();
/** However busy the machine, a proof is not longer on its way than this for each that came with it. */
export const takenInMs = 400;
/** From the healing of a fault until all that is to happen has happened. */
const terminalMs = 30_000;
const clock = { now: () => Date.now(), monotonic: () => performance.now() };

/** A database, the chats that live on it, and the Boost Pals that serve them. */
export interface World {
  readonly url: string;
  readonly storage: Storage;
  readonly dataDir: string;
  config(change?: Partial<Config>): Config;
  start(change?: Partial<Config>, options?: InstanceOptions): Promise<Instance>;
  /** One in this process, for what nobody kills or stops. What would have ended it `close` throws. */
  here(change?: Partial<Config>): Promise<TestApp>;
  keep(
    change?: Partial<Config>,
    options?: InstanceOptions & { readonly onReady?: (url: string | null) => void },
  ): Kept;
  /**
   * Waits until at least so many proofs are stored, also where the database is away meanwhile. Throws that it waited where they were
   * late by no more than as long again, and which posts are `lost` where they were not stored then either.
   */
  taken(many: number, withinMs?: number): Promise<void>;
  /**
   * Waits so long, from the healing of the last fault, until every proof is taken in and everything has ended, then holds the platforms
   * against the database. Answers what is wrong. Throws that it waited where nothing is wrong and it took up to three times as long.
   * `replaced`: what the database knew in whose place a backup was put.
   */
  verdict(withinMs?: number, replaced?: Replaced): Promise<readonly string[]>;
  /** Lets go of the database for as long as this takes, in which another one may be put in its place: `storage` is then another one too. */
  letGo<T>(meanwhile: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Waits until there is enough. Throws that it waited where that was late by no more than as long again: a slow machine may be. What
 * is missing then is `lost`.
 */
export async function lateOrLost(
  what: string,
  enough: () => Promise<boolean>,
  missing: () => Promise<readonly string[]>,
  withinMs: number,
): Promise<void> {
  const soon = until(what, enough, withinMs);
  await soon.catch(async (late: unknown) => {
    await until(what, enough, withinMs).catch(async () => {
      throw new Error(`lost: ${(await missing()).join(', ')}`);
    });
    throw late;
  });
}

/** `databaseUrl`: where instances connect, when it is not the database itself (a proxy, a server of one's own). */
export async function openWorld(
  chats: readonly Chat[],
  given: { databaseUrl?: string; instancesConnectTo?: string; startsOnDaysAgo?: number } = {},
): Promise<World> {
  const own = given.databaseUrl ? null : await freshDatabase();
  const url = given.databaseUrl ?? own!.url;
  const dataDir = await mkdtemp(path.join(tmpdir(), 'boost-chaos-'));
  const open = () =>
    openStorage({
      databaseUrl: url,
      dataDir,
      defaults: { locale: 'ko', timezone: zone },
      clock,
      log: quietLog,
      connections: { intake: 2, work: 2 },
    });
  let storage = await open();
  const startsOn = dayOf(Date.now() - (given.startsOnDaysAgo ?? 0) * 86_400_000, zone, 180);
  await storage.unitOfWork.run(async (tx) => {
    for (const { name, workspace, channel } of chats) {
      const { id } = await tx.ensureWorkspace(name, workspace, name);
      await tx.createChallenge(
        newChallenge({
          workspace: id,
          channel,
          title: '아침 달리기',
          goal: { kind: 'daily' },
          proofKind: 'either',
          startsOn,
          endsOn: null,
          timezone: zone,
          call: `chaos:${name}`,
          startedAt: 0,
        }),
      );
    }
  });
  const config = (change: Partial<Config> = {}): Config => ({
    ...defaults,
    databaseUrl: given.instancesConnectTo ?? url,
    dataDir,
    timezone: zone,
    ...Object.assign({}, ...chats.map((chat) => chat.config)),
    ...change,
  });
  const instances: Instance[] = [];
  const crews: Kept[] = [];
  const apps: TestApp[] = [];
  /** What stands in a channel and is not stored. */
  const missing = async (): Promise<readonly string[]> => {
    const rows = await storage.db.proof.findMany({ select: { messageRef: true } });
    const known = new Set(rows.map(({ messageRef }) => messageRef as string));
    const proofs = chats.flatMap((chat) => chat.sight().proofs);
    return proofs.filter(({ ref, there }) => there && !known.has(ref)).map(({ ref }) => ref);
  };
  /** Waits so long until every proof is taken in and all that follows from it has ended; answers what has not. */
  const underWay = async (withinMs: number): Promise<readonly string[]> => {
    const begun = performance.now();
    const taken = async () => (await missing()).length === 0;
    await until('every proof to be taken in', taken, withinMs).catch(() => undefined);
    const left = withinMs - (performance.now() - begun);
    const open = await settled(storage, Math.max(0, Math.round(left)));
    return [...(await missing()).map((ref) => `not taken in: ${ref}`), ...open];
  };

  return {
    url,
    get storage() {
      return storage;
    },
    dataDir,
    config,
    async start(change, options) {
      const instance = startInstance(config(change), options);
      instances.push(instance);
      await instance.ready;
      return instance;
    },
    async here(change) {
      const app = await startTestApp(config().databaseUrl!, config(change));
      apps.push(app);
      return app;
    },
    keep(change, options) {
      const kept = keepRunning(config(change), options);
      crews.push(kept);
      return kept;
    },
    async taken(many, withinMs = 45_000 + many * takenInMs) {
      const enough = async () => (await storage.db.proof.count().catch(() => 0)) >= many;
      await lateOrLost(`${many} proofs`, enough, missing, withinMs);
    },
    async verdict(withinMs = terminalMs, replaced) {
      const late = await underWay(withinMs);
      // What comes of it in the end is judged all the same; late alone is slow.
      const left = late.length > 0 ? await underWay(2 * withinMs) : [];
      const wrong = [...left, ...(await auditDatabase(storage)), ...(await auditCheers(storage))];
      for (const chat of chats) {
        wrong.push(...(await auditPlatform(storage, chat.name, chat.sight(), replaced)));
        wrong.push(...chat.complaints().map((complaint) => `${chat.name}: ${JSON.stringify(complaint)}`));
      }
      wrong.push(...(await auditBlobs(storage, path.join(dataDir, 'photos'))).wrong);
      if (wrong.length === 0 && late.length > 0)
        throw new Error(`Waited ${withinMs} ms for ${late.join('; ')}`);
      return [...new Set(wrong)];
    },
    async letGo(meanwhile) {
      await storage.close();
      try {
        return await meanwhile();
      } finally {
        storage = await open();
      }
    },
    async close() {
      const ends = await Promise.allSettled(apps.map((app) => app.stop()));
      await Promise.all(crews.map((crew) => crew.stop()));
      for (const instance of instances) {
        instance.signal('SIGCONT');
        instance.signal('SIGKILL');
      }
      await Promise.all(instances.map(({ exit }) => exit));
      await storage.close();
      await Promise.all(chats.map((chat) => chat.stop()));
      await own?.drop();
      await rm(dataDir, { recursive: true, force: true });
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    },
  };
}
