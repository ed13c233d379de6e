import type { Readable } from 'node:stream';
import { to as copyTo } from 'pg-copy-streams';
import { StartError } from '../../../core/errors.ts';
import { type BlobId, parseBlobId } from '../../../core/photo.ts';
import { sqlState } from '../errors.ts';
import {
  type AppliedMigration,
  readApplied,
  readQueueLevel,
  readSequences,
  readTables,
  type SequenceState,
  type TableLayout,
} from './layout.ts';
import { lockTimeout, openSession, quoted } from './session.ts';

/** The database as it was at one instant, while others go on writing. To be read in this order: tables, sequences, photos. */
export interface Snapshot {
  /** Shortly before the instant it shows, in milliseconds since 1970 by the database's clock. */
  readonly at: number;
  readonly migrations: readonly AppliedMigration[];
  /** The newest migration of the job queue. */
  readonly queue: number;
  /** Each after those it refers to. */
  readonly tables: readonly TableLayout[];
  /** A table's rows in PostgreSQL's text form, one a line (manual, COPY). To be read to its end before anything else is asked. */
  rows(table: TableLayout): Readable;
  sequences(): Promise<readonly SequenceState[]>;
  /** The copies of photos that the rows name, each once. Ends the snapshot, so that a large folder does not hold the database back. */
  photos(): AsyncIterable<BlobId>;
  close(): Promise<void>;
}

const photosAtATime = 500;

/** Opens a snapshot: one read-only transaction (repeatable read). Throws StartError if the database has none of our tables. */
export async function openSnapshot(url: string): Promise<Snapshot> {
  const client = await openSession(url);
  try {
    const migrations = await readApplied(client);
    if (!migrations) throw new StartError('There is nothing to back up: the database has no tables yet.');
    const queue = await readQueueLevel(client);
    const tables = await readTables(client);
    // Locked first, so that no migration changes a table between the snapshot and its copying.
    const names = tables.map(({ name }) => quoted(name)).join(', ');
    await client.query(
      `begin isolation level repeatable read read only; lock table ${names} in access share mode`,
    );
    const { rows } = await client.query<{ at: number }>(
      'select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as at',
    );
    return {
      at: rows[0]!.at,
      migrations,
      queue,
      tables,
      rows: ({ name, columns }) =>
        client.query(copyTo(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) to stdout`)),
      sequences: () => readSequences(client),
      async *photos() {
        await client.query(`
          declare photos no scroll cursor with hold for
          select large_blob as id from photo where large_blob is not null
          union select small_blob from photo where small_blob is not null`);
        await client.query('commit');
        for (;;) {
          const { rows: some } = await client.query<{ id: string }>(`fetch ${photosAtATime} from photos`);
          if (some.length === 0) return;
          for (const { id } of some) {
            const blob = parseBlobId(id);
            if (blob) yield blob;
          }
        }
      },
      close: () => client.end(),
    };
  } catch (error) {
    await client.end();
    if (sqlState(error) !== lockTimeout) throw error;
    throw new StartError(
      'The tables of this database are being changed, as when a newer release starts: try again in a minute.',
      { cause: error },
    );
  }
}
