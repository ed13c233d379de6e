import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { systemClock } from '../src/adapters/node/clock.ts';
import { openStorage, type Storage } from '../src/adapters/postgres/index.ts';
import type { CivilDay } from '../src/core/model/day.ts';
import type { ChallengeId, MemberId } from '../src/core/model/ids.ts';
import { searchWords } from '../src/core/record/excerpt.ts';
import { type Bench, type Figure, percentile } from './support/figures.ts';

const sizes = [10_000, 100_000, 1_000_000];
const ownProofs = 10_000;
/** Rare, usual and everywhere: two letters, prefixes, middles of words, several words. */
const searches = [
  '달리',
  '오늘',
  '5km',
  '러닝',
  '완주',
  '도서관',
  '아침 달리',
  '물감 하늘',
  '없는말',
  'kimchi',
  '07',
  '걷기 공원',
];
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const records: Bench = {
  title: 'Records of a member with 10,000 proofs, while the table grows',
  how: 'The store’s own calls over real PostgreSQL with 10 thousand, 100 thousand and 1 million proofs in all; twelve searches from rare to everywhere, each 20 times, first pages and later ones.',
  async run() {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'boost-bench-'));
    const defaults = { locale: 'ko', timezone: 'Asia/Seoul' } as const;
    const storage = await openStorage({
      databaseUrl: null,
      dataDir,
      defaults,
      clock: systemClock,
      log: silent,
    });
    try {
      const { member, challenge } = await found(storage);
      const figures: Figure[] = [];
      let there = 0;
      for (const size of sizes) {
        await fill(storage, challenge, member, there, size);
        there = size;
        figures.push(...(await measure(storage, member, size)));
      }
      return figures;
    } finally {
      await storage.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

async function measure(
  { records: store }: Storage,
  member: MemberId,
  size: number,
): Promise<readonly Figure[]> {
  const filter = { member, challenge: null, from: null, to: null, words: [] };
  const page = { offset: 0, limit: 6 };
  const search = await timed(20, searches, (words, turn) =>
    store.proofs({ ...filter, words: searchWords(words) }, { offset: turn % 4 === 3 ? 50 : 0, limit: 6 }),
  );
  const newest = await timed(100, [0], () => store.proofs(filter, page));
  const month = await timed(50, [0], () =>
    store.days(member, null, '2020-03-01' as CivilDay, '2020-03-31' as CivilDay),
  );
  const goal = size === sizes.at(-1) ? { goal: { atMost: 20 } } : {};
  const of = `of ${size.toLocaleString('en')}`;
  return [
    { what: `search, p50, ${of}`, value: percentile(search, 0.5), unit: 'ms' },
    { what: `search, p95, ${of}`, value: percentile(search, 0.95), unit: 'ms', ...goal },
    { what: `newest records, p95, ${of}`, value: percentile(newest, 0.95), unit: 'ms' },
    { what: `a month, p95, ${of}`, value: percentile(month, 0.95), unit: 'ms' },
  ];
}

async function timed<T>(
  turns: number,
  of: readonly T[],
  work: (each: T, turn: number) => Promise<unknown>,
): Promise<number[]> {
  const samples: number[] = [];
  for (const each of of) await work(each, 0);
  for (let turn = 0; turn < turns; turn++) {
    for (const each of of) {
      const begun = performance.now();
      await work(each, turn);
      samples.push(performance.now() - begun);
    }
  }
  return samples;
}

async function found({ db }: Storage): Promise<{ member: MemberId; challenge: ChallengeId }> {
  const [workspace, challenge, member] = [randomUUID(), randomUUID(), randomUUID()];
  const row = { platform: 'web', ref: 'bench', name: 'bench', locale: 'ko', timezone: 'Asia/Seoul' };
  await db.workspace.create({ data: { id: workspace, ...row } });
  const rule = { title: '달리기', goal: { kind: 'daily' }, proofKind: 'either', timezone: 'Asia/Seoul' };
  await db.challenge.create({
    data: {
      id: challenge,
      workspaceId: workspace,
      channelRef: 'c',
      startsOn: new Date('1990-01-01'),
      ...rule,
    },
  });
  await db.member.create({ data: { id: member, workspaceId: workspace, ref: 'm0', name: '민지' } });
  await db.$executeRaw`
    insert into member (workspace_id, ref, name) select ${workspace}::uuid, 'm' || n, '멤버' || n from generate_series(1, 5000) n`;
  return { member: member as MemberId, challenge: challenge as ChallengeId };
}

/** Proofs from `from` to `to`: the first ten thousand are the member's own, a day each; the rest is everybody else's. */
async function fill(
  { url }: Storage,
  challenge: ChallengeId,
  member: MemberId,
  from: number,
  to: number,
): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `set synchronous_commit = off; set maintenance_work_mem = '512MB'; select setseed(0.5)`,
    );
    // An index is made faster than it is kept.
    await client.query('drop index if exists proof_pairs');
    await client.query(
      `with words as (select string_to_array('오늘 아침 저녁 달리기 5km 10km 걷기 공원 도서관 소설 시집 30쪽 물감 하늘 연필 그림 글쓰기 일기 운동 스트레칭 러닝 완주 비가 눈이 와서 그래도 조금 많이 천천히 빨리 혼자 친구와 집에서 회사 카페 커피 07:30 run morning pages', ' ') as w),
     others as (select array_agg(id) as ids from member where id <> $2::uuid),
     added as (
       insert into proof (workspace_id, message_ref, channel_ref, member_id, posted_at, text)
       select c.workspace_id, 'p' || n, 'c', case when n <= $4 then $2::uuid else ids[1 + floor(random() * 5000)::int] end,
         timestamptz '1995-01-01' + make_interval(days => n % 10000),
         (select string_agg(w[1 + (i * 0 + floor(random() * cardinality(w))::int)], ' ') from generate_series(1, 8 + n % 9) i where n > 0)
       from generate_series($3::int + 1, $5::int) n, words, others, challenge c where c.id = $1::uuid
       returning id, member_id, posted_at
     )
     insert into check_in (challenge_id, member_id, proof_id, day, at, zone)
     select $1::uuid, member_id, id, posted_at::date, posted_at, 'Asia/Seoul' from added on conflict do nothing`,
      [challenge, member, from, ownProofs, to],
    );
    await client.query(
      'create index proof_pairs on proof using gin (boost_pairs(member_id, text)) where deleted_at is null',
    );
    await client.query('vacuum analyze proof');
    await client.query('vacuum analyze check_in');
  } finally {
    await client.end();
  }
}
