import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { reasonOf, StartError } from '../../core/errors.ts';

/** Why a folder cannot be written ('EACCES', 'EROFS', 'ENOTDIR' …); null if it can. Creates the folder if it is missing. */
export async function writeProblem(folder: string): Promise<string | null> {
  const probe = path.join(folder, `.probe-${randomBytes(4).toString('hex')}`);
  try {
    await makeFolder(path.resolve(folder));
    await writeFile(probe, '');
    await rm(probe);
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? reasonOf(error);
  }
}

/** Throws StartError if the data directory, or `folder` in it, cannot be written. */
export async function requireWritable(dataDir: string, folder = '.'): Promise<void> {
  const problem = await writeProblem(path.join(dataDir, folder));
  if (problem === null) return;
  throw new StartError(
    `The data directory ${path.resolve(dataDir)} cannot be written (${problem}): make it writable for this user, or set BOOST_DATA_DIR to one that is.`,
  );
}

/** Creates a folder and its parents. mkdir's own `recursive` never returns if a folder exists but accepts no entries (/proc). */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw error;
    await makeFolder(path.dirname(folder));
    await mkdir(folder).catch((again: NodeJS.ErrnoException) => {
      if (again.code !== 'EEXIST') throw again;
    });
  }
}
