import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../../src/adapters/postgres/client.ts';
import { openStorage, type Storage } from '../../../src/adapters/postgres/index.ts';
import { runOn } from '../../../src/adapters/postgres/run-on.ts';
import { newChallenge } from '../../../src/core/challenge/new-challenge.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChannelRef, MemberRef, MessageRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { freshDatabase } from '../../support/database.ts';
import { inboundOver } from '../../support/inbound.ts';
import { quietLog } from '../../support/quiet.ts';

const clock = { now: () => Date.parse('2026-11-20T03:00:00Z'), monotonic: () => performance.now() };
const workspace = 'T-run-on' as WorkspaceRef;
const channel = 'run' as ChannelRef;

let database: Awaited<ReturnType<typeof freshDatabase>>;
let storage: Storage;
beforeAll(async () => {
  database = await freshDatabase();
  storage = await openStorage({
    databaseUrl: database.url,
    dataDir: 'unused',
    defaults: { locale: 'ko', timezone: 'Asia/Seoul' },
    clock,
    log: quietLog,
    connections: { intake: 1, work: 1 },
  });
  await storage.unitOfWork.run(async (tx) => {
    const { id } = await tx.ensureWorkspace('slack', workspace, 'run-on');
    await tx.createChallenge(
      newChallenge({
        workspace: id,
        channel,
        title: '달리기',
        goal: { kind: 'daily' },
        proofKind: 'either',
        startsOn: '2026-11-20' as CivilDay,
        endsOn: null,
        timezone: 'Asia/Seoul',
        call: 'run-on',
        startedAt: 0,
      }),
    );
  });
});
afterAll(async () => {
  await storage.close();
  await database.drop();
});

/** The server's processes that serve the storage. */
const serving = () =>
  storage.db.$queryRaw`
    select pid from pg_stat_activity where datname = current_database() and application_name = 'boost-pal' order by pid`;

test('a proof that meets a change by another is recorded on the connection it came by', async () => {
  const { write } = storage.proofs;
  const written: string[] = [];
  const inbound = inboundOver(storage, {
    clock,
    proofs: {
      ...storage.proofs,
      // As if another instance had been told of it as well, and was faster.
      async write(facts) {
        await write(facts);
        written.push(await write(facts));
        return written.at(-1) as 'conflict';
      },
    },
  });
  const before = await serving();
  await inbound.message({
    platform: 'slack',
    workspace,
    channel,
    member: { ref: 'M1' as MemberRef, name: '러너' },
    message: 'm1' as MessageRef,
    at: clock.now(),
    text: '오늘도 달렸어요',
    attachments: [],
    inThread: false,
    mentionsBot: false,
  });
  expect(written).toEqual(['conflict']);
  expect(await storage.db.checkIn.count()).toBe(1);
  expect(before).toHaveLength(2);
  expect(await serving()).toEqual(before);
});

test('after any other error the next statement gets a new connection', async () => {
  const { pool, close } = openDatabase(database.url, 1);
  const own = async () => (await pool.query('select pg_backend_pid() as pid')).rows[0].pid;
  const before = await own();
  await expect(runOn(pool, { text: 'select from nowhere' })).rejects.toMatchObject({ code: '42P01' });
  expect(await own()).not.toBe(before);
  await close();
});
