import type { ProofContext } from '../../core/check-in/context.ts';
import type { Facts } from '../../core/check-in/facts.ts';
import type { ProofStore } from '../../core/check-in/record-proof.ts';
import { type CheckInFact, packState } from '../../core/model/streak/index.ts';
import type { Database } from './client.ts';
import { isConflict } from './errors.ts';
import { jobRow } from './jobs/row.ts';
import type { Wake } from './jobs/wake.ts';

/**
 * The hot path: one function call to read, one to write (prisma/migrations, boost_proof_context and boost_write_facts), by the
 * driver itself: Prisma's way around it costs as much of the processor again.
 */
export function createProofStore({ db, pool }: Pick<Database, 'db' | 'pool'>, wake: Wake): ProofStore {
  return {
    async context({ platform, workspace, post, around, challenge }) {
      const { rows } = await pool.query<{ context: ProofContext | null }>({
        name: 'boost_proof_context',
        text: `select boost_proof_context($1, $2, $3, $4, $5, $6::date, $7::uuid) || jsonb_build_object('character', (
          select coalesce(m.character, w.character) from workspace w left join member m on m.workspace_id = w.id and m.ref = $4
          where w.platform = $1 and w.ref = $2)) as context`,
        values: [platform, workspace, post.channel, post.member.ref, post.message, around, challenge],
      });
      return rows[0]?.context ?? null;
    },

    async write(facts) {
      try {
        await pool.query({
          name: 'boost_write_facts',
          text: 'select boost_write_facts($1::jsonb)',
          values: [JSON.stringify(toRows(facts))],
        });
        wake(facts.jobs.filter(({ runAt }) => runAt === undefined).length);
        return 'written';
      } catch (error) {
        if (isConflict(error)) return 'conflict';
        throw error;
      }
    },

    async checkIns(challenge, member) {
      return db.$queryRaw<CheckInFact[]>`
        select id::text, extract(epoch from at)::float8 * 1000 as at, zone, to_char(day, 'YYYY-MM-DD') as day
        from check_in where challenge_id = ${challenge}::uuid and member_id = ${member}::uuid and counted and revoked_at is null`;
    },
  };
}

/** Facts under their columns' names. */
function toRows({
  workspace,
  member,
  zone,
  enrollments,
  proof,
  photos,
  checkIns,
  cheer,
  deliveries,
  jobs,
  choice,
  cursor,
}: Facts) {
  return {
    members: member.isNew
      ? [
          {
            id: member.id,
            workspace_id: workspace,
            ref: member.ref,
            name: member.name,
            locale: member.locale,
          },
        ]
      : [],
    zones: zone ? [{ member_id: member.id, from: time(zone.from), zone: zone.zone }] : [],
    enrollments: enrollments.map(({ challenge, joinedOn, version, streak }) => ({
      challenge_id: challenge,
      member_id: member.id,
      joined_on: joinedOn,
      version,
      streak: streak && packState(streak),
    })),
    proof: {
      row: proof.row,
      id: proof.id,
      workspace_id: workspace,
      message_ref: proof.message,
      channel_ref: proof.channel,
      member_id: member.id,
      posted_at: time(proof.at),
      text: proof.text,
    },
    photos: photos.map(({ ref, name, type, size, state, reason }, ordinal) => ({
      proof_id: proof.id,
      ordinal,
      attachment_ref: ref,
      name,
      claimed_type: type,
      claimed_size: size,
      state,
      reason,
    })),
    check_ins: checkIns.map(({ challenge, day, at, zone, late, counted }) => ({
      challenge_id: challenge,
      member_id: member.id,
      proof_id: proof.id,
      day,
      at: time(at),
      zone,
      late,
      counted,
    })),
    cheers: cheer ? [{ proof_id: proof.id, situation: cheer.situation }] : [],
    deliveries: deliveries.map(({ key, effect, claim, answered }) => ({
      key,
      claim,
      answered,
      workspace_id: workspace,
      proof_id: proof.id,
      effect,
    })),
    jobs: jobs.map(jobRow),
    choices: choice
      ? [
          {
            member_id: member.id,
            channel_ref: proof.channel,
            kind: choice.kind,
            challenge_id: choice.challenge,
          },
        ]
      : [],
    cursors: cursor
      ? [
          {
            workspace_id: workspace,
            channel_ref: cursor.channel,
            message_ref: cursor.message,
            at: time(cursor.at),
          },
        ]
      : [],
  };
}

function time(at: number): string {
  return new Date(at).toISOString();
}
