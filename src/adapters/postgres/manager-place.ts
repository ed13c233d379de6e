import type { Claimed } from '../../core/delivery/ledger.ts';
import type { ManagerPlace } from '../../core/delivery/tell-manager.ts';
import type { Db } from './client.ts';

/** Where the manager of a delivery's challenge is reached. */
export function createManagerPlace(db: Db) {
  return async ({ proof, workspace }: Pick<Claimed, 'proof' | 'workspace'>): Promise<ManagerPlace | null> => {
    const rows = await db.$queryRaw<ManagerPlace[]>`
      select w.id as workspace, w.locale, c.channel_ref as channel, m.ref as manager
      from challenge c join workspace w on w.id = c.workspace_id left join member m on m.id = c.created_by
      where c.workspace_id = ${workspace}::uuid
        and (${proof}::uuid is null or c.channel_ref = (select channel_ref from proof where id = ${proof}::uuid))
      order by c.ended_at nulls first, c.created_at limit 1`;
    return rows[0] ?? null;
  };
}
