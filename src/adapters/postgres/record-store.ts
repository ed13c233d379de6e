import type { CivilDay } from '../../core/model/day.ts';
import type { ChallengeId, MessageRef, ProofId } from '../../core/model/ids.ts';
import type { BlobId } from '../../core/photo.ts';
import type { RecordFact, RecordStore } from '../../core/record/store.ts';
import type { Db } from './client.ts';
import { Prisma } from './generated/client.ts';
import { shownMessage } from './proof-message.ts';

/** Reads a member's own records. Texts are searched in the database: prisma/functions/boost_search.sql. */
export function createRecordStore(db: Db): RecordStore {
  return {
    async proofs({ member, challenge, from, to, words }, { offset, limit }) {
      const found =
        words.length > 0
          ? Prisma.sql`boost_search(${member}::uuid, ${words}::text[], ${challenge}::uuid, ${from}::date, ${to}::date,
              ${offset}::int, ${limit}::int)`
          : Prisma.sql`(
              select p.id as proof, k.day, k.titles
              from proof p cross join lateral boost_counts_for(p.id, ${challenge}::uuid, ${from}::date, ${to}::date) k
              where p.member_id = ${member}::uuid and p.deleted_at is null and p.undone_at is null
              order by p.posted_at desc, p.id
              offset ${offset} limit ${limit}
            )`;
      const rows = await db.$queryRaw<ProofRow[]>`
        select p.id as proof, ${shownMessage} as message,
          extract(epoch from p.posted_at)::float8 * 1000 as at, found.day::text as day, found.titles, p.text,
          (select count(*)::int from photo f where f.proof_id = p.id and f.state in ('waiting', 'kept')) as photos
        from ${found} found
        join proof p on p.id = found.proof
        order by p.posted_at desc, p.id`;
      return rows.map((row) => ({
        ...row,
        proof: row.proof as ProofId,
        day: row.day as CivilDay,
      }));
    },

    async days(member, challenge, from, to) {
      const rows = await db.$queryRaw<{ day: string; challenges: number; photo: string | null }[]>`
        select k.day::text as day, count(distinct k.challenge_id)::int as challenges,
          (array_agg(f.small_blob order by k.at) filter (where f.small_blob is not null))[1] as photo
        from check_in k
        left join lateral (
          select small_blob from photo where proof_id = k.proof_id and state = 'kept' order by ordinal limit 1
        ) f on true
        where k.member_id = ${member}::uuid and k.counted and k.revoked_at is null
          and k.day between ${from}::date and ${to}::date ${inChallenge(challenge)}
        group by k.day order by k.day`;
      return rows.map(({ day, challenges, photo }) => ({
        day: day as CivilDay,
        challenges,
        photo: photo as BlobId | null,
      }));
    },

    async added(member, challenge) {
      const rows = await db.$queryRaw<{ id: string }[]>`
        select id from check_in
        where member_id = ${member}::uuid and challenge_id = ${challenge}::uuid and proof_id is null`;
      return new Set(rows.map(({ id }) => id));
    },

    async messageOf(proof) {
      const rows = await db.$queryRaw<{ message: MessageRef | null }[]>`
        select ${shownMessage} as message from proof p where p.id = ${proof}::uuid`;
      return rows[0]?.message ?? null;
    },

    async daysOfAll(challenge) {
      // Most enrollments hold this number with their streak; for those whose streak has to be computed again, check-ins are counted.
      const rows = await db.$queryRaw<{ days: number }[]>`
        select coalesce(sum(coalesce(boost_kept_days(e.streak), (
          select count(*) from check_in k
          where k.challenge_id = e.challenge_id and k.member_id = e.member_id and k.counted and k.revoked_at is null
        ))), 0)::int as days
        from enrollment e where e.challenge_id = ${challenge}::uuid`;
      return rows[0]?.days ?? 0;
    },

    facts: (member, challenge) => db.$queryRaw<RecordFact[]>`
      select k.proof_id as proof, k.challenge_id as challenge, c.category, k.day::text as day,
        extract(epoch from k.at)::float8 * 1000 as at, k.zone
      from check_in k join challenge c on c.id = k.challenge_id
      where k.member_id = ${member}::uuid and k.counted and k.revoked_at is null ${inChallenge(challenge)}
      order by k.day, k.at, k.id`,
  };
}

interface ProofRow {
  readonly proof: string;
  readonly message: MessageRef | null;
  readonly at: number;
  readonly day: string;
  readonly titles: string[];
  readonly text: string;
  readonly photos: number;
}

function inChallenge(challenge: ChallengeId | null): Prisma.Sql {
  return challenge === null ? Prisma.empty : Prisma.sql`and k.challenge_id = ${challenge}::uuid`;
}
