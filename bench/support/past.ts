import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { systemClock } from '../../src/adapters/node/clock.ts';
import { openStorage, type Storage } from '../../src/adapters/postgres/index.ts';
import { ngrams, ngramVector } from '../../src/core/memory/ngrams.ts';
import { toBytes } from '../../src/core/memory/vector.ts';
import type { ChallengeId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts';
import { quietLog } from '../../test/support/quiet.ts';

export const silent = quietLog;

const words =
  '오늘 아침 저녁 퇴근길 한강 공원 트랙 도서관 소설 시집 물감 하늘 연필 크로키 일기 스트레칭 러닝 완주 비가 눈이 와서 그래도 조금 많이 천천히 혼자 친구와 집에서 회사 카페 커피 달렸어요 걸었어요 읽었어요 그렸어요 썼어요'.split(
    ' ',
  );

/** Words of a proof, always the same for the same number. */
export function proofWords(n: number): string {
  let state = (n + 1) * 2_654_435_761;
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) ^ 0x9e3779b9) >>> 0;
    return state;
  };
  return Array.from({ length: 5 + (next() % 6) }, () => words[next() % words.length]).join(' ');
}

export interface Past {
  readonly storage: Storage;
  readonly workspace: WorkspaceId;
  readonly member: MemberId;
  readonly challenge: ChallengeId;
  close(): Promise<void>;
}

/** A database in which one member has so many remembered proofs of one challenge, one a day, and three others have as many each. */
export async function openPast(proofs: number): Promise<Past> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'boost-bench-'));
  const storage = await openStorage({
    databaseUrl: null,
    dataDir,
    defaults: { locale: 'ko', timezone: 'Asia/Seoul' },
    clock: systemClock,
    log: silent,
  });
  const { db } = storage;
  const place = await db.workspace.create({
    data: { platform: 'slack', ref: 'T1', name: 'bench', locale: 'ko', timezone: 'Asia/Seoul' },
  });
  const challenge = await db.challenge.create({
    data: {
      workspaceId: place.id,
      channelRef: 'C1',
      title: '아침 달리기',
      goal: { kind: 'daily' },
      proofKind: 'any',
      startsOn: new Date('2010-01-01'),
      timezone: 'Asia/Seoul',
      startedAt: new Date(0),
    },
  });
  const members = await db.member.createManyAndReturn({
    data: Array.from({ length: 4 }, (_, n) => ({ workspaceId: place.id, ref: `m${n}`, name: `멤버${n}` })),
  });
  const texts = Array.from({ length: proofs }, (_, n) => proofWords(n));
  const vectors = texts.map((text) => Buffer.from(toBytes(ngramVector(text)).buffer).toString('hex'));
  // Its own connection: what fills a database takes longer than any statement of ours may.
  const client = new Client({ connectionString: storage.url });
  await client.connect();
  for (const { id } of members) {
    await client.query(
      `insert into enrollment (challenge_id, member_id, joined_on) values ($1, $2, '2010-01-01')`,
      [challenge.id, id],
    );
    await client.query(
      `with said as (
        select gen_random_uuid() as id, text, decode(vector, 'hex') as vector, now() - make_interval(days => n::int) as at,
          $4::text || '/' || n as ref
        from unnest($1::text[], $2::text[]) with ordinality as s(text, vector, n)
      ), posted as (
        insert into proof (id, workspace_id, message_ref, channel_ref, member_id, posted_at, text)
        select id, $3::uuid, ref, 'C1', $4::uuid, at, text from said
      ), counted as (
        insert into check_in (challenge_id, member_id, proof_id, day, at, zone, late, counted)
        select $5::uuid, $4::uuid, id, (at at time zone 'Asia/Seoul')::date, at, 'Asia/Seoul', false, true from said
      ), cheered as (
        insert into cheer (proof_id, state, situation, line1, line2, source, angle)
        select id, 'posted', 'usual', '지난 줄 ' || ref, '그 다음 줄 ' || ref, 'model', 'detail' from said
      )
      insert into memory (proof_id, member_id, challenge_id, at, embedder, vector)
      select id, $4::uuid, $5::uuid, at, $6, vector from said`,
      [texts, vectors, place.id, id, challenge.id, ngrams.id],
    );
  }
  await client.query('analyze');
  await client.end();
  return {
    storage,
    workspace: place.id as WorkspaceId,
    member: members[0]!.id as MemberId,
    challenge: challenge.id as ChallengeId,
    async close() {
      await storage.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
