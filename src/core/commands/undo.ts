import type { Reply } from '../actions.ts';
import { nameOf } from '../challenge/title.ts';
import type { TakenBack } from '../check-in/store.ts';
import { takeBack } from '../check-in/take-back.ts';
import type { InboundCommand } from '../inbound.ts';
import { messagesFor } from '../messages/index.ts';
import type { ProofId } from '../model/ids.ts';
import type { MemberRow, Tx } from '../store.ts';
import { tellRemoved } from './admin.ts';
import { callOf } from './on-challenge.ts';
import { type Asked, asking, type CommandDeps, done, problem } from './run.ts';

/**
 * "Undo check-in" on a message: removes its check-ins, our mark and our words, also the question which challenge it is for; the
 * message and what everybody else wrote stay. When a manager undoes somebody else's, it is noted in the audit log, and the member
 * is told privately and can appeal, as after `/admin remove`.
 */
export function undo(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { workspace, member, texts } = asked;
    const proof = event.target && (await tx.lockProof(workspace.id, event.target.message));
    if (!proof || proof.deleted || proof.undone || proof.memberRef === null)
      return problem(texts.answer.nothingToUndo());
    if (proof.member !== member.id && !event.member.manager) return problem(texts.answer.notYourMessage());
    // A proof that counts for nothing and waits for no choice stays as it is, and its message can still be counted.
    if (!proof.undecided && proof.countsFor.length === 0) return problem(texts.answer.nothingToUndo());
    const taken = await takeBack(tx, { workspace: workspace.id, proof: proof.id }, event.at, 'undone');
    deps.log.info('proof.undone', { proof: proof.id });
    if (taken.length === 0) return done(texts.counting.withdrawn());
    const titles = taken.map(({ title }) => title);
    const of = proof.member === member.id ? null : await tx.findMember(workspace.id, proof.memberRef);
    if (!of) return done(texts.answer.undone(titles));
    await explain(deps, tx, asked, { proof: proof.id, of, taken });
    return done(texts.admin.answer.undone(of.name, titles));
  });
}

/**
 * Notes in the audit log what was taken from somebody else, and tells them. A menu asks for no reason, so the reason says how it
 * was done.
 */
async function explain(
  deps: CommandDeps,
  tx: Tx,
  { event, workspace, member }: Asked,
  gone: { readonly proof: ProofId; readonly of: MemberRow; readonly taken: readonly TakenBack[] },
): Promise<void> {
  const { proof, of } = gone;
  for (const { challenge, day, stillDone, ...named } of gone.taken) {
    const { id: audit } = await tx.audit({
      workspace: workspace.id,
      actor: member.id,
      what: 'checkInRemoved',
      challenge,
      member: of.id,
      proof,
      day,
      reason: messagesFor(workspace.locale).admin.byMenu(stillDone),
      detail: { proofs: [proof] },
      call: `${callOf(event)}:${challenge}`,
    });
    await tellRemoved(tx, { workspace, of }, audit, { name: nameOf(named), day }, ({ admin }) =>
      admin.byMenu(stillDone),
    );
    deps.log.info('check_in.removed', { challenge, member: of.id, day, audit });
  }
}
