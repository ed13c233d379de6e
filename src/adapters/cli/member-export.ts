import { writeFile } from 'node:fs/promises';
import { readConfig } from '../../config.ts';
import type { MemberId } from '../../core/model/ids.ts';
import { systemClock } from '../node/clock.ts';
import type { Storage } from '../postgres/index.ts';
import { command, UsageError } from './command.ts';
import { readWorkspace, type WorkspacePlace } from './place.ts';
import { withStorage } from './storage.ts';
import { whom } from './whom.ts';

/** The member with this id on the platform. Throws UsageError where there is none. */
async function findMember({ db }: Storage, place: WorkspacePlace, ref: string): Promise<MemberId> {
  const found = await db.member.findFirst({ where: { ref, workspace: place }, select: { id: true } });
  if (!found) throw new UsageError(`Nothing is kept about --member ${ref} in this workspace.`);
  return found.id as MemberId;
}

/** `pal member export`: what `/my export` gives, for those who left and cannot ask. */
export const exporting = command({
  name: 'export',
  description:
    'Gives everything kept about a member as JSON: for those who left and cannot ask with /my export',
  args: { ...whom, out: { type: 'string', valueHint: 'file', description: 'write it to a new file' } },
  async run(args) {
    const place = readWorkspace(args.workspace);
    const told = await withStorage(readConfig(), async (storage) => {
      const member = await findMember(storage, place, args.member);
      // No platform is connected here that could tell addresses; the messages are named as it names them.
      return storage.own.export(member, systemClock.now(), () => null);
    });
    const text = JSON.stringify(told, null, 2);
    if (args.out === undefined) return { value: told, lines: [text] };
    await write(args.out, `${text}\n`);
    const value = { out: args.out, proofs: told?.proofs.length ?? 0 };
    return { value, lines: [`Written: ${value.out} (${value.proofs} proofs). It is for them alone.`] };
  },
});

/** Writes a file that only its owner may read. One that is there already is left as it is. Throws UsageError. */
async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'EEXIST'
        ? `--out ${file} is there already: give another name.`
        : `--out ${file} cannot be written (${code}).`,
    );
  }
}
