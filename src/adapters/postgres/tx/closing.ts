import type { AuditedAct } from '../../../core/challenge/audit.ts';
import type { Situation } from '../../../core/cheer/situation.ts';
import type { ClosingTx, Finisher } from '../../../core/closing/store.ts';
import { jobTable } from '../../../core/jobs/table.ts';
import type { CivilDay } from '../../../core/model/day.ts';
import type { ChallengeId } from '../../../core/model/ids.ts';
import type { BlobId } from '../../../core/photo.ts';
import type { Tx } from '../../../core/store.ts';
import { Prisma } from '../generated/client.ts';
import { jobsEnqueued } from '../jobs/row.ts';
import { shownMessage } from '../proof-message.ts';
import type { PrismaTx } from '../unit-of-work.ts';
import { toRows, withMembers } from './challenge-row.ts';
import { toRow as toWorkspace } from './workspaces.ts';

/** Reads and writes what the end of a challenge needs. */
export function closingWrites(
  prisma: PrismaTx,
  { memberFacts, findMember }: Pick<Tx, 'memberFacts' | 'findMember'>,
): ClosingTx {
  return {
    async togetherDone(challenge) {
      const [row] = await prisma.$queryRaw<{ members: number; days: number }[]>`
        select count(distinct member_id)::int as members, count(*)::int as days from check_in
        where challenge_id = ${challenge}::uuid and counted and revoked_at is null`;
      return row!;
    },

    async planFinishCards(challenge, from, apartMs) {
      const [row] = await prisma.$queryRaw<{ count: number }[]>`
        with finishers as (
          select e.member_id as member, row_number() over (order by e.member_id) - 1 as place from enrollment e
          where e.challenge_id = ${challenge}::uuid and e.left_at is null and exists (
            select from check_in k where k.challenge_id = e.challenge_id and k.member_id = e.member_id
              and k.counted and k.revoked_at is null)
        ), planned as (
          select count(*)::int as count, jsonb_agg(jsonb_build_object('task', 'finishCard',
            'payload', jsonb_build_object('challenge', ${challenge}::text, 'member', member),
            'key', 'finish:' || ${challenge}::text || ':' || member, 'priority', ${jobTable.finishCard.priority}::int,
            'runAt', ${new Date(from)}::timestamptz + make_interval(secs => place * ${apartMs}::float8 / 1000))) as jobs
          from finishers
        ), enqueued as (
          select boost_enqueue(jobs) from planned where count > 0
        )
        select count, ${jobsEnqueued} from planned`;
      return row!.count;
    },

    async draftAgain(of) {
      const [found] = await prisma.$queryRaw<{ id: ChallengeId }[]>`
        select c.id from audit a join challenge c on c.id = a.challenge_id and c.started_at is null and c.ended_at is null
        where a.what = ${'copied' satisfies AuditedAct} and a.detail->>'from' = ${of} and c.workspace_id = a.workspace_id
          and a.workspace_id = (select workspace_id from challenge where id = ${of}::uuid)
        order by a.at desc limit 1`;
      return found?.id ?? null;
    },

    async plannedEnd(of) {
      const [found] = await prisma.$queryRaw<{ endsOn: CivilDay | null }[]>`
        select detail->>'planned' as "endsOn" from audit
        where challenge_id = ${of}::uuid and what = ${'ended' satisfies AuditedAct} and detail ? 'planned'
        order by at desc limit 1`;
      return found?.endsOn;
    },

    async findFinisher(challengeId, memberId) {
      const enrollment = await prisma.enrollment.findUnique({
        where: { challengeId_memberId: { challengeId, memberId } },
        include: {
          member: { include: { workspace: true } },
          challenge: { include: withMembers },
        },
      });
      const [facts] = await memberFacts(challengeId, { only: memberId });
      if (!enrollment || !facts || facts.checkIns.length === 0) return null;
      const workspace = toWorkspace(enrollment.member.workspace);
      const member = await findMember(workspace.id, enrollment.member.ref as Finisher['member']['ref']);
      const [challenge] = await toRows(prisma, [enrollment.challenge]);
      if (!member || !challenge) return null;
      const longest = await prisma.$queryRaw<Finisher['longest'][number][]>`
        select p.text, ${shownMessage} as message
        from check_in k join proof p on p.id = k.proof_id and p.deleted_at is null and p.undone_at is null
        where k.challenge_id = ${challengeId}::uuid and k.member_id = ${memberId}::uuid and k.counted and k.revoked_at is null
          and p.text ~ '[^[:space:]]' and ${noHardDay}
        order by char_length(p.text) desc, p.posted_at, p.id limit 20`;
      const photos = await prisma.$queryRaw<{ blob: BlobId; lead: boolean }[]>`
        select f.small_blob as blob, row_number() over (partition by f.proof_id order by f.ordinal) = 1 as lead
        from check_in k join photo f on f.proof_id = k.proof_id and f.state = 'kept' and f.small_blob is not null
        where k.challenge_id = ${challengeId}::uuid and k.member_id = ${memberId}::uuid and k.counted and k.revoked_at is null
          and ${noHardDay}
        order by k.day, f.proof_id, f.ordinal`;
      return { workspace, challenge, member, facts, longest, photos };
    },

    async daysOf(challenge, member) {
      const [row] = await prisma.$queryRaw<{ days: number }[]>`
        select count(k.id)::int as days from enrollment e
        left join check_in k on k.challenge_id = e.challenge_id and k.member_id = e.member_id and k.counted and k.revoked_at is null
        where e.challenge_id = ${challenge}::uuid and e.member_id = ${member}::uuid group by e.member_id`;
      return row?.days ?? null;
    },
  };
}

/** Excludes check-ins whose proof came to care or was comforted: what was written or shown on such a day is no souvenir. */
const noHardDay = Prisma.sql`not exists (
  select from cheer c where c.proof_id = k.proof_id and (c.care is not null or c.situation = ${'hard' satisfies Situation}))`;
