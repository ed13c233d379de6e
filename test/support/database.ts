import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { copyFolder } from './copy-folder.ts';

/** A database of one's own: migrated, or empty. */
export async function freshDatabase(
  template: 'boost_template' | 'template0' = 'boost_template',
): Promise<{ url: string; drop(): Promise<void> }> {
  const server = inject('databaseUrl');
  const name = `boost_${randomBytes(6).toString('hex')}`;
  const run = async (sql: string) => {
    const client = new Client({ connectionString: server });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  // Copies of one template are made one at a time.
  for (let tries = 0; ; tries++) {
    try {
      await run(`create database ${name} template ${template} strategy file_copy`);
      break;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
  return {
    url: Object.assign(new URL(server), { pathname: `/${name}` }).href,
    drop: () => run(`drop database if exists ${name} with (force)`),
  };
}

/**
 * Makes a folder a data directory whose built-in database was made and migrated by an earlier start: what a test is not
 * about takes no time in it.
 */
export async function startedOnce(folder: string): Promise<void> {
  const dataDir = inject('dataDir');
  if (dataDir) await copyFolder(`${dataDir}/.`, folder);
}
