import type { MemoryTx } from '../../../core/memory/store.ts';
import type { CivilDay } from '../../../core/model/day.ts';
import type { ProofId } from '../../../core/model/ids.ts';
import { jobRow } from '../jobs/row.ts';
import type { PrismaTx } from '../unit-of-work.ts';

/** Forgets or hides remembered proofs, and has the cheers that recall them said again. */
export function memoryWrites(prisma: PrismaTx): MemoryTx {
  return {
    async forgetProof(proof) {
      await prisma.$executeRaw`delete from memory where proof_id = ${proof}::uuid`;
      await sayWithout(prisma, [proof]);
    },

    async rememberAnew(proof) {
      await prisma.$executeRaw`update memory set embedder = '', vector = '' where proof_id = ${proof}::uuid`;
      await sayWithout(prisma, [proof]);
    },

    async hideMemory(proof, member, at) {
      const rows = await prisma.$queryRaw<
        { own: boolean; name: string; day: CivilDay | null; kept: boolean }[]
      >`
        select p.member_id = ${member}::uuid as own, o.name, m.proof_id is not null and m.hidden_at is null as kept,
          (select to_char(k.day, 'YYYY-MM-DD') from check_in k where k.proof_id = p.id order by k.created_at, k.id limit 1) as day
        from proof p
        join member o on o.id = p.member_id
        join member asker on asker.id = ${member}::uuid and asker.workspace_id = p.workspace_id
        left join memory m on m.proof_id = p.id
        where p.id = ${proof}::uuid
        for update of p`;
      const [found] = rows;
      if (!found) return { kind: 'unknown' };
      if (!found.own) return { kind: 'notYours', name: found.name };
      if (!found.kept || !found.day) return { kind: 'over' };
      await prisma.$executeRaw`update memory set hidden_at = ${new Date(at)} where proof_id = ${proof}::uuid`;
      await sayWithout(prisma, [proof]);
      return { kind: 'hidden', day: found.day };
    },
  };
}

/**
 * Adds a job for every cheer that recalls one of these proofs, to say it again without the recalled proof. Call it after the memory was
 * removed: whoever stores a cheer that recalls the proof holds a lock on it meanwhile. A cheer that is just being written again is left
 * alone, since it can only recall what remains then.
 */
export async function sayWithout(prisma: PrismaTx, memories: readonly string[]): Promise<void> {
  const found = await prisma.$queryRaw<{ proof: ProofId; memory: ProofId }[]>`
    select proof_id::text as proof, memory_id::text as memory from cheer
    where memory_id = any(${[...memories]}::uuid[]) and state in ('verified', 'posting', 'posted', 'givenUp')`;
  const jobs = found.map((payload) =>
    jobRow({
      task: 'sayWithout',
      payload,
      key: `without:${payload.proof}`,
    }),
  );
  if (jobs.length > 0) await prisma.$executeRaw`select boost_enqueue(${JSON.stringify(jobs)}::jsonb)`;
}
