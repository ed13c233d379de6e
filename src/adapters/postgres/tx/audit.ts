import type { AuditedAct, AuditRow, AuditTx } from '../../../core/challenge/audit.ts';
import type { ChallengeId, MemberId, ProofId, WorkspaceId } from '../../../core/model/ids.ts';
import type { Audit } from '../generated/client.ts';
import type { PrismaTx } from '../unit-of-work.ts';
import { civil } from './challenge-row.ts';

/** Writes and reads the audit log; each call is recorded once. */
export function auditWrites(prisma: PrismaTx): AuditTx {
  return {
    async audit({ workspace, actor, what, challenge, member, proof, day, reason, detail, call }) {
      const [added] = await prisma.$queryRaw<{ id: string }[]>`
        insert into audit (workspace_id, actor_id, what, challenge_id, member_id, proof_id, day, reason, detail, call)
        values (${workspace}::uuid, ${actor}::uuid, ${what}, ${challenge}::uuid, ${member ?? null}::uuid, ${proof ?? null}::uuid,
          ${day ?? null}::date, ${reason ?? null}, ${detail ? JSON.stringify(detail) : null}::jsonb, ${call})
        on conflict (call) do nothing returning id::text`;
      if (added) return { id: added.id, isNew: true };
      const known = await prisma.audit.findUniqueOrThrow({ where: { call }, select: { id: true } });
      return { id: known.id, isNew: false };
    },

    async wasAudited(call) {
      return (await prisma.audit.count({ where: { call } })) > 0;
    },

    async findAudit(workspaceId, id) {
      const found = await prisma.audit.findFirst({ where: { id, workspaceId } });
      return found && toAudit(found);
    },
  };
}

/** A row of the audit as the core reads it. */
export function toAudit(row: Audit): AuditRow {
  return {
    id: row.id,
    at: row.at.getTime(),
    workspace: row.workspaceId as WorkspaceId,
    actor: row.actorId as MemberId | null,
    what: row.what as AuditedAct,
    challenge: row.challengeId as ChallengeId | null,
    call: row.call ?? '',
    ...(row.memberId === null ? {} : { member: row.memberId as MemberId }),
    ...(row.proofId === null ? {} : { proof: row.proofId as ProofId }),
    ...(row.day === null ? {} : { day: civil(row.day) }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(isRecord(row.detail) ? { detail: row.detail } : {}),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
