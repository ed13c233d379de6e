import { Pool } from 'pg';
import { openStorage, type Storage } from '../../../src/adapters/postgres/index.ts';
import type { ModelPayer } from '../../../src/core/language-model.ts';
import type { MemberId, WorkspaceId } from '../../../src/core/model/ids.ts';
import { freshDatabase } from '../../support/database.ts';
import { quietLog } from '../../support/quiet.ts';

/** Noon of a day in the middle of a month, so that nothing here depends on when it runs. */
export const noon = Date.UTC(2026, 10, 20, 12);

/** A database with workspaces that have members, its clock standing where it is set. */
export async function openLedger() {
  const database = await freshDatabase();
  let instant = noon;
  const clock = { now: () => instant, monotonic: () => performance.now() };
  const quiet = quietLog;
  const storage: Storage = await openStorage({
    databaseUrl: database.url,
    dataDir: 'unused',
    defaults: { locale: 'ko', timezone: 'Asia/Seoul' },
    clock,
    log: quiet,
  });
  const client = new Pool({ connectionString: database.url, max: 2 });
  let made = 0;
  return {
    storage,
    clock,
    set(next: number) {
      instant = next;
    },
    /** A new workspace with one member, who pays. */
    async payer(caps: { readonly day?: number; readonly month?: number } = {}): Promise<ModelPayer> {
      const ref = `W${++made}`;
      const workspace = await client.query<{ id: string }>(
        `insert into workspace (platform, ref, name, locale, timezone, cap_day, cap_month)
          values ('slack', $1, $1, 'ko', 'Asia/Seoul', $2, $3) returning id`,
        [ref, caps.day ?? null, caps.month ?? null],
      );
      const { id } = workspace.rows[0]!;
      const member = await client.query<{ id: string }>(
        `insert into member (workspace_id, ref, name) values ($1, 'M1', '하나') returning id`,
        [id],
      );
      return { workspace: id as WorkspaceId, member: member.rows[0]!.id as MemberId };
    },
    /** What the workspace has in the ledger, in millionths of a dollar. */
    async standing({ workspace }: ModelPayer) {
      const { rows } = await client.query<{ reserved: number; spent: number }>(
        `select coalesce(sum(reserved), 0)::int as reserved, coalesce(sum(spent), 0)::int as spent
          from budget where workspace_id = $1`,
        [workspace],
      );
      return rows[0]!;
    },
    async calls({ workspace }: ModelPayer) {
      const { rows } = await client.query<{
        purpose: string;
        reserved: number;
        spent: number | null;
        tokens_in: number | null;
      }>(
        `select purpose, reserved::int, spent::int, tokens_in from model_call where workspace_id = $1 order by at, id`,
        [workspace],
      );
      return rows;
    },
    async close() {
      await client.end();
      await storage.close();
      await database.drop();
    },
  };
}

export type Ledger = Awaited<ReturnType<typeof openLedger>>;
