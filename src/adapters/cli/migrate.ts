import { readConfig } from '../../config.ts';
import { command } from './command.ts';
import { withStorage } from './storage.ts';

/** `pal migrate`: does what every start does, for those who migrate the database before they upgrade the instances. */
export const migrate = command({
  name: 'migrate',
  description: 'Brings the database up to this release (every start does it too)',
  args: {},
  async run() {
    const applied = await withStorage(
      readConfig(),
      ({ db }) =>
        db.$queryRaw<{ name: string }[]>`
        select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null
        order by migration_name`,
    );
    const names = applied.map(({ name }) => name);
    return {
      value: { upToDate: true, migrations: names },
      lines: [`Up to date: ${names.at(-1) ?? 'no migration'}.`],
    };
  },
});
