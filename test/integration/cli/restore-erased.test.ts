import { Client } from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { keepErasures, readErasures } from '../../../src/adapters/postgres/backup/erasures.ts';
import { openStorage } from '../../../src/adapters/postgres/index.ts';
import { eraseMember } from '../../../src/core/erasing/erase-member.ts';
import type { MemberRef, WorkspaceId } from '../../../src/core/model/ids.ts';
import { palHere } from '../../support/pal.ts';
import { quietLog } from '../../support/quiet.ts';
import { backedUp, database, envOf, query } from './backups.ts';

vi.setConfig({ testTimeout: 120_000 });

test('whoever was erased since the backup was made is erased again, with the receipt they were given', async () => {
  const there = await backedUp();
  const openAt = (databaseUrl: string) =>
    openStorage({
      databaseUrl,
      dataDir: there.dataDir,
      defaults: { locale: 'ko', timezone: 'Asia/Seoul' },
      clock: { now: () => Date.now(), monotonic: () => performance.now() },
      log: quietLog,
    });
  const storage = await openAt(there.url);
  onTestFinished(() => storage.close());
  const workspace = (await storage.db.workspace.findFirstOrThrow()).id as WorkspaceId;
  const receipt = await storage.unitOfWork.run((tx) =>
    eraseMember(tx, { workspace, ref: 'minji' as MemberRef }, Date.now(), quietLog),
  );
  expect(receipt).toMatchObject({ checkIns: 1, photos: 1 });
  await storage.close();
  const tombstones = 'select id, encode(member_hash, $$hex$$) as hash, at, check_ins, photos from erasure';
  const before = await query(there.url, tombstones);
  const client = new Client({ connectionString: there.url });
  await client.connect();
  const erasures = (await readErasures(client))!;
  await client.end();

  expect((await palHere(['restore', there.file, '--replace'], there.env)).stderr).toBe('');
  const areGone = async (url: string) => {
    expect(await query(url, tombstones)).toEqual(before);
    expect(await query(url, `select from member where ref = 'minji'`)).toEqual([]);
    expect(await query(url, `select from check_in`)).toEqual([]);
    expect(await query(url, `select from proof where text <> ''`)).toEqual([]);
    expect(
      await query(url, `select from graphile_worker.jobs where task_identifier = 'erasePhotos'`),
    ).toHaveLength(1);
    expect(await query(url, `select from note where key = 'erasures-to-repeat'`)).toEqual([]);
  };
  await areGone(there.url);

  // Killed before that, it is done by the next start, be it of two at once, or by the restore run again.
  const start = async (url: string) => {
    const both = await Promise.allSettled([openAt(url), openAt(url)]);
    for (const each of both) if (each.status === 'fulfilled') await each.value.close();
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  };
  const again = async (url: string) => {
    const { stderr } = await palHere(['restore', there.file, '--replace'], envOf(url, there.dataDir));
    expect(stderr).toBe('');
  };
  for (const next of [start, again]) {
    const killed = await database('template0');
    expect((await palHere(['restore', there.file], envOf(killed, there.dataDir))).stderr).toBe('');
    expect(await query(killed, `select from member where ref = 'minji'`)).toHaveLength(1);
    const late = new Client({ connectionString: killed });
    await late.connect();
    await keepErasures(late, erasures);
    await late.end();
    await next(killed);
    await areGone(killed);
  }
});
