import { Client, escapeIdentifier } from 'pg';
import { poolConfig } from '../client.ts';

/**
 * One connection for a backup or a restore, without the time limits of the bot's own connections: copying takes as long as it takes. Texts
 * are written in forms that read the same on every server.
 */
export async function openSession(url: string): Promise<Client> {
  const { connectionString, application_name, connectionTimeoutMillis, keepAlive } = poolConfig(url, 1);
  const client = new Client({ connectionString, application_name, connectionTimeoutMillis, keepAlive });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`
    set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = '10s';
    set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set bytea_output = 'hex';
    set extra_float_digits = 1; set client_encoding = 'UTF8'`);
  return client;
}

/** PostgreSQL's code for a lock that did not come in time. */
export const lockTimeout = '55P03';

/** A table's or a sequence's name in SQL. It is stored as `proof`, with its schema only where that is the queue's. */
export function quoted(name: string): string {
  return name.split('.').map(escapeIdentifier).join('.');
}
