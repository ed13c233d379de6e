import { signsOf } from '../care/signs.ts';
import { substance } from '../cheer/substance.ts';
import { undoOf } from '../delivery/keys.ts';
import type { InboundEdit } from '../inbound.ts';
import type { Instant } from '../model/day.ts';
import type { PlatformName, ProofId, WorkspaceId } from '../model/ids.ts';
import type { Clock, Log } from '../ports.ts';
import type { Tx, UnitOfWork } from '../store.ts';
import { namedIn } from './named.ts';
import type { ProofPost } from './post.ts';
import type { RecordProof } from './record-proof.ts';
import type { PostedProof, ProofRow } from './store.ts';

/** A cheer is rewritten after edits at most this often. */
const cheerEveryMs = 60_000;
/** How long we wait after an edit, so that several quick edits lead to one new cheer. */
const settleMs = 2_000;

export interface EditProofDeps {
  readonly unitOfWork: UnitOfWork;
  readonly recordProof: RecordProof;
  readonly privateNotice: (platform: PlatformName) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Handles an edited message: stores its new text, deletes our copies of photos that were taken out of it, and has the cheer rewritten
 * if the text changed in substance. Check-ins stay as they are (R13), also those that were taken back. A proof that never counted is
 * judged again, for the time it was posted, and counts if the edit came while its day was on and supplies what was missing; so does
 * a further proof of a day that now names another challenge. Redelivered edits (mentions may read differently) and older ones are
 * ignored; an edit of a message we have not seen yet is remembered.
 */
export function createEditProof(deps: EditProofDeps) {
  const { unitOfWork, recordProof, privateNotice } = deps;

  /** `isTalk`: the message was said to us, so no proof of it can still be on its way. */
  return async function editProof(event: InboundEdit, { isTalk }: { readonly isTalk: boolean }) {
    const lock = (tx: Tx) => lockEdited(tx, event, isTalk);
    const keep = (tx: Tx, proof: EditedProof) => keepEdit(tx, proof, event, deps);
    /** Returns the proof if it must be judged by its new words before they are stored; otherwise stores them and returns null. */
    const takeIn = (): Promise<PostedProof | null> =>
      unitOfWork.run(async (tx) => {
        const proof = await lock(tx);
        if (!proof) return null;
        const posted = (await mayMend(tx, proof, event))
          ? await tx.findPosted(proof.workspace, proof.id)
          : null;
        if (!posted) await keep(tx, proof);
        return posted;
      });

    const posted = await takeIn();
    if (!posted) return;
    // Judged before the edit is stored: if the process dies in between, the edit is still unknown and will be sent or found again.
    try {
      await recordProof(event, mended(posted, event, privateNotice(event.platform)));
      await unitOfWork.run(async (tx) => {
        const proof = await lock(tx);
        if (proof) await keep(tx, proof);
      });
    } catch (error) {
      // If the same edit was received twice at once, the other call may have counted the proof already.
      if (await takeIn()) throw error;
    }
  };
}

/** The post as the edit left it, to be judged again. */
function mended(
  posted: PostedProof,
  { text, editedAt, member, filesLeft }: InboundEdit,
  privateNotice: boolean,
): ProofPost {
  const { ref, name } = posted.member;
  return {
    message: posted.message,
    channel: posted.channel,
    member: { ref, name, locale: member.locale ?? null, zone: null },
    at: posted.at,
    text,
    attachments: posted.attachments.map((file) => ({
      ...file,
      erased: file.erased === true || filesLeft?.includes(file.ref) === false,
    })),
    origin: { kind: 'edited', editedAt, further: posted.countsFor.length > 0 },
    privateNotice,
  };
}

/** The locked row of a proof whose message was edited. */
type EditedProof = ProofRow & { readonly workspace: WorkspaceId };

/**
 * Locks the proof that the edit concerns. Null when the edit is old or changes nothing, or when there is no such proof; if the proof may
 * still be on its way, the edit is remembered for it. `isTalk` as above.
 */
async function lockEdited(tx: Tx, event: InboundEdit, isTalk: boolean): Promise<EditedProof | null> {
  const workspace = await tx.findWorkspace(event.platform, event.workspace);
  if (!workspace) return null;
  let proof = await tx.lockProof(workspace.id, event.message);
  // A message in a thread is talk, so no proof of it can be on its way.
  const mayCome = event.inThread !== true && !isTalk;
  // Nor of one from before everything about its author was erased.
  const isForgotten = () => tx.wasErasedSince(workspace.id, event.member.ref, event.at);
  if (!proof && mayCome && (await tx.isWatched(workspace.id, event.channel)) && !(await isForgotten())) {
    const outcome = await tx.rememberUnseen(workspace.id, event.channel, event.message, event);
    if (outcome === 'arrived') proof = await tx.lockProof(workspace.id, event.message);
  }
  if (!proof || proof.deleted || proof.undone) return null;
  if (proof.editedAt !== null && proof.editedAt >= event.editedAt) return null;
  if (event.ifOther && proof.text === event.text) return null;
  return { ...proof, workspace: workspace.id };
}

/**
 * Stores the new words of a locked proof, removes our notes and the photos that no longer belong to it, and has care check it or its
 * cheer rewritten.
 */
async function keepEdit(
  tx: Tx,
  proof: EditedProof,
  event: InboundEdit,
  { clock, log }: Pick<EditProofDeps, 'clock' | 'log'>,
): Promise<void> {
  await tx.saveEdit(proof.id, event.text, event.editedAt);
  await unsay(tx, proof.workspace, proof.id);
  if (event.filesLeft && (await tx.dropPhotos(proof.id, event.filesLeft))) {
    await tx.enqueue({ task: 'dropPhotos', payload: { proof: proof.id } });
    log.info('photo.dropped', { proof: proof.id });
  }
  const next = followUp(proof, event);
  if (next === null) return;
  // The new words replace what is remembered of the proof, but only after the guard has looked at them. Until then nothing of a member
  // who may be in danger is recalled.
  await tx.rememberAnew(proof.id);
  if (next === 'care') await tx.enqueue({ task: 'care', payload: { proof: proof.id } });
  else await cheerAgain(tx, proof.id, clock.now());
  log.info('proof.edited', { proof: proof.id });
}

/** The job that follows from new words. If the member may be in danger, care comes at once, whether or not there is a cheer. Pure. */
function followUp(proof: ProofRow, { text }: InboundEdit): 'care' | 'cheer' | null {
  if ((proof.countsFor.length > 0 || proof.undecided) && signsOf(text).care) return 'care';
  return proof.cheered && substance(proof.text) !== substance(text) ? 'cheer' : null;
}

async function cheerAgain(tx: Tx, proof: ProofId, now: Instant): Promise<void> {
  const { written, photosUntil } = await tx.askCheerAgain(proof);
  await tx.enqueue({
    task: 'cheer',
    payload: { proof },
    key: `cheer:${proof}`,
    runAt: Math.max(now + settleMs, written + cheerEveryMs, photosUntil),
  });
}

/** Whether the new words may make a proof count that never did. Reads the channel's challenges only if the words have to name one. */
async function mayMend(tx: Tx, proof: EditedProof, { text, channel }: InboundEdit): Promise<boolean> {
  const words = judgedBy(proof, text);
  if (words !== 'whereTheyName') return words === 'always';
  const there = (await tx.listChallenges(proof.workspace)).filter((each) => each.channel === channel);
  const { ids, sure } = namedIn(text, there);
  return sure && there.some(({ id, title }) => ids.has(id) && !proof.countsFor.includes(title));
}

/**
 * When new words have a proof judged again: never if it has ever counted. If it waits for its member's choice of challenge, or is kept as
 * a further proof of a day, only when the words name the challenge it is for. Pure.
 */
function judgedBy(proof: ProofRow, text: string): 'never' | 'always' | 'whereTheyName' {
  if (proof.everCounted || proof.text === text) return 'never';
  return proof.undecided || proof.countsFor.length > 0 ? 'whereTheyName' : 'always';
}

/** Removes our notes about what the proof lacked, which it has by now. */
async function unsay(tx: Tx, workspace: WorkspaceId, proof: ProofId): Promise<void> {
  for (const key of await tx.notesBefore(proof)) {
    const message = await tx.withdraw(key, 'mended');
    if (message) await tx.deliver(workspace, proof, undoOf(key), { do: 'remove', message });
  }
}
