import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { systemClock } from '../src/adapters/node/clock.ts';
import { openStorage, type Storage } from '../src/adapters/postgres/index.ts';
import type { Inbound } from '../src/core/inbound.ts';
import { addDays, type CivilDay, dayOf } from '../src/core/model/day.ts';
import type { ChallengeId, ChannelRef, MemberId, MemberRef, WorkspaceRef } from '../src/core/model/ids.ts';
import { searchWords } from '../src/core/record/excerpt.ts';
import { inboundOver } from '../test/support/inbound.ts';
import { quietLog } from '../test/support/quiet.ts';
import { type Bench, type Figure, percentile } from './support/figures.ts';

const sizes = [10_000, 100_000, 1_000_000];
const ownProofs = 10_000;
const others = 5_000;
const vocabulary =
  '오늘 아침 저녁 달리기 5km 10km 걷기 공원 도서관 소설 시집 30쪽 물감 하늘 연필 그림 글쓰기 일기 운동 스트레칭 러닝 완주 비가 눈이 와서 그래도 조금 많이 천천히 빨리 혼자 친구와 집에서 회사 카페 커피 07:30 run morning pages';
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

export const records: Bench = {
  title: 'Records of a member with 10,000 proofs, while the table grows',
  how: 'The store’s own calls and the commands as the core answers them (pictures not drawn) over real PostgreSQL, with 10 thousand, 100 thousand and 1 million proofs in all; twelve searches from rare to everywhere, each 20 times, first pages and later ones; a leaderboard of 5,000 members. A plain `select 1` stands beside for the machine.',
  async run() {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'boost-bench-'));
    const defaults = { locale: 'ko', timezone: 'Asia/Seoul' } as const;
    const storage = await openStorage({
      databaseUrl: null,
      dataDir,
      defaults,
      clock: systemClock,
      log: quietLog,
    });
    try {
      const club = await found(storage);
      const door = inboundOver(storage);
      const figures: Figure[] = [];
      let there = 0;
      for (const size of sizes) {
        await fill(storage, club, there, size);
        there = size;
        figures.push(...(await measure(storage, door, club.member, size)));
      }
      return figures;
    } finally {
      await storage.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

async function measure(
  { records: store, db }: Storage,
  door: Inbound,
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
  const ask = (who: string, path: string) =>
    door.command({
      ...asked,
      member: { ref: who as MemberRef, name: who },
      id: randomUUID(),
      at: Date.now(),
      path: [path],
    });
  const streak = await timed(60, ['streak'], (path) => ask('m7', path));
  const longest = await timed(20, ['streak'], (path) => ask('m0', path));
  const board = await timed(30, ['leaderboard'], (path) => ask('m7', path));
  const bare = await timed(60, [0], () => db.$queryRaw`select 1`);
  const last = size === sizes.at(-1);
  const goal = last ? { goal: { atMost: 20 } } : {};
  const of = `of ${size.toLocaleString('en')}`;
  return [
    { what: `search, p50, ${of}`, value: percentile(search, 0.5), unit: 'ms' },
    { what: `search, p95, ${of}`, value: percentile(search, 0.95), unit: 'ms', ...goal },
    { what: `newest records, p95, ${of}`, value: percentile(newest, 0.95), unit: 'ms' },
    {
      what: `/streak, p95, ${of}`,
      value: percentile(streak, 0.95),
      unit: 'ms',
      ...(last ? { goal: { atMost: 60 } } : {}),
    },
    { what: `/streak of 10,000 days, p95, ${of}`, value: percentile(longest, 0.95), unit: 'ms' },
    {
      what: `/leaderboard of 5,000, p95, ${of}`,
      value: percentile(board, 0.95),
      unit: 'ms',
      ...(last ? { goal: { atMost: 50 } } : {}),
    },
    { what: `select 1, p95, ${of}`, value: percentile(bare, 0.95), unit: 'ms' },
    { what: `a month, p95, ${of}`, value: percentile(month, 0.95), unit: 'ms' },
  ];
}

const asked = {
  platform: 'web',
  workspace: 'bench' as WorkspaceRef,
  channel: 'all' as ChannelRef,
  locale: 'ko',
  options: {},
  attachments: [],
  target: null,
} as const;

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

interface Club {
  /** Has ten thousand proofs, a day each, in a challenge of many years. */
  readonly member: MemberId;
  readonly longest: ChallengeId;
  /** What everybody else takes part in. */
  readonly everybody: ChallengeId;
}

async function found({ db }: Storage): Promise<Club> {
  const [workspace, longest, everybody, member] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const row = { platform: 'web', ref: 'bench', name: 'bench', locale: 'ko', timezone: 'Asia/Seoul' };
  await db.workspace.create({ data: { id: workspace, ...row } });
  const challenge = async (id: string, channelRef: string, startsOn: string) => {
    const rule = {
      goal: { kind: 'daily' },
      proofKind: 'either',
      timezone: 'Asia/Seoul',
      teamGoal: 2_000_000,
    };
    const startedAt = new Date(startsOn);
    await db.challenge.create({
      data: {
        id,
        workspaceId: workspace,
        channelRef,
        title: channelRef,
        startsOn: startedAt,
        startedAt,
        ...rule,
      },
    });
  };
  const yesterday = addDays(dayOf(Date.now(), 'Asia/Seoul', 180), -1);
  await challenge(longest, 'long', addDays(yesterday, 1 - ownProofs));
  await challenge(everybody, 'all', addDays(yesterday, -200));
  await db.member.create({ data: { id: member, workspaceId: workspace, ref: 'm0', name: '민지' } });
  await db.$executeRaw`
    insert into member (workspace_id, ref, name)
    select ${workspace}::uuid, 'm' || n, '멤버' || n from generate_series(1, ${others}::int) n`;
  await db.$executeRaw`
    insert into enrollment (challenge_id, member_id, joined_on, on_board)
    select c.id, m.id, c.starts_on, true from member m join challenge c on c.title = case m.ref when 'm0' then 'long' else 'all' end`;
  return { member: member as MemberId, longest: longest as ChallengeId, everybody: everybody as ChallengeId };
}

/** Proofs from `from` to `to`, a day each up to yesterday: the first ten thousand are one member's, the rest everybody's. */
async function fill(
  { url }: Storage,
  { member, longest, everybody }: Club,
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
      `with words as (select string_to_array($8, ' ') as w),
       who as (
         select n, case when n <= $5 then $1::uuid else (ids)[1 + n % $6] end as member_id,
           case when n <= $5 then $2::uuid else $3::uuid end as challenge_id,
           case when n <= $5 then n else (n - $5) / $6 + 1 end as back
         from generate_series($4::int + 1, $7::int) n,
           (select array_agg(id order by id) as ids from member where id <> $1::uuid) others
       ),
       added as (
         insert into proof (workspace_id, message_ref, channel_ref, member_id, posted_at, text)
         select c.workspace_id, 'p' || n, 'c', member_id, date_trunc('day', now()) + interval '3 hours' - make_interval(days => back),
           (select string_agg(w[1 + (i * 0 + floor(random() * cardinality(w))::int)], ' ') from generate_series(1, 8 + n % 9) i where n > 0)
         from who join challenge c on c.id = who.challenge_id, words
         returning id, member_id, posted_at
       )
       insert into check_in (challenge_id, member_id, proof_id, day, at, zone)
       select case member_id when $1::uuid then $2::uuid else $3::uuid end, member_id, id, posted_at::date, posted_at, 'Asia/Seoul'
       from added`,
      [member, longest, everybody, from, ownProofs, others, to, vocabulary],
    );
    await client.query(
      'create index proof_pairs on proof using gin (boost_pairs(member_id, text)) where deleted_at is null',
    );
    await client.query('update enrollment set streak = null, streak_version = streak_version + 1');
    for (const table of ['proof', 'check_in', 'enrollment', 'member'])
      await client.query(`vacuum analyze ${table}`);
  } finally {
    await client.end();
  }
}
