import type { Claimed } from '../../core/delivery/ledger.ts';
import type { ManagerPlace } from '../../core/delivery/tell-manager.ts';
import type { Db } from './client.ts';

/**
 * Where to reach the manager of a delivery's challenge. That is the challenge named in the delivery's key, else the one its proof counts
 * for, else one of its channel; if none of these tells, the oldest challenge that is on.
 */
export function createManagerPlace(db: Db) {
  return async ({
    key,
    proof,
    workspace,
    effect,
  }: Pick<Claimed, 'key' | 'proof' | 'workspace' | 'effect'>): Promise<ManagerPlace | null> => {
    const channel = 'target' in effect && 'channel' in effect.target ? effect.target.channel : null;
    const rows = await db.$queryRaw<ManagerPlace[]>`
      select w.id as workspace, w.ref, w.locale, c.channel_ref as channel, m.ref as manager
      from challenge c join workspace w on w.id = c.workspace_id left join member m on m.id = c.created_by
      where c.workspace_id = ${workspace}::uuid
      order by strpos(${key}, c.id::text) > 0 desc,
        exists (select from check_in k where k.proof_id = ${proof}::uuid and k.challenge_id = c.id) desc,
        c.channel_ref = coalesce((select channel_ref from proof where id = ${proof}::uuid), ${channel}) desc nulls last,
        c.ended_at nulls first, c.created_at limit 1`;
    return rows[0] ?? null;
  };
}
