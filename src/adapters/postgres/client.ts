import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type PoolConfig } from 'pg';
import { PrismaClient } from './generated/client.ts';

/** The Prisma client outside a transaction. */
export type Db = PrismaClient;

/** Settings of a pool's connections: every wait has a limit, on the client's side and on the server's. */
export function poolConfig(url: string, max: number): PoolConfig {
  return {
    connectionString: url,
    max,
    application_name: 'boost-pal',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    // A statement that waits too long for a lock fails, so that others do not pile up behind it.
    lock_timeout: 3_000,
    statement_timeout: 10_000,
    idle_in_transaction_session_timeout: 10_000,
    // A connection that does not answer is given up.
    query_timeout: 9_000,
  };
}

/** A Prisma client and the connection pool it uses. */
export interface Database {
  readonly db: Db;
  readonly pool: Pool;
  close(): Promise<void>;
}

/**
 * When a commit is flushed to disk. `each`: before its caller is answered; for whatever people are told. `later`: within a second. If the
 * server crashes meanwhile, the latest commits are lost, but always the newest ones without a gap, and their work is done again. That suits
 * jobs, whose effects may be repeated; a claim of a delivery asks for a flush itself and waits for it (boost_claim_delivery).
 */
export type Flush = 'each' | 'later';

/** Opens a client with its own connection pool. Intake and work have one each, so that many jobs never starve intake. */
export function openDatabase(url: string, max: number, flush: Flush = 'each'): Database {
  const config = poolConfig(url, max);
  const pool = new Pool(flush === 'each' ? config : { ...config, options: '-c synchronous_commit=off' });
  // A connection that dies while idle is replaced at the next query; without these listeners its error would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  // Statements are named by their hash, so that PostgreSQL keeps the plans of those that are run again and again.
  const names = new Map<string, string>();
  const statementNameGenerator = ({ sql }: { sql: string }): string => {
    const name = names.get(sql) ?? `boost_${createHash('sha1').update(sql).digest('base64url')}`;
    names.set(sql, name);
    return name;
  };
  const adapter = new PrismaPg(pool, { statementNameGenerator });
  const db = new PrismaClient({
    adapter,
    // We never log Prisma's messages, since they quote the query (reasonOf), so it need not record each query's call site.
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
