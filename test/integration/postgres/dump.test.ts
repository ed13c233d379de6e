import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStorage, type Storage } from '../../../src/adapters/postgres/index.ts';
import { type Core, openCore } from '../../support/core.ts';
import { freshDatabase } from '../../support/database.ts';
import { everyRow } from '../../support/every-row.ts';
import { inboundOver } from '../../support/inbound.ts';
import { quietLog } from '../../support/quiet.ts';

// The built-in PostgreSQL ships neither tool, and Debian's do not read a newer server: this is of one's own PostgreSQL alone.
const server = process.env.TEST_DATABASE_URL;

const run = promisify(execFile);
const log = quietLog;
const seoul = (day: number) => Date.parse(`2026-11-${String(day).padStart(2, '0')}T07:10:00+09:00`);
let here: Core;
let empty: Awaited<ReturnType<typeof freshDatabase>>;
let folder: string;
let restored: Storage | null = null;

describe.runIf(server)('a dump of one’s own PostgreSQL', () => {
  beforeAll(async () => {
    here = await openCore(seoul(1));
    empty = await freshDatabase('template0');
    folder = await mkdtemp(path.join(tmpdir(), 'boost-test-'));
  });
  afterAll(async () => {
    await restored?.close();
    await here.stop();
    await empty.drop();
    await rm(folder, { recursive: true, force: true });
  });

  test('put into an empty database, as OPERATING.md says, is all there was, and it goes on', async () => {
    await here.challenge();
    for (const day of [1, 2, 3]) {
      here.set(seoul(day));
      await here.post('민지', `강변 ${day} km 달렸어요`);
    }
    const last = await here.post('서준', '책을 읽었어요');
    const dump = path.join(folder, 'boost.dump');
    await run('pg_dump', ['--format=custom', `--file=${dump}`, here.storage.url]);
    await run('pg_restore', ['--no-owner', `--dbname=${empty.url}`, dump]);

    restored = await openStorage({
      databaseUrl: empty.url,
      dataDir: 'unused',
      defaults: { locale: 'ko', timezone: 'Asia/Seoul' },
      clock: here.clock,
      log,
    });
    const then = await everyRow(here.storage, 'whatIsSaid');
    expect(await everyRow(restored, 'whatIsSaid')).toEqual(then);

    const inbound = inboundOver(restored, { clock: here.clock });
    await inbound.message(last);
    expect(await everyRow(restored, 'whatIsSaid')).toEqual(then);
    const checkIns = () => restored!.db.checkIn.count();
    const before = await checkIns();
    here.set(seoul(4));
    await inbound.message({ ...last, message: 'C1/next' as typeof last.message, at: seoul(4) });
    expect(await checkIns()).toBe(before + 1);
  });
});
