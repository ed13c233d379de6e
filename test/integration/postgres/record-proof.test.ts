import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStorage, type Storage } from '../../../src/adapters/postgres/index.ts';
import { newChallenge } from '../../../src/core/challenge/new-challenge.ts';
import type { Inbound, InboundMessage } from '../../../src/core/inbound.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChannelRef, MemberRef, MessageRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { freshDatabase } from '../../support/database.ts';
import { inboundOver } from '../../support/inbound.ts';

// The storage part of the suite: also run against the operating system's own PostgreSQL.
const clock = { now: () => Date.now(), monotonic: () => performance.now() };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let database: Awaited<ReturnType<typeof freshDatabase>>;
let storage: Storage;
let inbound: Inbound;
let count = 0;

beforeAll(async () => {
  database = await freshDatabase();
  storage = await openStorage({
    databaseUrl: database.url,
    dataDir: 'unused',
    defaults: { locale: 'ko', timezone: 'Asia/Seoul' },
    clock,
    log,
  });
  inbound = inboundOver(storage);
  for (const title of ['one', 'two']) await challenge('C2', title);
  await challenge('C1', '달리기');
});
afterAll(async () => {
  await storage.close();
  await database.drop();
});

function challenge(channel: string, title: string, endsOn: string | null = null): Promise<unknown> {
  return storage.unitOfWork.run(async (tx) => {
    const workspace = await tx.ensureWorkspace('slack', 'T1' as WorkspaceRef);
    return tx.createChallenge(
      newChallenge({
        workspace: workspace.id,
        channel: channel as ChannelRef,
        title,
        goal: { kind: 'daily' },
        proofKind: 'either',
        startsOn: '2026-01-01' as CivilDay,
        endsOn: endsOn as CivilDay | null,
        timezone: 'Asia/Seoul',
        call: title,
        startedAt: 0,
      }),
    );
  });
}

function message(change: Partial<InboundMessage> = {}): InboundMessage {
  count++;
  return {
    platform: 'slack',
    workspace: 'T1' as WorkspaceRef,
    channel: 'C1' as ChannelRef,
    member: { ref: `U${count}` as MemberRef, name: '민지' },
    message: `C1/${count}` as MessageRef,
    at: Date.parse('2026-11-20T03:00:00Z'),
    text: '오늘도 했어요',
    attachments: [],
    inThread: false,
    mentionsBot: false,
    ...change,
  };
}

const checkInsOf = (event: InboundMessage) =>
  storage.db.checkIn.findMany({ where: { proof: { messageRef: event.message }, revokedAt: null } });

test('forty deliveries of one message at once are one check-in', async () => {
  const event = message();
  await Promise.all(Array.from({ length: 40 }, () => inbound.message(event)));
  expect(await checkInsOf(event)).toHaveLength(1);
  const rows = await storage.db.delivery.count({
    where: { proof: { messageRef: event.message }, key: { startsWith: 'react:' } },
  });
  expect(rows).toBe(1);
});

test('forty messages of one member and day at once are one counted check-in', async () => {
  const first = message();
  const others = Array.from({ length: 39 }, () => message({ member: first.member }));
  await Promise.all([first, ...others].map((event) => inbound.message(event)));
  const all = await storage.db.checkIn.findMany({ where: { proof: { member: { ref: first.member.ref } } } });
  expect(all).toHaveLength(40);
  expect(all.filter(({ counted }) => counted)).toHaveLength(1);
});

test('a post that names two challenges of its channel is credited in both, with one mark, however often it arrives', async () => {
  const event = message({
    channel: 'C2' as ChannelRef,
    message: `C2/${Date.now()}` as MessageRef,
    text: '#one #two',
  });
  await Promise.all(Array.from({ length: 20 }, () => inbound.message(event)));
  expect(await checkInsOf(event)).toHaveLength(2);
  expect(
    await storage.db.delivery.count({
      where: { key: { startsWith: 'react:' }, proof: { messageRef: event.message } },
    }),
  ).toBe(1);
});

test('the day is the member’s: a zone the platform tells counts from then on, and changes at most once a day', async () => {
  const at = Date.parse('2026-11-20T20:00:00Z');
  const first = message({
    at,
    member: { ref: 'U-zone' as MemberRef, name: 'Kim Alex', zone: 'America/Los_Angeles' },
  });
  await inbound.message(first);
  expect(await checkInsOf(first)).toMatchObject([
    { zone: 'America/Los_Angeles', day: new Date('2026-11-20') },
  ]);
  const flown = { ref: 'U-zone' as MemberRef, name: 'Kim Alex', zone: 'Asia/Seoul' };
  const soon = message({ at: at + 3_600_000, member: flown });
  await inbound.message(soon);
  expect(await checkInsOf(soon)).toMatchObject([{ zone: 'America/Los_Angeles', counted: false }]);
  const later = message({ at: at + 30 * 3_600_000, member: flown });
  await inbound.message(later);
  expect(await checkInsOf(later)).toMatchObject([{ zone: 'Asia/Seoul', day: new Date('2026-11-22') }]);
});

test('one instant is the last of a day in one zone and the middle of it in another; the last day ends for each at home', async () => {
  await challenge('C-last', '마지막 날', '2026-11-20');
  const dayOf = async (instant: string, zone: string) => {
    const member = { ref: `U-${zone}-${instant}` as MemberRef, name: 'Kim Alex', zone };
    const event = message({ at: Date.parse(instant), channel: 'C-last' as ChannelRef, member });
    await inbound.message(event);
    const [found] = await checkInsOf(event);
    return found ? found.day.toISOString().slice(0, 10) : 'over';
  };
  const seoul = 'Asia/Seoul';
  const york = 'America/New_York';
  expect([
    await dayOf('2026-11-20T17:59:59.999Z', seoul),
    await dayOf('2026-11-20T17:59:59.999Z', york),
    await dayOf('2026-11-20T18:00:00.000Z', seoul),
    await dayOf('2026-11-20T18:00:00.000Z', york),
    await dayOf('2026-11-21T07:59:59.999Z', york),
    await dayOf('2026-11-21T08:00:00.000Z', york),
    await dayOf('2026-11-19T17:59:59.999Z', seoul),
    await dayOf('2026-11-19T18:00:00.000Z', seoul),
  ]).toEqual([
    '2026-11-20',
    '2026-11-20',
    'over',
    '2026-11-20',
    '2026-11-20',
    'over',
    '2026-11-19',
    '2026-11-20',
  ]);
});

test('any text, name and file name can be stored', async () => {
  const anything = fc.string({ unit: 'binary', maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(anything, anything, anything, async (text, name, file) => {
      const { member } = message();
      const event = message({
        text: `글 ${text}\0\ud800`,
        member: { ref: member.ref, name: `${name}\0` },
        attachments: [{ ref: 'F1' as never, name: `${file}\udc00`, type: null, size: null }],
      });
      await inbound.message(event);
      expect(await checkInsOf(event)).toHaveLength(1);
      await inbound.edited({ ...event, editedAt: event.at + 1_000, text: `${text}\0` });
    }),
    { numRuns: 60 },
  );
});

test('an event that cannot be stored rejects, so that nobody acknowledges it', async () => {
  await storage.db.$executeRaw`alter table proof rename to proof_away`;
  const event = message();
  await expect(inbound.message(event)).rejects.toThrow();
  await storage.db.$executeRaw`alter table proof_away rename to proof`;
  await inbound.message(event);
  expect(await checkInsOf(event)).toHaveLength(1);
});
