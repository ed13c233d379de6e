import { runMigrations } from 'graphile-worker';
import { migrate } from '../../src/adapters/postgres/migrate.ts';

/** Brings the database of its argument up to this release, in a process of its own: it can be killed in the middle. */
const url = process.argv[2]!;
const log = () => undefined;
await runMigrations({ connectionString: url });
await migrate(url, { info: log, warn: log, error: log });
process.exit(0);
