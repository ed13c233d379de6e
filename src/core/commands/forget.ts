import type { Reply } from '../actions.ts';
import type { InboundAction } from '../inbound.ts';
import type { ProofId } from '../model/ids.ts';
import { refused } from './refused.ts';
import { asking, type CommandDeps, done } from './run.ts';

/** "Leave this memory out" under a cheer: no cheer recalls the earlier proof again. Only its author can ask for it. */
export function forget(deps: CommandDeps, event: InboundAction, proof: ProofId): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { member, texts } = asked;
    const outcome = await tx.hideMemory(proof, member.id, deps.clock.now());
    switch (outcome.kind) {
      case 'hidden':
        deps.log.info('memory.hidden', { proof, member: member.id });
        return done(texts.memory.forgotten(outcome.day));
      case 'over':
        return done(texts.memory.over());
      case 'notYours':
        return refused(deps, asked, texts.memory.notYours(outcome.name));
      case 'unknown':
        return refused(deps, asked, texts.answer.unknownButton());
    }
  });
}
