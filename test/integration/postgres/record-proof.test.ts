import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isOutage } from '../../../src/adapters/postgres/errors.ts';
import { openStorage, type Storage } from '../../../src/adapters/postgres/index.ts';
import { buryDead } from '../../../src/adapters/postgres/jobs/rescue.ts';
import { newChallenge } from '../../../src/core/challenge/new-challenge.ts';
import type { NewChallenge } from '../../../src/core/challenge/store.ts';
import type { Claimed } from '../../../src/core/delivery/ledger.ts';
import { PlatformError, reasonOf } from '../../../src/core/errors.ts';
import type { Inbound, InboundMessage } from '../../../src/core/inbound.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type {
  AttachmentRef,
  ChannelRef,
  DeliveryKey,
  MemberRef,
  MessageRef,
  ProofId,
  WorkspaceRef,
} from '../../../src/core/model/ids.ts';
import { createGivingUp } from '../../../src/core/outage/giving-up.ts';
import {
  type BlobId,
  type BlobStore,
  maxPhotoBytes,
  type PhotoProcessor,
  type ProcessedPhoto,
} from '../../../src/core/photo.ts';
import { createSweepBlobs } from '../../../src/core/photos/erase-photos.ts';
import { createKeepPhotos } from '../../../src/core/photos/keep-photos.ts';
import type { ChatPlatform } from '../../../src/core/ports.ts';
import { until } from '../../support/app.ts';
import { freshDatabase } from '../../support/database.ts';
import { inboundOver } from '../../support/inbound.ts';
import { quietLog } from '../../support/quiet.ts';

// The storage part of the suite: also run against the operating system's own PostgreSQL.
const clock = { now: () => Date.now(), monotonic: () => performance.now() };
const log = quietLog;
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

function challenge(
  channel: string,
  title: string,
  endsOn: string | null = null,
  change: Partial<NewChallenge> = {},
): Promise<unknown> {
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
        ...change,
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

test('posts of many members at once all count, whatever is wrong with one of them and whoever one has to wait for', async () => {
  const held = message();
  await inbound.message(held);
  const again = message({ member: held.member, at: held.at - 24 * 60 * 60_000 });
  const twice = message();
  const many = Array.from({ length: 60 }, () => message());
  let told: Promise<void> | undefined;
  await storage.db.$transaction(async (prisma) => {
    await prisma.$queryRaw`
      select from enrollment e join member m on m.id = e.member_id where m.ref = ${held.member.ref} for update of e`;
    told = inbound.message(again);
    // They share a question with one that waits, and with one that was told already.
    await Promise.all([...many, twice, ...many.slice(0, 5), twice].map((event) => inbound.message(event)));
    expect(await checkInsOf(again)).toHaveLength(0);
  });
  await told;
  for (const event of [...many, twice, again]) expect(await checkInsOf(event)).toHaveLength(1);
  const cursor = await storage.db.channelCursor.findFirstOrThrow({ where: { channelRef: 'C1' } });
  expect(cursor.at.getTime()).toBe(held.at);
});

test('one that others are always faster with is no outage: nothing is away', async () => {
  const always = inboundOver(storage, { proofs: { ...storage.proofs, write: async () => 'conflict' } });
  const error = await always.message(message()).catch((thrown: unknown) => thrown);
  expect(reasonOf(error)).toBe('ContendedError');
  expect(createGivingUp(isOutage, quietLog, 'test').isPassing(error)).toBe(false);
});

test('marks that were set together are settled together, whatever became of one of them and whoever one has to wait for', async () => {
  const events = Array.from({ length: 8 }, () => message());
  await Promise.all(events.map((event) => inbound.message(event)));
  const claimed = await Promise.all(
    events.map(async (event) => {
      const [checkIn] = await checkInsOf(event);
      const outcome = await storage.ledger.claim(`react:${checkIn?.proofId}` as DeliveryKey);
      if (outcome.kind !== 'claimed') throw new Error('the mark was not claimed');
      return outcome;
    }),
  );
  const [held, taken, gone, ...others] = claimed;
  const { channel, workspace } = events[2]!;
  const messages = [events[2]!.message];
  await inbound.deleted({ platform: 'slack', workspace, channel, messages, at: Date.now() });
  const settle = (mark: Claimed) => storage.ledger.settle(mark, { state: 'sent', message: null });
  let waits: Promise<unknown> | undefined;
  await storage.db.$transaction(async (prisma) => {
    await prisma.$queryRaw`select from proof where id = ${held!.proof}::uuid for update`;
    waits = settle(held!);
    const outcomes = [settle({ ...taken!, claim: 'another' }), settle(gone!), ...others.map(settle)];
    expect(await Promise.all(outcomes)).toEqual(['lost', 'settled', ...others.map(() => 'settled')]);
  });
  expect(await waits).toBe('settled');
  const states = await storage.db.delivery.findMany({
    where: { proofId: { in: claimed.map(({ proof }) => proof!) }, key: { contains: 'react:' } },
    select: { key: true, state: true },
  });
  expect(Object.fromEntries(states.map(({ key, state }) => [key, state]))).toEqual({
    ...Object.fromEntries([held, gone, ...others].map((mark) => [mark!.key, 'sent'])),
    [taken!.key]: 'sending',
    [`undo:${gone!.key}`]: 'pending',
  });
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

test('what may be an edit is one if its text is another', async () => {
  const event = message({ text: '아침에 5km 달렸어요' });
  await inbound.message(event);
  const kept = async () =>
    storage.db.proof.findFirstOrThrow({
      where: { messageRef: event.message },
      select: { text: true, editedAt: true },
    });
  const change = { ...event, ifOther: true } as const;
  await inbound.edited({ ...change, editedAt: event.at + 1_000 });
  expect(await kept()).toEqual({ text: event.text, editedAt: null });
  const text = '아침에 6km 달렸어요';
  await inbound.edited({ ...change, editedAt: event.at + 2_000, text });
  expect(await kept()).toEqual({ text, editedAt: new Date(event.at + 2_000) });
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

test('a post as long as Slack takes counts as fast as a short one', async () => {
  const event = message({ text: '오늘은 긴 글을 씁니다.\n'.repeat(40_000 / 14) });
  await inbound.message(event);
  expect(await checkInsOf(event)).toHaveLength(1);
  const [{ found }] = await storage.db.$queryRaw<[{ found: boolean }]>`
    select boost_pairs(member_id, text) @> boost_pairs(member_id, '긴 글을') as found from proof where message_ref = ${event.message}`;
  expect(found).toBe(true);
});

describe('photos that cannot be kept are each named in the thread', () => {
  const photo = (name: string, size = 100) => ({
    ref: name as AttachmentRef,
    name,
    type: 'image/jpeg',
    size,
  });
  async function posted(...attachments: InboundMessage['attachments']) {
    const event = message({ attachments });
    await inbound.message(event);
    const { id } = await storage.db.proof.findFirstOrThrow({ where: { messageRef: event.message } });
    return id as ProofId;
  }
  /** Names that lines about a proof's photos hold, in the order of the post. */
  async function named(proofId: ProofId): Promise<string[]> {
    const rows = await storage.db.delivery.findMany({
      where: { proofId, key: { startsWith: 'refused-' } },
      orderBy: { key: 'asc' },
    });
    return rows.map(({ effect }) => /[\w-]+\.jpg/.exec(JSON.stringify(effect))?.[0] ?? '');
  }

  test('those that are not what they say and those that are too large', async () => {
    const proof = await posted(photo('fake.jpg'), photo('huge.jpg', maxPhotoBytes + 1));
    const keepPhotos = createKeepPhotos({
      photos: storage.photos,
      blobs: { get: async () => null } as unknown as BlobStore,
      processor: { process: async () => ({ ok: false, refusal: 'html' }) } as unknown as PhotoProcessor,
      platform: () => ({ fetchFile: async () => ({ bytes: new Uint8Array() }) }) as unknown as ChatPlatform,
      log,
    });
    await keepPhotos(proof);
    expect(await named(proof)).toEqual(['fake.jpg', 'huge.jpg']);
  });

  test('those beyond ten a post and a hundred a day', async () => {
    const first = message({ attachments: [photo('first.jpg')] });
    await inbound.message(first);
    await storage.db.$executeRaw`
      insert into photo (proof_id, ordinal, attachment_ref, name, state)
        select id, n, 'F', 'f.jpg', 'kept' from proof, generate_series(1, 97) n where message_ref = ${first.message}`;
    const event = message({
      member: first.member,
      attachments: Array.from({ length: 12 }, (_, i) => photo(`${i}.jpg`)),
    });
    await inbound.message(event);
    const { id } = await storage.db.proof.findFirstOrThrow({ where: { messageRef: event.message } });
    const kept: ProcessedPhoto = {
      ok: true,
      kind: 'jpeg',
      width: 1,
      height: 1,
      large: new Uint8Array([1]),
      small: new Uint8Array([2]),
    };
    const keepPhotos = createKeepPhotos({
      photos: storage.photos,
      blobs: { put: async () => 'c'.repeat(64) as BlobId } as unknown as BlobStore,
      processor: { process: async () => kept } as unknown as PhotoProcessor,
      platform: () => ({ fetchFile: async () => ({ bytes: new Uint8Array() }) }) as unknown as ChatPlatform,
      log,
    });
    await keepPhotos(id as ProofId);
    const photos = await storage.db.photo.findMany({ where: { proofId: id }, orderBy: { ordinal: 'asc' } });
    expect(photos.map(({ state, reason }) => reason ?? state)).toEqual([
      ...Array<string>(3).fill('kept'),
      ...Array<string>(7).fill('quota'),
      ...Array<string>(2).fill('tooMany'),
    ]);
  });

  test.each([
    ['those that may not be read, for good', 'access_denied', {}, ['one.jpg']],
    [
      'those that wait for a permission are not: once it is granted they come',
      'missing_scope files:read',
      { missing: 'files:read' },
      [],
    ],
  ])('%s', async (_name, detail, facts, lines) => {
    const proof = await posted(photo('one.jpg'));
    const keepPhotos = createKeepPhotos({
      photos: storage.photos,
      blobs: { get: async () => null } as unknown as BlobStore,
      processor: { process: async () => ({ ok: false, refusal: 'html' }) } as unknown as PhotoProcessor,
      platform: () =>
        ({
          fetchFile: async () => {
            throw new PlatformError('forbidden', `files.info: ${detail}`, facts);
          },
        }) as unknown as ChatPlatform,
      log,
    });
    await keepPhotos(proof).catch((error: unknown) => expect(error).toBeInstanceOf(PlatformError));
    expect(await named(proof)).toEqual(lines);
    expect(await storage.db.photo.count({ where: { proofId: proof, state: 'waiting' } })).toBe(
      lines.length > 0 ? 0 : 1,
    );
  });

  test('those whose job has used up its tries, once', async () => {
    const proof = await posted(photo('one.jpg'), photo('two.jpg'));
    await storage.db.$executeRaw`
      update graphile_worker._private_jobs set attempts = max_attempts, updated_at = now() where payload->>'proof' = ${proof}
        and task_id = (select id from graphile_worker._private_tasks where identifier = 'photos')`;
    expect(await buryDead(storage.db)).toBe(2);
    expect(await buryDead(storage.db)).toBe(0);
    expect(await named(proof)).toEqual(['one.jpg', 'two.jpg']);
    expect(await storage.db.photo.count({ where: { proofId: proof, state: 'refused' } })).toBe(2);
  });
});

test('an old copy that nothing refers to is swept, but not while the same photo is kept again', async () => {
  const attachment = {
    ref: 'photo' as AttachmentRef,
    name: 'photo.jpg',
    type: 'image/jpeg',
    size: 100,
  };
  const event = message({ attachments: [attachment] });
  await inbound.message(event);
  const { id } = await storage.db.proof.findFirstOrThrow({ where: { messageRef: event.message } });
  const [again, orphan] = ['a', 'b'].map((letter) => letter.repeat(64) as BlobId);
  const files = new Set([again, orphan]);
  const blobs = {
    async *list() {
      for (const file of [...files]) yield { id: file!, modifiedAt: 0 };
    },
    delete: async (file: BlobId) => void files.delete(file),
  } as unknown as BlobStore;
  const [written, noted] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const keeping = storage.photos.keep(id as ProofId, 0, 100, async () => {
    written.resolve();
    await noted.promise;
    return { large: again!, small: again!, width: 1, height: 1 };
  });
  await written.promise;
  const sweeping = createSweepBlobs({ photos: storage.photos, blobs, now: clock.now })();
  await until('the sweep to wait', async () => {
    const [row] = await storage.db.$queryRaw<{ waiting: number }[]>`
      select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`;
    return row!.waiting > 0 || files.size === 0;
  });
  noted.resolve();
  await keeping;
  expect(await sweeping).toBe(1);
  expect([...files]).toEqual([again]);
});

test('plain talk in a photo channel is left alone before the first day and after the last too; a post that shows something is told', async () => {
  const [days, photo] = [
    24 * 3_600_000,
    { ref: 'F1' as AttachmentRef, name: 'a.jpg', type: 'image/jpeg', size: 1 },
  ];
  await challenge('C-photos', '사진', '2026-11-20', {
    proofKind: 'photo',
    startsOn: '2026-11-10' as CivilDay,
  });
  const noted = async (change: Partial<InboundMessage>) => {
    const event = message({ channel: 'C-photos' as ChannelRef, ...change });
    await inbound.message(event);
    return storage.db.delivery.count({ where: { proof: { messageRef: event.message } } });
  };
  const at = message().at;
  for (const when of [at - 20 * days, at, at + 5 * days]) {
    expect(await noted({ at: when, text: '월요일에 봐요!' })).toBe(0);
    expect(await noted({ at: when, text: '', attachments: [photo] })).toBeGreaterThan(0);
  }
});

test('words of talk that is no proof, kept for its edit, are forgotten after two days; proofs and fresh edits stay', async () => {
  const proof = message();
  await inbound.message(proof);
  const [old, fresh, gone] = [message(), message(), message()];
  for (const talk of [old, fresh]) await inbound.edited({ ...talk, editedAt: talk.at + 1_000 });
  await inbound.deleted({ ...gone, messages: [gone.message], at: gone.at });
  const kept = async () => {
    const refs = [proof, old, fresh, gone].map((each) => each.message);
    const rows = await storage.db.proof.findMany({ where: { messageRef: { in: refs } } });
    return rows.map(({ messageRef }) => messageRef).toSorted();
  };
  expect(await kept()).toHaveLength(4);
  await storage.db.proof.updateMany({
    where: { messageRef: { in: [proof.message, old.message, gone.message] } },
    data: { createdAt: new Date(Date.now() - 49 * 3_600_000) },
  });
  expect(await storage.forgetUnseen(Date.now() - 48 * 3_600_000)).toBe(2);
  expect(await kept()).toEqual([proof.message, fresh.message].toSorted());
});

test('an event that cannot be stored rejects, so that nobody acknowledges it', async () => {
  await storage.db.$executeRaw`alter table proof rename to proof_away`;
  const event = message();
  await expect(inbound.message(event)).rejects.toThrow();
  await storage.db.$executeRaw`alter table proof_away rename to proof`;
  await inbound.message(event);
  expect(await checkInsOf(event)).toHaveLength(1);
});

test('of many messages deleted at once, one that cannot be keeps none of the others, and is tried again', async () => {
  const events = [message({ text: '지울 수 없어요' }), message(), message()];
  for (const event of events) await inbound.message(event);
  const { platform, workspace, channel } = events[0]!;
  const messages = events.map((event) => event.message);
  const deletion = { platform, workspace, channel, messages, at: Date.now() };
  const counted = async () => (await Promise.all(events.map(checkInsOf))).map(({ length }) => length);
  await storage.db.$executeRaw`
    alter table proof add constraint stays check (text <> '지울 수 없어요' or deleted_at is null) not valid`;
  await expect(inbound.deleted(deletion)).rejects.toThrow('stays');
  expect(await counted()).toEqual([1, 0, 0]);
  await storage.db.$executeRaw`alter table proof drop constraint stays`;
  await inbound.deleted(deletion);
  expect(await counted()).toEqual([0, 0, 0]);
});

test('a connection that ended between two statements of a transaction is an outage, and no fault of what was asked', async () => {
  const client = new pg.Client(storage.url);
  client.on('error', () => undefined);
  await client.connect();
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  await storage.db.$executeRaw`select pg_terminate_backend(${rows[0]!.pid})`;
  await ended;
  const refused: unknown = await client.query('select 1').catch((error: unknown) => error);
  expect([String(refused), isOutage(refused)]).toEqual([expect.stringContaining('not queryable'), true]);
});
