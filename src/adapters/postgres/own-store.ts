import type { OwnCounts, OwnStore } from '../../core/own/store.ts';
import type { Db } from './client.ts';
import { readExport } from './own-export.ts';

/** A consistent reading of ten years of daily proofs takes a fraction of this, in milliseconds. */
const readWithinMs = 20_000;

/** Reads everything that is kept about one member. */
export function createOwnStore(db: Db): OwnStore {
  return {
    async counts(member) {
      const [counts] = await db.$queryRaw<OwnCounts[]>`
        select
          (select count(*)::int from check_in k
            where k.member_id = ${member}::uuid and k.counted and k.revoked_at is null) as "checkIns",
          (select count(*)::int from photo f join proof p on p.id = f.proof_id
            where p.member_id = ${member}::uuid and f.state = 'kept') as photos`;
      return counts!;
    },

    export: (member, at, linkTo) =>
      // One snapshot: what is written meanwhile is in all of it or in nothing of it.
      db.$transaction((prisma) => readExport(prisma, member, at, linkTo), {
        isolationLevel: 'RepeatableRead',
        timeout: readWithinMs,
      }),
  };
}
