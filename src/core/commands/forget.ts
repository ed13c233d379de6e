import type { Reply } from '../actions.ts';
import type { InboundAction } from '../inbound.ts';
import type { ProofId } from '../model/ids.ts';
import { asking, type CommandDeps, done, problem } from './run.ts';

/** "Leave this memory out" under a cheer: the earlier proof comes up in no cheer again. Only its author can say so. */
export function forget(deps: CommandDeps, event: InboundAction, proof: ProofId): Promise<Reply> {
  return asking(deps, event, async (tx, { workspace, member, texts }) => {
    const outcome = await tx.hideMemory(proof, member.id, deps.clock.now());
    switch (outcome.kind) {
      case 'hidden':
        deps.log.info('memory.hidden', { proof, member: member.id });
        return done(texts.memory.forgotten(outcome.day));
      case 'over':
        return done(texts.memory.over());
      case 'notYours':
        deps.log.warn('action.refused', { workspace: workspace.id, member: member.id, proof });
        return problem(texts.memory.notYours(outcome.name));
      case 'unknown':
        deps.log.warn('action.refused', { workspace: workspace.id, member: member.id, proof });
        return problem(texts.answer.unknownButton());
    }
  });
}
