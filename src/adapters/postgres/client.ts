import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type PoolConfig } from 'pg';
import { PrismaClient } from './generated/client.ts';

export type Db = PrismaClient;

/** How every connection behaves: nothing waits for ever, on either side of the wire. */
export function poolConfig(url: string, max: number): PoolConfig {
  return {
    connectionString: url,
    max,
    application_name: 'boost-pal',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    // A lock held too long fails this statement rather than piling the next ones up behind it.
    lock_timeout: 3_000,
    statement_timeout: 10_000,
    idle_in_transaction_session_timeout: 10_000,
    // A connection that went silent is given up.
    query_timeout: 9_000,
  };
}

export interface Database {
  readonly db: Db;
  readonly pool: Pool;
  close(): Promise<void>;
}

/**
 * When a commit is on the disk. `each`: before its caller hears of it; for what people were told. `later`: within a second;
 * should the server crash meanwhile, the latest work is forgotten as a whole and in order, and is done again. That suits
 * jobs, whose effects do no harm when repeated; a claim to post says so itself and waits (boost_claim_delivery).
 */
export type Flush = 'each' | 'later';

/** Opens a client over a pool of its own. Intake and work have one each, so that a flood of jobs never starves intake. */
export function openDatabase(url: string, max: number, flush: Flush = 'each'): Database {
  const config = poolConfig(url, max);
  const pool = new Pool(flush === 'each' ? config : { ...config, options: '-c synchronous_commit=off' });
  // A connection that dies while idle is replaced at the next query; without listeners it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  // The same statements again and again: PostgreSQL keeps their plans under a name.
  const names = new Map<string, string>();
  const statementNameGenerator = ({ sql }: { sql: string }): string => {
    const name = names.get(sql) ?? `boost_${createHash('sha1').update(sql).digest('base64url')}`;
    names.set(sql, name);
    return name;
  };
  const adapter = new PrismaPg(pool, { statementNameGenerator });
  const db = new PrismaClient({
    adapter,
    // Its messages quote what was asked and are never told (reasonOf): it need not remember for each query where it came from.
    errorFormat: 'minimal',
    transactionOptions: { maxWait: 4_000, timeout: 9_000 },
  });
  return {
    db,
    pool,
    async close() {
      await db.$disconnect();
      if (!pool.ended) await pool.end();
    },
  };
}
