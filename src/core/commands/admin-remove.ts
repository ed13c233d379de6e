import type { Reply } from '../actions.ts';
import { deliveryKey, undoOf } from '../delivery/keys.ts';
import type { InboundCommand } from '../inbound.ts';
import { dayMeant, managing, tellRemoved } from './admin.ts';
import { callOf } from './on-challenge.ts';
import { type CommandDeps, done, problem } from './run.ts';

/**
 * `/admin remove`: takes back a member's check-in of a day, together with every other proof of that day, so that none takes over.
 * Our mark is removed and the proof is not recalled any more; its cheer and the messages stay. The member is told privately why,
 * and can appeal.
 */
export function adminRemove(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return managing(deps, event, async (tx, managed) => {
    const { challenge, name, of, reason, workspace, member, texts } = managed;
    const meant = dayMeant(managed, event.options.day ?? '');
    if (!meant.ok) return meant.reply;
    const { day } = meant;
    const gone = await tx.removeDay(challenge.id, of.id, day, deps.clock.now());
    if (gone === 'none') return problem(texts.admin.answer.nothingThatDay(of.name, name, day));
    await tx.factsChanged(challenge.id, of.id);
    const [first] = gone;
    const { id: audit } = await tx.audit({
      workspace: workspace.id,
      actor: member.id,
      what: 'checkInRemoved',
      challenge: challenge.id,
      member: of.id,
      ...(first ? { proof: first.proof } : {}),
      day,
      reason,
      detail: { proofs: gone.map(({ proof }) => proof) },
      call: callOf(event),
    });
    for (const { proof, mark } of gone) {
      await tx.forgetProof(proof);
      if (mark === null) continue;
      const key = undoOf(deliveryKey('react', proof));
      await tx.deliver(workspace.id, proof, key, { do: 'unreact', ...mark });
    }
    await tellRemoved(tx, managed, audit, { name, day }, () => reason);
    deps.log.info('check_in.removed', { challenge: challenge.id, member: of.id, day, audit });
    return done(texts.admin.answer.removed(of.name, name, day));
  });
}
