import { randomUUID } from 'node:crypto';
import type { Prisma } from '../../src/adapters/postgres/generated/client.ts';
import type { Storage } from '../../src/adapters/postgres/index.ts';
import { newChallenge } from '../../src/core/challenge/new-challenge.ts';
import { ngrams, ngramVector } from '../../src/core/memory/ngrams.ts';
import { toBytes } from '../../src/core/memory/vector.ts';
import { addDays, dayOf } from '../../src/core/model/day.ts';
import type { ChannelRef, MemberRef, PlatformName, WorkspaceRef } from '../../src/core/model/ids.ts';

export interface Club {
  readonly platform: PlatformName;
  readonly workspace: string;
  readonly channels: readonly string[];
  readonly members: readonly string[];
  /** What the members are called, in their order; by their refs when left out. */
  readonly names?: readonly string[];
}

const zone = 'Asia/Seoul';

/** A challenge in each channel, on for a week, with every member in it. */
export async function foundClub(storage: Storage, { platform, workspace, channels, members, names }: Club) {
  const today = dayOf(Date.now(), zone, 180);
  const { challenges, joined } = await storage.unitOfWork.run(async (tx) => {
    const { id } = await tx.ensureWorkspace(platform, workspace as WorkspaceRef, 'bench');
    const joined: string[] = [];
    for (const [n, ref] of members.entries()) {
      const name = names?.[n] ?? ref;
      joined.push((await tx.ensureMember(id, { ref: ref as MemberRef, name, locale: 'ko' })).id);
    }
    const challenges: string[] = [];
    for (const channel of channels) {
      const challenge = await tx.createChallenge(
        newChallenge({
          workspace: id,
          channel: channel as ChannelRef,
          title: '아침 달리기',
          goal: { kind: 'daily' },
          proofKind: 'either',
          startsOn: addDays(today, -7),
          endsOn: null,
          timezone: zone,
          call: randomUUID(),
          startedAt: 0,
        }),
      );
      challenges.push(challenge.id);
    }
    return { challenges, joined };
  });
  const joinedOn = new Date(addDays(today, -7));
  await storage.db.enrollment.createMany({
    data: challenges.flatMap((challengeId) =>
      joined.map((memberId) => ({ challengeId, memberId, joinedOn })),
    ),
  });
  await givePast(storage, challenges[0]!);
}

/** About so many proofs stand there from before. */
const pastProofs = 6_000;

/**
 * Earlier days of every member, in a challenge that is over: PostgreSQL plans for tables as they are where a community has been for
 * a while, not for empty ones that grow by thousands within seconds.
 */
async function givePast({ db }: Storage, like: string): Promise<void> {
  const text = '어제도 공원을 한 바퀴 달렸어요';
  const vector = Buffer.from(toBytes(ngramVector(text)).buffer);
  const { id: _, ...terms } = await db.challenge.findUniqueOrThrow({ where: { id: like } });
  const { id } = await db.challenge.create({
    data: {
      ...(terms as Prisma.ChallengeUncheckedCreateInput),
      channelRef: 'past',
      createdByCall: randomUUID(),
      endedAt: new Date(),
    },
  });
  await db.$executeRaw`
    with said as (
      select gen_random_uuid() as id, m.id as member, m.workspace_id as workspace, m.ref || '/past/' || n as ref,
        now() - make_interval(days => 30 + n::int) as at
      from member m, generate_series(1, greatest(1, ${pastProofs}::int / (select count(*) from member))) n
    ), posted as (
      insert into proof (id, workspace_id, message_ref, channel_ref, member_id, posted_at, text)
      select id, workspace, ref, 'past', member, at, ${text} from said
    ), counted as (
      insert into check_in (challenge_id, member_id, proof_id, day, at, zone, late, counted)
      select ${id}::uuid, member, id, (at at time zone ${zone})::date, at, ${zone}, false, true from said
    ), cheered as (
      insert into cheer (proof_id, state, situation, line1, line2, source, angle)
      select id, 'posted', 'usual', '지난 줄 ' || ref, '그 다음 줄 ' || ref, 'template', 'detail' from said
    ), delivered as (
      insert into delivery (key, workspace_id, proof_id, effect, state)
      select what || id, workspace, id, '{}', 'sent' from said, unnest(array['react:', 'cheer:']) what
    )
    insert into memory (proof_id, member_id, challenge_id, at, embedder, vector)
    select id, member, ${id}::uuid, at, ${ngrams.id}, ${vector} from said`;
  await db.$executeRaw`analyze`;
}
