import type { MemberId, MessageRef } from '../../core/model/ids.ts';
import { type MemberExport, standingOf } from '../../core/own/export.ts';
import type { CheckIn } from './generated/client.ts';
import { shownMessage } from './proof-message.ts';
import { civil } from './tx/challenge-row.ts';
import type { PrismaTx } from './unit-of-work.ts';

export type LinkTo = (message: MessageRef) => string | null;

/** Reads a member's proofs with all that follows from them. `removed`: the ids of those whose check-ins a manager removed. */
export async function readProofs(
  prisma: PrismaTx,
  memberId: MemberId,
  checkIns: readonly CheckIn[],
  removed: ReadonlySet<string>,
  linkTo: LinkTo,
): Promise<MemberExport['proofs']> {
  const ofMember = { where: { proof: { memberId } } };
  const rows = await prisma.proof.findMany({
    where: { memberId },
    orderBy: [{ postedAt: 'asc' }, { id: 'asc' }],
  });
  const photos = await prisma.photo.findMany({ ...ofMember, orderBy: { ordinal: 'asc' } });
  const cheers = await prisma.cheer.findMany(ofMember);
  // What a vector is made of is the text, which is here.
  const memories = await prisma.memory.findMany({ ...ofMember, omit: { vector: true } });
  const shown = await prisma.$queryRaw<{ id: string; message: MessageRef | null }[]>`
    select p.id::text as id, ${shownMessage} as message from proof p where p.member_id = ${memberId}::uuid`;
  const photosOf = Map.groupBy(photos, ({ proofId }) => proofId);
  const checkInsOf = Map.groupBy(checkIns, ({ proofId }) => proofId);
  const cheerOf = new Map(cheers.map((cheer) => [cheer.proofId, cheer]));
  const memoryOf = new Map(memories.map((memory) => [memory.proofId, memory]));
  const messageOf = new Map(shown.map(({ id, message }) => [id, message]));

  return rows.map((row) => {
    const message = messageOf.get(row.id) ?? null;
    const own = checkInsOf.get(row.id) ?? [];
    const cheer = cheerOf.get(row.id);
    const memory = memoryOf.get(row.id);
    return {
      id: row.id,
      message: row.messageRef,
      link: message !== null && row.deletedAt === null ? linkTo(message) : null,
      channel: row.channelRef,
      postedAt: isoOr(row.postedAt),
      text: row.text,
      editedAt: isoOr(row.editedAt),
      deletedAt: isoOr(row.deletedAt),
      undoneAt: isoOr(row.undoneAt),
      writtenAt: iso(row.createdAt),
      standing: standingOf({
        deleted: row.deletedAt !== null,
        undone: row.undoneAt !== null,
        removed: removed.has(row.id),
        checkIns: own.map(({ counted, revokedAt }) => ({ counted, revoked: revokedAt !== null })),
      }),
      checkIns: own.map((each) => ({ challenge: each.challengeId, ...checkInOf(each) })),
      photos: (photosOf.get(row.id) ?? []).map((photo) => ({
        name: photo.name,
        type: photo.claimedType,
        size: photo.claimedSize,
        state: photo.state,
        reason: photo.reason,
        width: photo.width,
        height: photo.height,
        largeCopy: photo.largeBlob,
        smallCopy: photo.smallBlob,
      })),
      cheer: cheer
        ? {
            lines: [cheer.line1, cheer.line2].filter((line) => line !== null),
            character: cheer.character,
            source: cheer.source,
            model: cheer.model,
            situation: cheer.situation,
            state: cheer.state,
            reason: cheer.reason,
            care: cheer.care,
            recalls: cheer.memoryId,
            at: iso(cheer.createdAt),
            postedAt: isoOr(cheer.postedAt),
          }
        : null,
      memory: memory
        ? { embedder: memory.embedder, at: iso(memory.at), hiddenAt: isoOr(memory.hiddenAt) }
        : null,
    };
  });
}

/** A check-in as the export tells it, without its challenge. */
export function checkInOf({ day, at, zone, late, counted, revokedAt, createdAt }: CheckIn) {
  return {
    day: civil(day),
    at: iso(at),
    zone,
    late,
    counted,
    revokedAt: isoOr(revokedAt),
    writtenAt: iso(createdAt),
  };
}

/** An instant as the export writes it: UTC, to the millisecond. */
export const iso = (at: Date): string => at.toISOString();
export const isoOr = (at: Date | null): string | null => at?.toISOString() ?? null;
