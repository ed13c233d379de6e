import type { Reply } from '../actions.ts';
import { takeBack } from '../check-in/take-back.ts';
import type { InboundCommand } from '../inbound.ts';
import { asking, type CommandDeps, done, problem } from './run.ts';

/** "Undo check-in" on a message: its check-in, our mark and our words go; the message and everybody's words stay. */
export function undo(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, { workspace, member, texts }) => {
    const proof = event.target && (await tx.lockProof(workspace.id, event.target.message));
    if (!proof || proof.deleted || proof.undone || proof.member === null)
      return problem(texts.answer.nothingToUndo());
    if (proof.member !== member.id && !event.member.manager) return problem(texts.answer.notYourMessage());
    const titles = await takeBack(tx, { workspace: workspace.id, proof: proof.id }, event.at, 'undone');
    deps.log.info('proof.undone', { proof: proof.id });
    return titles.length > 0 ? done(texts.answer.undone(titles[0]!)) : problem(texts.answer.nothingToUndo());
  });
}
