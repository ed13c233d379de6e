import type { ProofRow, ProofTx, TakenBack } from '../../../core/check-in/store.ts';
import type { DeliveryKey, MemberId, MemberRef, MessageRef, ProofId } from '../../../core/model/ids.ts';
import { ownMessage } from '../proof-message.ts';
import type { PrismaTx } from '../unit-of-work.ts';
import { noStreak } from './check-ins.ts';

/** Reads and writes proofs that are edited, deleted or undone. */
export function proofWrites(prisma: PrismaTx): ProofTx {
  return {
    async lockProof(workspace, message) {
      const rows = await prisma.$queryRaw<LockedProof[]>`
        select p.id, p.member_id as member, m.ref as "memberRef", p.text, p.edited_at as "editedAt",
          p.deleted_at is not null as deleted, p.undone_at is not null as undone,
          exists (select from cheer where proof_id = p.id) as cheered,
          exists (select from check_in k where k.proof_id = p.id and (k.counted or k.revoked_at is not null)) as "everCounted",
          exists (select from delivery q where q.key = 'choose:' || p.id)
            and not exists (select from check_in k where k.proof_id = p.id) as undecided,
          coalesce((select array_agg(c.title order by c.created_at, c.id) from check_in k join challenge c on c.id = k.challenge_id
            where k.proof_id = p.id and k.revoked_at is null), '{}') as "countsFor"
        from proof p left join member m on m.id = p.member_id
        where p.workspace_id = ${workspace}::uuid and (p.message_ref = ${message}
          -- A proof given by command is met on the card we posted for it.
          or p.id = (select proof_id from delivery where key like 'card:%' and message_ref = ${message}))
        for update of p`;
      return rows[0] ? toRow(rows[0]) : null;
    },

    async rememberUnseen(workspace, channel, message, what) {
      const deletedAt = 'deletedAt' in what ? new Date(what.deletedAt) : null;
      const editedAt = 'editedAt' in what ? new Date(what.editedAt) : null;
      const text = 'text' in what ? what.text : '';
      const changed = await prisma.$executeRaw`
        insert into proof (workspace_id, message_ref, channel_ref, text, deleted_at, edited_at)
        values (${workspace}::uuid, ${message}, ${channel}, ${text}, ${deletedAt}, ${editedAt})
        on conflict (workspace_id, message_ref) do nothing`;
      return changed === 1 ? 'remembered' : 'arrived';
    },

    async saveEdit(id, text, editedAt) {
      await prisma.proof.update({ where: { id }, data: { text, editedAt: new Date(editedAt) } });
    },

    async dropPhotos(id, left) {
      const { count } = await prisma.photo.updateMany({
        where: {
          proofId: id,
          state: { in: ['kept', 'waiting', 'held'] },
          attachmentRef: { notIn: [...left] },
        },
        // The ids of its copies stay until the files are deleted.
        data: { state: 'erased' },
      });
      return count > 0;
    },

    async markDeleted(id, at) {
      await prisma.proof.update({ where: { id }, data: { deletedAt: new Date(at) } });
    },

    async markUndone(id, at) {
      await prisma.proof.update({ where: { id }, data: { undoneAt: new Date(at) } });
    },

    async releaseMessage(id) {
      await prisma.$executeRaw`update proof set message_ref = message_ref || '#undone-' || id where id = ${id}::uuid`;
    },

    async revokeCheckIns(proof, at) {
      // Enrollments are locked first, in the same order as when a proof is written (boost_write_facts).
      await prisma.$executeRaw`
        update enrollment set ${noStreak}
        from check_in k where k.proof_id = ${proof}::uuid and k.revoked_at is null
          and enrollment.challenge_id = k.challenge_id and enrollment.member_id = k.member_id`;
      // All check-ins of the same days are locked, so that their proofs are taken back one at a time: otherwise a day could pass to a proof
      // that is also being taken back.
      await prisma.$queryRaw`
        select k.id from check_in k
        where k.revoked_at is null and (k.challenge_id, k.member_id, k.day) in
          (select challenge_id, member_id, day from check_in where proof_id = ${proof}::uuid)
        order by k.id for update`;
      const taken = await prisma.$queryRaw<(TakenBack & { id: string; counted: boolean })[]>`
        with revoked as (
          update check_in set revoked_at = ${new Date(at)} where proof_id = ${proof}::uuid and revoked_at is null
          returning id, challenge_id, member_id, day, counted
        )
        select r.id::text, r.counted, c.id::text as challenge, c.title, c.emoji, to_char(r.day, 'YYYY-MM-DD') as day,
          exists (select from check_in k where k.challenge_id = r.challenge_id and k.member_id = r.member_id and k.day = r.day
            and k.revoked_at is null and k.proof_id is distinct from ${proof}::uuid) as "stillDone"
        from revoked r join challenge c on c.id = r.challenge_id order by c.created_at, c.id`;
      // If a day has several proofs, the earliest remaining one takes over; if the revoked check-in did not count, another one already
      // does.
      const left = taken.flatMap(({ id, counted }) => (counted ? [id] : []));
      const successors = await prisma.$queryRaw<
        {
          proof: ProofId;
          message: MessageRef | null;
          mark: string;
          note: MessageRef | null;
          noteKey: DeliveryKey | null;
        }[]
      >`
        with next as (
          select distinct on (k.challenge_id, k.member_id, k.day) k.id
          from check_in gone
          join check_in k on k.challenge_id = gone.challenge_id and k.member_id = gone.member_id and k.day = gone.day
          join proof p on p.id = k.proof_id and p.deleted_at is null and p.undone_at is null
          where gone.id = any(${left}::uuid[]) and k.revoked_at is null and not k.counted
          order by k.challenge_id, k.member_id, k.day, k.at, k.id
        ), raised as (
          update check_in set counted = true from next where check_in.id = next.id returning check_in.proof_id
        )
        -- A card of ours (of a proof given by command) carries its mark from the start.
        select distinct p.id as proof, ${ownMessage} as message, w.mark,
          d.message_ref as note, d.key as "noteKey"
        from raised join proof p on p.id = raised.proof_id join workspace w on w.id = p.workspace_id
        left join lateral (
          select key, message_ref from delivery where proof_id = p.id and key like 'note:%' and state = 'sent'
          order by created_at desc limit 1) d on true`;
      return { taken, successors };
    },

    async notesBefore(proof) {
      // Notes about a proof that counts are written in the same transaction as its check-in, by the same clock.
      const notes = await prisma.$queryRaw<{ key: DeliveryKey }[]>`
        select key from delivery where proof_id = ${proof}::uuid and key like 'note:%' and created_at < least(
          (select min(created_at) from check_in where proof_id = ${proof}::uuid),
          (select created_at from delivery where key = 'choose:' || ${proof}))`;
      return notes.map(({ key }) => key);
    },

    async giveUpCheer(proof, reason) {
      await prisma.cheer.updateMany({
        where: { proofId: proof, state: { not: 'givenUp' } },
        data: { state: 'givenUp', reason, updatedAt: new Date() },
      });
    },

    async askCheerAgain(proof) {
      const rows = await prisma.$queryRaw<{ written: Date | null; photosUntil: Date | null }[]>`
        with before as (
          select case when line1 is not null then updated_at end as written,
            -- When its job as it stands would have it written without them.
            (select j.run_at from graphile_worker._private_jobs j where j.key = 'cheer:' || proof_id and exists (
              select from photo where proof_id = cheer.proof_id and state = 'waiting')) as until
          from cheer where proof_id = ${proof}::uuid
        )
        update cheer set state = 'queued', revision = revision + case when line1 is null then 0 else 1 end
        from before where proof_id = ${proof}::uuid and (state <> 'givenUp' or reason in ('silent', 'silentHeld'))
        returning before.written, before.until as "photosUntil"`;
      return {
        written: rows[0]?.written?.getTime() ?? 0,
        photosUntil: rows[0]?.photosUntil?.getTime() ?? 0,
      };
    },
  };
}

interface LockedProof {
  readonly id: string;
  readonly member: string | null;
  readonly memberRef: string | null;
  readonly text: string;
  readonly editedAt: Date | null;
  readonly deleted: boolean;
  readonly undone: boolean;
  readonly cheered: boolean;
  readonly everCounted: boolean;
  readonly undecided: boolean;
  readonly countsFor: readonly string[];
}

function toRow({ id, member, memberRef, editedAt, ...rest }: LockedProof): ProofRow {
  return {
    ...rest,
    id: id as ProofId,
    member: member as MemberId | null,
    memberRef: memberRef as MemberRef | null,
    editedAt: editedAt?.getTime() ?? null,
  };
}
