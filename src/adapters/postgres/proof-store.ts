import type { ProofContext } from '../../core/check-in/context.ts';
import { type Facts, jobsOf } from '../../core/check-in/facts.ts';
import type { ContextQuery, ProofStore } from '../../core/check-in/record-proof.ts';
import { traitsOf } from '../../core/delivery/keys.ts';
import type { JobSpec } from '../../core/jobs/job.ts';
import type { ChallengeId } from '../../core/model/ids.ts';
import { packState } from '../../core/model/streak/index.ts';
import type { Database } from './client.ts';
import { countedCheckIns } from './counted.ts';
import { concernsOne, isConflict } from './errors.ts';
import { createGather } from './gather.ts';
import { jobRow } from './jobs/row.ts';
import type { Wake } from './jobs/wake.ts';
import { knownDeliveries } from './known-deliveries.ts';
import { runOn } from './run-on.ts';

/**
 * The hot path: one database function to read and one to write (prisma/functions, boost_proof_context.sql and boost_write_facts.sql), each
 * called once for all proofs that arrive at the same time. Uses the driver directly, since going through Prisma would double the CPU time.
 */
export function createProofStore({ db, pool }: Pick<Database, 'db' | 'pool'>, wake: Wake): ProofStore {
  const context = createGather<ContextQuery, ProofContext | null>({
    async ask(queries) {
      const { rows } = await pool.query<{ context: ProofContext | null }>({
        name: 'boost_proof_contexts',
        text: `select boost_proof_context(platform, workspace, channel, member, message, around, challenge) as context
          from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::uuid[]) with ordinality
            as q(platform, workspace, channel, member, message, around, challenge, ordinal)
          order by ordinal`,
        values: [
          queries.map(({ platform }) => platform),
          queries.map(({ workspace }) => workspace),
          queries.map(({ post }) => post.channel),
          queries.map(({ post }) => post.member.ref),
          queries.map(({ post }) => post.message),
          queries.map(({ around }) => around),
          queries.map(({ challenge }) => challenge),
        ],
      });
      return rows.map((row) => row.context);
    },
    apart: concernsOne,
  });
  const write = createGather<Facts, void>({
    async ask(facts) {
      const one = facts.length === 1;
      await runOn(pool, {
        name: one ? 'boost_write_facts' : 'boost_write_together',
        text: `select ${one ? 'boost_write_facts' : 'boost_write_together'}($1::jsonb)`,
        values: [JSON.stringify(toRows(facts))],
      });
      return facts.map(() => undefined);
    },
    // A member's proofs never share a batch: the later one's facts depend on the earlier one's, and a member new to us has a different id
    // in each.
    key: ({ workspace, member }) => `${workspace} ${member.ref}`,
    apart: concernsOne,
  });

  return {
    context,

    async write(facts) {
      try {
        await write(facts);
      } catch (error) {
        if (isConflict(error)) return 'conflict';
        throw error;
      }
      const now = jobsOf(facts).filter(({ runAt }) => runAt === undefined);
      wake(
        now.map(({ task }) => task),
        now.some(isMark),
      );
      return 'written';
    },

    known: (keys) => knownDeliveries(db, keys),

    async isMembersProof(platform, workspace, message) {
      const [found] = await db.$queryRaw<{ found: boolean }[]>`
        select exists (
          select from workspace w join proof p on p.workspace_id = w.id and p.message_ref = ${message}
          where w.platform = ${platform} and w.ref = ${workspace} and p.deleted_at is null and p.undone_at is null
            and exists (select from check_in k where k.proof_id = p.id and k.revoked_at is null)
            and not exists (select from challenge c where c.workspace_id = w.id and c.channel_ref = p.channel_ref
              and c.created_by = p.member_id and c.ended_at is null)) as found`;
      return found!.found;
    },

    async awaitedMark({ platform, workspace, channel, message, by, at }) {
      const [found] = await db.$queryRaw<{ mark: string }[]>`
        select w.mark from workspace w
        where w.platform = ${platform} and w.ref = ${workspace} and w.parked_at is null
          and coalesce(boost_erased_at(w.id, ${by}) <= ${new Date(at)}, true)
          and exists (select from challenge c where c.workspace_id = w.id and c.channel_ref = ${channel}
            and c.started_at is not null and c.ended_at is null)
          and not exists (select from proof p where p.workspace_id = w.id and p.message_ref = ${message}
            and (p.undone_at >= ${new Date(at)}
              or exists (select from check_in k where k.proof_id = p.id and k.revoked_at is null)))`;
      return found?.mark ?? null;
    },

    async lastQuestion({ member, post: { channel, message, at }, challenge, day }) {
      const [found] = await db.$queryRaw<{ answer: ChallengeId | null }[]>`
        select k.challenge_id::text as answer
        from check_in u
        join proof p on p.member_id = u.member_id and p.channel_ref = ${channel} and p.message_ref <> ${message}
          and p.posted_at between u.at and ${new Date(at)} and p.id is distinct from u.proof_id
          and p.deleted_at is null and p.undone_at is null
        join delivery q on q.key = 'choose:' || p.id and q.state <> 'dead'
        left join lateral (
          select k.challenge_id from check_in k where k.proof_id = p.id and k.revoked_at is null order by k.created_at, k.id limit 1
        ) k on true
        where u.member_id = ${member}::uuid and u.challenge_id = ${challenge}::uuid and u.day = ${day}::date
          and u.counted and u.revoked_at is null
        order by p.posted_at desc, p.created_at desc limit 1`;
      return found ?? null;
    },

    async lookedAt(all) {
      const rows = all.map(({ at, ...rest }) => ({ ...rest, at: time(at) }));
      await db.$executeRaw`
        insert into channel_cursor (workspace_id, channel_ref, message_ref, at)
        select w.id, s.channel, s.message, s.at
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as s(platform text, workspace text, channel text, message text, at timestamptz)
        join workspace w on w.platform = s.platform and w.ref = s.workspace
        where exists (select from challenge c where c.workspace_id = w.id and c.channel_ref = s.channel
          and c.started_at is not null and c.ended_at is null)
        -- As proofs move them (boost_write_facts): in one order, so that nobody waits in a ring.
        order by w.id, s.channel
        on conflict (workspace_id, channel_ref) do update set message_ref = excluded.message_ref, at = excluded.at
        where channel_cursor.at < excluded.at`;
    },

    checkIns: (challenge, member) => countedCheckIns(db, challenge, member),
  };
}

/** Whether the job sets a mark of credit that is left to the queue, since this process sets none itself or has enough of them in hand. */
function isMark(job: JobSpec): boolean {
  return job.task === 'deliver' && traitsOf(job.payload.key).isMark === true;
}

/** The facts as rows, under their columns' names. */
export function toRows(all: readonly Facts[]) {
  return {
    members: all.flatMap(({ workspace, member: { id, isNew, ref, name, locale } }) =>
      isNew ? [{ id, workspace_id: workspace, ref, name, locale }] : [],
    ),
    zones: all.flatMap(({ member, zone }) =>
      zone ? [{ member_id: member.id, from: time(zone.from), zone: zone.zone }] : [],
    ),
    enrollments: all.flatMap(({ member, enrollments }) =>
      enrollments.map(({ challenge, joinedOn, version, streak, joins }) => ({
        challenge_id: challenge,
        member_id: member.id,
        joined_on: joinedOn,
        version,
        streak: streak && packState(streak),
        joins,
      })),
    ),
    proofs: all.map(({ workspace, member, proof }) => ({
      row: proof.row,
      id: proof.id,
      workspace_id: workspace,
      message_ref: proof.message,
      channel_ref: proof.channel,
      member_id: member.id,
      posted_at: time(proof.at),
      text: proof.text,
    })),
    photos: all.flatMap(({ proof, photos }) =>
      photos.map(({ ref, name, type, size, state, reason }, ordinal) => ({
        proof_id: proof.id,
        ordinal,
        attachment_ref: ref,
        name,
        claimed_type: type,
        claimed_size: size,
        state,
        reason,
      })),
    ),
    check_ins: all.flatMap(({ member, proof, checkIns }) =>
      checkIns.map(({ challenge, day, at, zone, late, counted }) => ({
        challenge_id: challenge,
        member_id: member.id,
        proof_id: proof.id,
        day,
        at: time(at),
        zone,
        late,
        counted,
      })),
    ),
    cheers: all.flatMap(({ proof, cheer }) =>
      cheer ? [{ proof_id: proof.id, situation: cheer.situation, challenge_id: cheer.challenge }] : [],
    ),
    deliveries: all.flatMap(({ workspace, proof, deliveries }) =>
      deliveries.map(({ key, effect, how }) => ({
        key,
        claim: typeof how === 'object' ? how.claim : undefined,
        answered: how === 'answered' ? true : undefined,
        workspace_id: workspace,
        proof_id: proof.id,
        effect,
      })),
    ),
    jobs: all.flatMap((facts) => jobsOf(facts).map(jobRow)),
    choices: all.flatMap(({ member, proof, choice }) =>
      choice
        ? [
            {
              member_id: member.id,
              channel_ref: proof.channel,
              kind: choice.kind,
              challenge_id: choice.challenge,
            },
          ]
        : [],
    ),
    cursors: all.flatMap(({ workspace, cursor }) =>
      cursor
        ? [
            {
              workspace_id: workspace,
              channel_ref: cursor.channel,
              message_ref: cursor.message,
              at: time(cursor.at),
            },
          ]
        : [],
    ),
  };
}

function time(at: number): string {
  return new Date(at).toISOString();
}
