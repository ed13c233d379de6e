import { readConfig } from '../../config.ts';
import { erasedWithinMs, eraseMember } from '../../core/erasing/erase-member.ts';
import type { Receipt } from '../../core/erasing/store.ts';
import type { MemberRef } from '../../core/model/ids.ts';
import { systemClock } from '../node/clock.ts';
import type { Storage } from '../postgres/index.ts';
import { command, UsageError } from './command.ts';
import { readWorkspace, type WorkspacePlace } from './place.ts';
import { quiet, withStorage } from './storage.ts';
import { whom } from './whom.ts';

/** `pal member delete`: what `/my delete` does, for those who left and cannot ask. */
export const deleting = command({
  name: 'delete',
  description:
    'Erases everything kept about a member, for good: for those who left and cannot ask with /my delete',
  args: {
    ...whom,
    yes: { type: 'boolean', description: 'erase it; without this it only says what there is' },
  },
  async run(args) {
    const place = readWorkspace(args.workspace);
    const ref = args.member as MemberRef;
    return withStorage(readConfig(), async (storage) => {
      if (args.yes !== true) return look(storage, place, ref);
      const receipt = await erase(storage, place, ref);
      return {
        value: told(receipt),
        lines: [
          ...linesOf(receipt),
          'Their photos, and what was said about them, are removed while the bot runs.',
        ],
      };
    });
  },
});

async function erase(storage: Storage, place: WorkspacePlace, ref: MemberRef): Promise<Receipt> {
  const receipt = await storage.unitOfWork.run(async (tx) => {
    const workspace = await tx.findWorkspace(place.platform, place.ref);
    return workspace && eraseMember(tx, { workspace: workspace.id, ref }, systemClock.now(), quiet);
  }, erasedWithinMs);
  if (receipt === null || typeof receipt === 'string') throw nobody(ref);
  return receipt;
}

/** What there is, and nothing is done; or the receipt of somebody who was erased. */
async function look({ unitOfWork, own }: Storage, place: WorkspacePlace, ref: MemberRef) {
  const found = await unitOfWork.run(async (tx) => {
    const workspace = await tx.findWorkspace(place.platform, place.ref);
    if (!workspace) return null;
    const member = await tx.findMember(workspace.id, ref);
    if (!member) return tx.receiptOf(workspace.id, ref);
    return { member: member.id, challenges: (await tx.everIn(member.id)).length };
  });
  if (!found) throw nobody(ref);
  if (!('member' in found)) return { value: told(found), lines: linesOf(found) };
  const { member, challenges } = found;
  const value = { ...(await own.counts(member)), challenges, erased: false };
  return {
    value,
    lines: [
      `${value.checkIns} check-ins, ${value.photos} photos, ${challenges} challenges, and all else kept about them.`,
      'Nothing is erased yet, and what is erased cannot be had back. Add --yes to erase it.',
    ],
  };
}

const nobody = (ref: string) => new UsageError(`Nothing is kept about --member ${ref} in this workspace.`);

const told = ({ id, at, checkIns, photos, challenges }: Receipt) => ({
  ...{ checkIns, photos, challenges, erased: true },
  ...{ receipt: id, at: new Date(at).toISOString() },
});

const linesOf = ({ id, at, checkIns, photos, challenges }: Receipt): string[] => [
  `Erased: ${checkIns} check-ins, ${photos} photos, ${challenges} challenges, and all else kept about them.`,
  `Receipt ${id}, ${new Date(at).toISOString()}`,
];
