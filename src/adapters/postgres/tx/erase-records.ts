import type { ErasingTx } from '../../../core/erasing/store.ts';
import type { PrismaTx } from '../unit-of-work.ts';
import { memberErasing } from './erase-member.ts';
import { eraseProofs } from './erase-proofs.ts';
import { erasePictures, eraseRepeatedWords } from './erase-words.ts';

/** Erases a member's records in one transaction, however many there are: each step is one statement over all of their proofs. */
export function erasingWrites(prisma: PrismaTx): ErasingTx {
  return {
    ...memberErasing(prisma),

    async eraseRecords(challenge, { member, words }, at) {
      const now = new Date(at);
      // Enrollments are locked first: whoever writes a proof holds one, and either is waited for or finds it gone (boost_write_facts).
      await prisma.$queryRaw`
        select 1 from enrollment where challenge_id = ${challenge}::uuid and (${member}::uuid is null or member_id = ${member}::uuid)
        order by member_id for update`;
      // Then the proofs are locked: whoever settles a delivery or edits one of them waits, and then sees what happened here.
      const proofs = await prisma.$queryRaw<{ id: string }[]>`
        select p.id from proof p where p.id in (
          select proof_id from check_in where challenge_id = ${challenge}::uuid and (${member}::uuid is null or member_id = ${member}::uuid)
          union all
          -- What counted for nothing is of the one challenge its member took part in there.
          select o.id from challenge c
          join proof o on o.workspace_id = c.workspace_id and o.channel_ref = c.channel_ref and o.member_id is not null
          where c.id = ${challenge}::uuid and (${member}::uuid is null or o.member_id = ${member}::uuid)
            and not exists (select from check_in k where k.proof_id = o.id)
            and not exists (
              select from challenge n join enrollment e on e.challenge_id = n.id and e.member_id = o.member_id
              where n.id <> c.id and n.workspace_id = c.workspace_id and n.channel_ref = c.channel_ref))
        order by p.id for update`;
      const gone = await prisma.$queryRaw<{ counted: boolean }[]>`
        delete from check_in where challenge_id = ${challenge}::uuid and (${member}::uuid is null or member_id = ${member}::uuid)
        returning counted and revoked_at is null as counted`;
      for (const table of ['rest', 'freeze_grant', 'proof_choice', 'memory']) {
        await prisma.$executeRawUnsafe(
          `delete from ${table} where challenge_id = $1::uuid and ($2::uuid is null or member_id = $2::uuid)`,
          challenge,
          member,
        );
      }
      await erasePictures(
        prisma,
        challenge,
        proofs.map(({ id }) => id),
      );
      const needless = await prisma.$queryRaw<{ id: string }[]>`
        update proof p set text = '', undone_at = coalesce(undone_at, ${now})
        where p.id = any(${proofs.map(({ id }) => id)}::uuid[])
          and not exists (select from check_in k where k.proof_id = p.id and k.revoked_at is null)
        returning p.id`;
      const ids = needless.map(({ id }) => id);
      // That somebody needed help, and when, is kept: erasing it must not end the time in which they are left in peace.
      await prisma.$executeRaw`
        update cheer set state = case when state = 'posted' then state else 'givenUp' end, line1 = null, line2 = null, memory_id = null,
          reason = case when care is null then 'erased' else reason end,
          updated_at = case when care is null then clock_timestamp() else updated_at end
        where proof_id = any(${ids}::uuid[])`;
      await eraseProofs(prisma, ids, { words });
      await eraseRepeatedWords(prisma, challenge, member);
      return gone.filter(({ counted }) => counted).length;
    },

    async forgetEnrollment(challengeId, memberId, at) {
      const { count } = await prisma.enrollment.deleteMany({ where: { challengeId, memberId } });
      if (count === 0) return false;
      const key = `erased:${challengeId}:${memberId}`;
      const value = String(at);
      await prisma.note.upsert({
        where: { key },
        create: { key, value },
        update: { value, updatedAt: new Date() },
      });
      return true;
    },
  };
}
