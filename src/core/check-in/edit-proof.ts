import { signsOf } from '../care/signs.ts';
import { substance } from '../cheer/substance.ts';
import { undoOf } from '../delivery/keys.ts';
import type { InboundEdit } from '../inbound.ts';
import { dayOf } from '../model/day.ts';
import type { PlatformName, ProofId, WorkspaceId } from '../model/ids.ts';
import type { Clock, Log } from '../ports.ts';
import type { Tx, UnitOfWork } from '../store.ts';
import { asPosted } from './context.ts';
import { namedIn } from './named.ts';
import { planProof } from './plan.ts';
import type { ProofPost } from './post.ts';
import type { ProofStore, RecordProof } from './record-proof.ts';
import type { PostedProof, ProofRow } from './store.ts';

/** A cheer follows edits at most this often. */
const cheerEveryMs = 60_000;
/** Several quick edits are one. */
const settleMs = 2_000;

export interface EditProofDeps {
  readonly unitOfWork: UnitOfWork;
  readonly recordProof: RecordProof;
  readonly proofs: Pick<ProofStore, 'context'>;
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
export function createEditProof({
  unitOfWork,
  recordProof,
  proofs,
  privateNotice,
  clock,
  log,
}: EditProofDeps) {
  return async function editProof(event: InboundEdit): Promise<void> {
    const posted = await take(event, 'judgeFirst');
    if (!posted) return;
    // Before the edit is kept, with which it would be known: after a death in between it is told or found again.
    try {
      const post = mended(posted, event);
      const isElsewhere = posted.countsFor.length > 0;
      // What it is kept for as a further proof it leaves for nothing but another check-in.
      if (!isElsewhere || (await keepsIt(event, post))) {
        if (isElsewhere) await unitOfWork.run((tx) => tx.letGo(posted.id));
        await recordProof(event, post);
      }
      await take(event, 'judged');
    } catch (error) {
      // Told twice at once, the other one may have counted it.
      if (await take(event, 'judgeFirst')) throw error;
    }
  };

  /** Answers a proof that is to be judged by its new words before they are kept; else all is done. */
  async function take(event: InboundEdit, how: 'judgeFirst' | 'judged'): Promise<PostedProof | null> {
    return unitOfWork.run(async (tx) => {
      const workspace = await tx.findWorkspace(event.platform, event.workspace);
      if (!workspace) return null;
      let proof = await tx.lockProof(workspace.id, event.message);
      // What people say in threads is no proof that is on its way.
      if (!proof && event.inThread !== true && (await tx.isWatched(workspace.id, event.channel))) {
        const outcome = await tx.rememberUnseen(workspace.id, event.channel, event.message, event);
        if (outcome === 'arrived') proof = await tx.lockProof(workspace.id, event.message);
      }
      if (
        !proof ||
        proof.deleted ||
        proof.undone ||
        (proof.editedAt !== null && proof.editedAt >= event.editedAt) ||
        (event.ifOther === true && proof.text === event.text)
      )
        return null;
      if (how === 'judgeFirst' && (await mayMend(tx, workspace.id, proof, event))) {
        const posted = await tx.findPosted(workspace.id, proof.id);
        if (posted) return posted;
      }
      await tx.saveEdit(proof.id, event.text, event.editedAt);
      await unsay(tx, workspace.id, proof.id);
      if (event.filesLeft && (await tx.dropPhotos(proof.id, event.filesLeft))) {
        const payload = { proof: proof.id };
        await tx.enqueue({ task: 'dropPhotos', payload });
        log.info('photo.dropped', { proof: proof.id });
      }
      // Whoever may be in danger does not wait for the cheer's turn, nor for there to be one.
      if ((proof.countsFor.length > 0 || proof.undecided) && signsOf(event.text).care) {
        // Nor may these words come up as a memory until somebody has looked.
        await tx.rememberAnew(proof.id);
        await tx.enqueue({ task: 'care', payload: { proof: proof.id } });
        log.info('proof.edited', { proof: proof.id });
        return null;
      }
      if (!proof.cheered || substance(proof.text) === substance(event.text)) return null;
      // Written anew, it is remembered anew, once it was looked at.
      await tx.rememberAnew(proof.id);
      const { written, photosUntil } = await tx.askCheerAgain(proof.id);
      const runAt = Math.max(clock.now() + settleMs, written + cheerEveryMs, photosUntil);
      await tx.enqueue({
        task: 'cheer',
        payload: { proof: proof.id },
        key: `cheer:${proof.id}`,
        runAt,
      });
      log.info('proof.edited', { proof: proof.id });
      return null;
    });
  }

  /** Whether these words would lead to a check-in. */
  async function keepsIt(scope: InboundEdit, post: ProofPost): Promise<boolean> {
    const around = dayOf(post.at, 'UTC', 0);
    const read = await proofs.context({ ...scope, post, around, challenge: null });
    const context = read && asPosted(read, post);
    if (!context?.proof || !context.member) return false;
    const ids = { proof: context.proof.id, member: context.member.id };
    const plan = planProof(context, post, ids, clock.now());
    return plan !== null && plan.facts.checkIns.length > 0;
  }

  function mended(posted: PostedProof, { platform, text, editedAt, member }: InboundEdit): ProofPost {
    const { ref, name } = posted.member;
    return {
      message: posted.message,
      channel: posted.channel,
      member: { ref, name, locale: member.locale ?? null, zone: null },
      at: posted.at,
      text,
      attachments: posted.attachments,
      origin: { kind: 'edited', editedAt },
      privateNotice: privateNotice(platform),
    };
  }
}

/**
 * Whether new words may make it count: it never did. Where it waits for its member's choice, or is kept as a further proof of a day, they
 * have to name which challenge it is for instead.
 */
async function mayMend(
  tx: Tx,
  workspace: WorkspaceId,
  proof: ProofRow,
  { text, channel }: InboundEdit,
): Promise<boolean> {
  if (proof.everCounted || proof.text === text) return false;
  if (!proof.undecided && proof.countsFor.length === 0) return true;
  const there = (await tx.listChallenges(workspace)).filter((each) => each.channel === channel);
  const { ids, sure } = namedIn(text, there);
  return sure && there.some(({ id, title }) => ids.has(id) && !proof.countsFor.includes(title));
}

/** What we said was missing is there by now. */
async function unsay(tx: Tx, workspace: WorkspaceId, proof: ProofId): Promise<void> {
  for (const key of await tx.notesBefore(proof)) {
    const message = await tx.withdraw(key, 'mended');
    if (message) await tx.deliver(workspace, proof, undoOf(key), { do: 'remove', message });
  }
}
