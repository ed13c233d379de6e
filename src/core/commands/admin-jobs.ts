import type { Reply } from '../actions.ts';
import { deadCard } from '../dead-letters/dead-card.ts';
import type { DeadCause } from '../dead-letters/store.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import { callOf } from './on-challenge.ts';
import { refused } from './refused.ts';
import { asking, type CommandDeps, done, problem } from './run.ts';

/** `/admin jobs`: lists what could not be sent in this workspace, by its cause. Managers only. */
export function adminJobs(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, { workspace, texts }) => {
    if (!event.member.manager) return problem(texts.answer.managersOnly());
    return { kind: 'message', view: deadCard(await tx.deadLetters(workspace.id), texts) };
  });
}

/**
 * A manager's press on "try again": retries everything that failed for one cause. Pressed twice, or by two managers at once, each
 * delivery is retried once. What is older than a day is put away instead.
 */
export function redrive(deps: CommandDeps, event: InboundAction, cause: DeadCause): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { workspace, member, texts } = asked;
    if (!event.member.manager) return refused(deps, asked, texts.answer.managersOnly());
    const { redriven, closed } = await tx.redriveDead(workspace.id, cause);
    if (redriven + closed === 0) return done(texts.deadLetters.nothingLeft());
    await tx.audit({
      workspace: workspace.id,
      actor: member.id,
      what: 'redriven',
      challenge: null,
      detail: { cause, redriven, closed },
      call: callOf(event),
    });
    deps.log.info('delivery.redriven', { workspace: workspace.id, cause, redriven, closed });
    return done(texts.deadLetters.redriven(redriven, closed));
  });
}
