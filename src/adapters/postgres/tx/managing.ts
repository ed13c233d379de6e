import type { AuditedAct } from '../../../core/challenge/audit.ts';
import { nameOf } from '../../../core/challenge/title.ts';
import type { LoggedAct, LoggedPerson, ManagingTx, RemovedProof } from '../../../core/managing/store.ts';
import type { CivilDay, ZoneHistory } from '../../../core/model/day.ts';
import type { ChannelRef, MemberRef, MessageRef, ProofId } from '../../../core/model/ids.ts';
import type { NoteView } from '../../../core/views.ts';
import { refusedAs } from '../refused.ts';
import type { PrismaTx } from '../unit-of-work.ts';
import { toAudit } from './audit.ts';

/** Reads and writes what managers do to members' records. */
export function managingWrites(prisma: PrismaTx): ManagingTx {
  return {
    async lockEnrollment(challenge, member) {
      const rows = await prisma.$queryRaw<{ joinedOn: CivilDay; zones: ZoneHistory }[]>`
        select to_char(e.joined_on, 'YYYY-MM-DD') as "joinedOn", z.zones
        from enrollment e join member_zones z on z.member_id = e.member_id
        where e.challenge_id = ${challenge}::uuid and e.member_id = ${member}::uuid and e.left_at is null
        for update of e`;
      return rows[0] ?? null;
    },

    async removeDay(challenge, member, day, at) {
      await prisma.$queryRaw`
        select id from check_in where challenge_id = ${challenge}::uuid and member_id = ${member}::uuid and day = ${day}::date
          and revoked_at is null order by id for update`;
      // Selected by day, not by the locked rows: a check-in that was written while we waited for a lock is included.
      const gone = await prisma.$queryRaw<{ proof: string | null; counted: boolean }[]>`
        update check_in set revoked_at = ${new Date(at)}
        where challenge_id = ${challenge}::uuid and member_id = ${member}::uuid and day = ${day}::date and revoked_at is null
        returning proof_id::text as proof, counted`;
      if (gone.length === 0) return 'none';
      // The proof that counted comes first.
      const proofs = gone.toSorted((one, other) => Number(other.counted) - Number(one.counted));
      return marksOf(
        prisma,
        proofs.flatMap(({ proof }) => (proof === null ? [] : [proof])),
      );
    },

    async addDay(challenge, member, { day, at, zone, late }) {
      const added = await prisma.$executeRaw`
        insert into check_in (challenge_id, member_id, day, at, zone, late)
        values (${challenge}::uuid, ${member}::uuid, ${day}::date, ${new Date(at)}, ${zone}, ${late})
        on conflict (challenge_id, member_id, day) where counted and revoked_at is null do nothing`;
      return added === 1;
    },

    async grantFreeze(challenge, member, day) {
      const added = await prisma.$executeRaw`
        insert into freeze_grant (challenge_id, member_id, day, n, call)
        values (${challenge}::uuid, ${member}::uuid, ${day}::date, 1, ${`freeze:${challenge}:${member}:${day}`})
        on conflict (call) do nothing`;
      return added === 1;
    },

    async wasRemoved(proof) {
      const found = await prisma.$queryRaw<unknown[]>`
        select 1 from proof p join audit a on a.workspace_id = p.workspace_id and a.member_id = p.member_id
        where p.id = ${proof}::uuid and a.what = ${'checkInRemoved' satisfies AuditedAct}
          and a.detail->'proofs' ? p.id::text limit 1`;
      return found.length > 0;
    },

    async log(workspaceId, challengeId, { offset, limit }) {
      const rows = await prisma.audit.findMany({
        where: { workspaceId, ...(challengeId === null ? {} : { challengeId }) },
        orderBy: [{ at: 'desc' }, { id: 'asc' }],
        skip: offset,
        take: limit,
      });
      const people = await peopleOf(
        prisma,
        rows.flatMap(({ actorId, memberId }) => [actorId, memberId]),
      );
      const challenges = await prisma.challenge.findMany({
        where: { id: { in: rows.flatMap(({ challengeId: id }) => (id === null ? [] : [id])) } },
        select: { id: true, title: true, emoji: true },
      });
      const names = new Map(challenges.map((challenge) => [challenge.id, nameOf(challenge)]));
      return rows.map(
        (row): LoggedAct => ({
          ...toAudit(row),
          by: people.get(row.actorId ?? '') ?? null,
          of: people.get(row.memberId ?? '') ?? null,
          name: names.get(row.challengeId ?? '') ?? null,
        }),
      );
    },

    async findRemoval(workspaceId, id) {
      const found = await prisma.audit.findFirst({
        where: { id, workspaceId, what: 'checkInRemoved' satisfies AuditedAct },
      });
      const row = found && toAudit(found);
      if (!row?.member || !row.day) return null;
      const challenge =
        row.challenge && (await prisma.challenge.findUnique({ where: { id: row.challenge } }));
      const managers = await peopleOf(prisma, [row.actor, challenge ? challenge.createdBy : null]);
      return {
        audit: id,
        member: row.member,
        challenge: challenge && row.challenge ? { id: row.challenge, name: nameOf(challenge) } : null,
        day: row.day,
        reason: row.reason ?? '',
        appealed: (await prisma.audit.count({ where: { call: `appeal:${id}` } })) > 0,
        managers: [...managers.values()],
      };
    },

    async channelOfAct(workspaceId, id) {
      const row = await prisma.audit.findFirst({ where: { id, workspaceId }, select: { challengeId: true } });
      if (!row?.challengeId) return null;
      const where = { id: row.challengeId };
      const found = await prisma.challenge.findUnique({ where, select: { channelRef: true } });
      return found && (found.channelRef as ChannelRef);
    },

    async takeUntold({ platform, workspace }, member, since) {
      const rows = await prisma.$queryRaw<{ view: NoteView; at: Date }[]>`
        update delivery d set state = 'skipped', reason = 'said in an answer', updated_at = clock_timestamp()
        from workspace w join member m on m.workspace_id = w.id and m.ref = ${member}
        join audit a on a.workspace_id = w.id and a.at > ${new Date(since)} and a.member_id = m.id
        where w.platform = ${platform} and w.ref = ${workspace} and d.key = 'told:' || a.id
          and d.state = 'dead' and ${refusedAs('forbidden')}
        returning d.effect->'view' as view, a.at`;
      return rows.toSorted((one, other) => Number(one.at) - Number(other.at)).map(({ view }) => view);
    },
  };
}

/**
 * The marks of credit to remove with the check-ins of these proofs: pending ones are skipped here, those that are set or being set are
 * returned.
 */
async function marksOf(prisma: PrismaTx, proofs: readonly string[]): Promise<readonly RemovedProof[]> {
  const rows = await prisma.$queryRaw<{ proof: ProofId; message: MessageRef | null; mark: string | null }[]>`
    with mine as (
      select p.id, p.place, not exists (select from check_in k where k.proof_id = p.id and k.counted and k.revoked_at is null) as idle
      from unnest(${[...proofs]}::uuid[]) with ordinality as p(id, place)
    ), skipped as (
      update delivery d set state = 'skipped', reason = 'removed by a manager', updated_at = clock_timestamp()
      from mine where mine.idle and d.key = 'react:' || mine.id and d.state = 'pending' and not d.maybe_sent
      returning d.key
    )
    select mine.id::text as proof, d.effect->>'message' as message, d.effect->>'mark' as mark
    from mine left join delivery d on d.key = 'react:' || mine.id and mine.idle
      and d.state in ('pending', 'sending', 'sent') and d.key not in (select key from skipped)
    order by mine.place`;
  return rows.map(({ proof, message, mark }) => ({
    proof,
    mark: message === null || mark === null ? null : { message, mark },
  }));
}

async function peopleOf(
  prisma: PrismaTx,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, LoggedPerson>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const members = await prisma.member.findMany({
    where: { id: { in: wanted } },
    select: { id: true, ref: true, name: true },
  });
  const byId = new Map(members.map(({ id, ref, name }) => [id, { ref: ref as MemberRef, name }]));
  // In the order of the ids.
  return new Map(wanted.flatMap((id) => (byId.has(id) ? [[id, byId.get(id)!] as const] : [])));
}
