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

/** A cheer follows edits at most this often. */
const cheerEveryMs = 60_000;
/** Several quick edits are one. */
const settleMs = 2_000;

export interface EditProofDeps {
  readonly unitOfWork: UnitOfWork;
  readonly recordProof: RecordProof;
  readonly privateNotice: (platform: PlatformName) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * A message was edited: its text is kept, the copies of photos that were taken out of it are deleted, and the cheer follows when
 * the text changed in substance. Check-ins stay as they are (R13), taken back ones too; what never counted is judged anew, for the
 * time it was posted, and counts where it is mended while its day is on, also where it now names another challenge than the one it is
 * a further proof of. A redelivered edit (mentions may read differently) and an
 * older edit are ignored; one of a message not seen yet is remembered.
 */
export function createEditProof(deps: EditProofDeps) {
  const { unitOfWork, recordProof, privateNotice } = deps;

  /** `isTalk`: it was said to us, so that it is no proof that is on its way. */
  return async function editProof(event: InboundEdit, { isTalk }: { readonly isTalk: boolean }) {
    const lock = (tx: Tx) => lockEdited(tx, event, isTalk);
    const keep = (tx: Tx, proof: EditedProof) => keepEdit(tx, proof, event, deps);
    /** Answers what is to be judged by its new words before they are kept; of all else they are kept. */
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
    // Before the edit is kept, with which it would be known: after a death in between it is told or found again.
    try {
      await recordProof(event, mended(posted, event, privateNotice(event.platform)));
      await unitOfWork.run(async (tx) => {
        const proof = await lock(tx);
        if (proof) await keep(tx, proof);
      });
    } catch (error) {
      // Told twice at once, the other one may have counted it.
      if (await takeIn()) throw error;
    }
  };
}

/** The post with its new words. */
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

/** A proof whose message was edited, locked. */
type EditedProof = ProofRow & { readonly workspace: WorkspaceId };

/**
 * The proof an edit is of, locked. Null: the edit is stale, or none at all; or no proof of it stands. Where one may be on its way, the
 * edit is remembered for it. `isTalk`: as above.
 */
async function lockEdited(tx: Tx, event: InboundEdit, isTalk: boolean): Promise<EditedProof | null> {
  const workspace = await tx.findWorkspace(event.platform, event.workspace);
  if (!workspace) return null;
  let proof = await tx.lockProof(workspace.id, event.message);
  // What people say in threads is no proof that is on its way.
  const mayCome = event.inThread !== true && !isTalk;
  if (!proof && mayCome && (await tx.isWatched(workspace.id, event.channel))) {
    const outcome = await tx.rememberUnseen(workspace.id, event.channel, event.message, event);
    if (outcome === 'arrived') proof = await tx.lockProof(workspace.id, event.message);
  }
  if (!proof || proof.deleted || proof.undone) return null;
  if (proof.editedAt !== null && proof.editedAt >= event.editedAt) return null;
  if (event.ifOther && proof.text === event.text) return null;
  return { ...proof, workspace: workspace.id };
}

/** Keeps the new words of a locked proof, takes away what no longer goes with them, and has care or the cheer follow. */
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
  // Written anew, it is remembered anew, once it was looked at; of who may be in danger nothing comes up until somebody has.
  await tx.rememberAnew(proof.id);
  if (next === 'care') await tx.enqueue({ task: 'care', payload: { proof: proof.id } });
  else await cheerAgain(tx, proof.id, clock.now());
  log.info('proof.edited', { proof: proof.id });
}

/** What follows from new words. Whoever may be in danger does not wait for the cheer's turn, nor for there to be one. Pure. */
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

/** Whether new words may make it count: it never did. Reads the challenges of its channel only where they have to name one. */
async function mayMend(tx: Tx, proof: EditedProof, { text, channel }: InboundEdit): Promise<boolean> {
  const words = judgedBy(proof, text);
  if (words !== 'whereTheyName') return words === 'always';
  const there = (await tx.listChallenges(proof.workspace)).filter((each) => each.channel === channel);
  const { ids, sure } = namedIn(text, there);
  return sure && there.some(({ id, title }) => ids.has(id) && !proof.countsFor.includes(title));
}

/**
 * When a proof is judged by new words: never once it counted. Where it waits for its member's choice, or is kept as a further proof of
 * a day, they have to name which challenge it is for instead. Pure.
 */
function judgedBy(proof: ProofRow, text: string): 'never' | 'always' | 'whereTheyName' {
  if (proof.everCounted || proof.text === text) return 'never';
  return proof.undecided || proof.countsFor.length > 0 ? 'whereTheyName' : 'always';
}

/** What we said was missing is there by now. */
async function unsay(tx: Tx, workspace: WorkspaceId, proof: ProofId): Promise<void> {
  for (const key of await tx.notesBefore(proof)) {
    const message = await tx.withdraw(key, 'mended');
    if (message) await tx.deliver(workspace, proof, undoOf(key), { do: 'remove', message });
  }
}
