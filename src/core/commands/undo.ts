import type { Reply } from '../actions.ts';
import { takeBack } from '../check-in/take-back.ts';
import type { InboundCommand } from '../inbound.ts';
import { asking, type CommandDeps, done, problem } from './run.ts';

/**
 * "Undo check-in" on a message: its check-ins, our mark and our words go, also the question which challenge it is for; the
 * message and everybody's words stay.
 */
export function undo(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, { workspace, member, texts }) => {
    const proof = event.target && (await tx.lockProof(workspace.id, event.target.message));
    if (!proof || proof.deleted || proof.undone || proof.member === null)
      return problem(texts.answer.nothingToUndo());
    if (proof.member !== member.id && !event.member.manager) return problem(texts.answer.notYourMessage());
    // Counted for nothing and waiting for nothing, it stays as it is, and its message can still be counted.
    if (!proof.undecided && proof.countsFor.length === 0) return problem(texts.answer.nothingToUndo());
    const titles = await takeBack(tx, { workspace: workspace.id, proof: proof.id }, event.at, 'undone');
    deps.log.info('proof.undone', { proof: proof.id });
    return done(titles.length > 0 ? texts.answer.undone(titles) : texts.counting.withdrawn());
  });
}
