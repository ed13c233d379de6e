import { execFile } from 'node:child_process';
import { chown, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../../../core/errors.ts';

const run = promisify(execFile);
const userName = 'boostpal';

/** How to run PostgreSQL's programs: as the current user or, if that is root (which PostgreSQL refuses), as a system user made for it. */
export interface RunAs {
  /** Wraps a command line. */
  command(program: string, args: readonly string[]): { file: string; args: string[] };
  /** Makes that user the owner of a file or folder. */
  own(folder: string): Promise<void>;
}

const asOurselves: RunAs = {
  command: (program, args) => ({ file: program, args: [...args] }),
  own: async () => undefined,
};

/**
 * `reachable` are the paths that the programs must be able to read. If they lie under a private home such as /root, the user gets the one
 * capability that allows passing through folders; no permissions are changed. Throws StartError if the user cannot be created.
 */
export async function runAs(reachable: readonly string[]): Promise<RunAs> {
  if (process.getuid?.() !== 0) return asOurselves;
  const user = (await findUser()) ?? (await createUser());
  const shut = (await Promise.all(reachable.map((at) => passable(path.resolve(at))))).includes(false);
  const drop = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--no-new-privs'];
  const reach = shut
    ? ['--inh-caps=-all,+dac_read_search', '--ambient-caps=-all,+dac_read_search']
    : ['--inh-caps=-all'];
  return {
    command: (program, args) => ({ file: 'setpriv', args: [...drop, ...reach, program, ...args] }),
    own: (folder) => chown(folder, user.uid, user.gid),
  };
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

async function findUser(): Promise<User | null> {
  const line = (await readFile('/etc/passwd', 'utf8'))
    .split('\n')
    .find((entry) => entry.startsWith(`${userName}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

async function createUser(): Promise<User> {
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      userName,
    ]);
  } catch (cause) {
    const found = await findUser();
    if (found) return found;
    throw new StartError(
      `PostgreSQL does not run as root and the system user "${userName}" could not be made: run Boost Pal as an ordinary user, or set DATABASE_URL.`,
      { cause },
    );
  }
  const user = await findUser();
  if (!user)
    throw new StartError(
      `The system user "${userName}" is missing from /etc/passwd: run Boost Pal as an ordinary user.`,
    );
  return user;
}

/** Whether any user may pass through every folder on the way. */
async function passable(at: string): Promise<boolean> {
  for (let folder = path.dirname(at); ; folder = path.dirname(folder)) {
    const { mode } = await stat(folder);
    if ((mode & 0o001) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}
