import type { Pool } from 'pg';
import type { MemoryStore, Rememberable } from '../../core/memory/store.ts';
import type { Bytes } from '../../core/memory/vector.ts';
import type { ProofId } from '../../core/model/ids.ts';
import type { Db } from './client.ts';
import { shownMessage } from './proof-message.ts';

/**
 * Stores what proofs say as vectors. Which proofs may be remembered is defined in one place, the view `rememberable_proof`: those that
 * count, whose cheer was written (or held back because the member wants none), and in which nothing called for care.
 */
export function createMemoryStore(db: Db, pool: Pool): MemoryStore {
  return {
    async rememberable(proof) {
      const rows = await db.$queryRaw<Rememberable[]>`
        select id::text as proof, workspace_id::text as workspace, member_id::text as member, text
        from rememberable_proof where id = ${proof}::uuid`;
      return rows[0] ?? null;
    },

    async unremembered(embedder, after, scan) {
      const rows = await db.$queryRaw<(Rememberable & { readonly wanted: boolean })[]>`
        with looked as (
          select id from proof where ${after}::uuid is null or id > ${after}::uuid order by id limit ${scan}::int
        )
        select l.id::text as proof, p.workspace_id::text as workspace, p.member_id::text as member, p.text,
          p.id is not null and m.proof_id is null as wanted
        from looked l
        left join rememberable_proof p on p.id = l.id
        left join memory m on m.proof_id = l.id and m.embedder = ${embedder}
        order by l.id`;
      const found = rows.filter(({ wanted }) => wanted);
      return { found, next: rows.length < scan ? null : (rows.at(-1)?.proof ?? null) };
    },

    async keep({ proof, text }, embedder, vector) {
      // The rows are locked meanwhile: whoever takes the proof back, edits it or gives care either waits, or has already committed and is
      // seen here.
      await db.$executeRaw`
        with still as (
          select p.id from proof p join cheer c on c.proof_id = p.id and c.care is null
          where p.id = ${proof}::uuid and p.text = ${text} and p.deleted_at is null and p.undone_at is null for share
        )
        insert into memory (proof_id, member_id, challenge_id, at, embedder, vector)
        select p.id, p.member_id, p.challenge_id, p.posted_at, ${embedder}, ${Buffer.from(vector.buffer, vector.byteOffset, vector.length)}
        from rememberable_proof p join still on still.id = p.id
        on conflict (proof_id) do update set embedder = excluded.embedder, vector = excluded.vector,
          member_id = excluded.member_id, challenge_id = excluded.challenge_id, at = excluded.at`;
    },

    async vectors({ member, challenge, embedder, until, lookedThrough, atMost }, like) {
      const { rows } = await pool.query<{ proof: ProofId; vector: Buffer }>({
        name: 'boost_memory_vectors',
        text: `select proof_id as proof, vector from (
            select proof_id, vector, signs from memory
            where member_id = $1::uuid and embedder = $2 and challenge_id = $3::uuid and at <= $4::timestamptz
              and hidden_at is null and length(signs) = length($5::varbit)
            order by at desc limit $7::int) m
          order by (bit_count(signs & $5::varbit) - bit_count(signs & $6::varbit)) / sqrt(bit_count(signs)) desc limit $8::int`,
        values: [
          ...[member, embedder, challenge, new Date(until).toISOString()],
          ...[signs(like, 1), signs(like, -1), lookedThrough, atMost],
        ],
      });
      const bytes = Buffer.concat(rows.map(({ vector }) => vector));
      return {
        proofs: rows.map(({ proof }) => proof),
        vectors: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length),
      };
    },

    async words(member, proofs) {
      return db.$queryRaw`
        select p.id::text as proof, p.text, to_char(p.day, 'YYYY-MM-DD') as day,
          ${shownMessage} as message
        from rememberable_proof p join memory m on m.proof_id = p.id and m.hidden_at is null and m.vector <> ''
        where p.member_id = ${member}::uuid and p.id = any(${[...proofs]}::uuid[])`;
    },
  };
}

/** The same as the database's `boost_signs`; with -1, that of the opposite vector. */
function signs(vector: Bytes, direction: 1 | -1): string {
  const flags = (sign: number) => Array.from(vector, (each) => (each * sign > 0 ? '1' : '0')).join('');
  return flags(direction) + flags(-direction);
}
