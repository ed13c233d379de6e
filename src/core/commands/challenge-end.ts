import { actionId, type ChallengeAction, type Reply } from '../actions.ts';
import { closeChallenge } from '../challenge/close-challenge.ts';
import { nameOf } from '../challenge/title.ts';
import { removeWelcome } from '../challenge/welcome.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { ChallengeRow, Tx } from '../store.ts';
import type { Button, Line } from '../views.ts';
import { callOf, hosting } from './on-challenge.ts';
import { type Asked, type CommandDeps, done, problem } from './run.ts';

/** `/challenge end`: says what ending the challenge does, with the button that does it. */
export function challengeEnd(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  id: ChallengeId | null,
): Promise<Reply> {
  return hosting(
    deps,
    event,
    id,
    async (_, asked, challenge) => {
      const { answer, button } = asked.texts.challenge;
      const name = nameOf(challenge);
      if (challenge.startedAt === null) return problem(answer.isDraft(name));
      if (challenge.endedAt !== null) return problem(answer.alreadyEnded(name));
      return secondLook(answer.endWould(name, challenge.members), challenge, 'endNow', button.endNow, asked);
    },
    (challenge) => ({ do: 'end', challenge }),
  );
}

/** The button that confirms: ends a running challenge. */
export function challengeEndNow(deps: CommandDeps, event: InboundAction, id: ChallengeId): Promise<Reply> {
  return hosting(deps, event, id, async (tx, { workspace, member, texts }, challenge) => {
    const { answer, button } = texts.challenge;
    const name = nameOf(challenge);
    if (challenge.startedAt === null) return problem(answer.isDraft(name));
    if (challenge.endedAt !== null) return problem(answer.alreadyEnded(name));
    await closeChallenge(tx, workspace, challenge, {
      at: deps.clock.now(),
      actor: member.id,
      call: callOf(event),
    });
    deps.log.info('challenge.ended', { challenge: challenge.id });
    return done(answer.ended(name), [
      { action: actionId({ do: 'again', challenge: id }), label: button.again, style: 'secondary' },
    ]);
  });
}

/** `/challenge delete`: says what would be erased, with the button that does it. A draft has nothing to lose and is deleted at once. */
export function challengeDelete(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  id: ChallengeId | null,
): Promise<Reply> {
  return hosting(
    deps,
    event,
    id,
    async (tx, asked, challenge) => {
      if (challenge.startedAt === null) return discard(deps, tx, asked, challenge);
      const { answer, button } = asked.texts.challenge;
      const checkIns = await tx.countCheckIns(challenge.id);
      const isOver = challenge.endedAt !== null;
      const line = answer.deleteWould(nameOf(challenge), challenge.members, checkIns, isOver);
      const keeps = !isOver && challenge.members + checkIns > 0;
      const end = { action: actionId({ do: 'end', challenge: challenge.id }), label: button.end } as const;
      return secondLook(line, challenge, 'deleteNow', button.deleteNow, asked, keeps ? [end] : []);
    },
    (challenge) => ({ do: 'delete', challenge }),
  );
}

/** The button that confirms: deletes the challenge with its records, and removes its welcome. */
export function challengeDeleteNow(deps: CommandDeps, event: InboundAction, id: ChallengeId): Promise<Reply> {
  return hosting(deps, event, id, async (tx, asked, challenge) => {
    if (challenge.startedAt === null) return discard(deps, tx, asked, challenge);
    const { workspace, member, texts } = asked;
    await removeWelcome(tx, workspace, challenge, 'the challenge was deleted');
    const checkIns = await tx.eraseRecords(id, { member: null, words: false }, deps.clock.now());
    await tx.deleteChallenge(id);
    await tx.audit({
      workspace: workspace.id,
      actor: member.id,
      what: 'deleted',
      challenge: id,
      detail: { title: challenge.title, members: challenge.members, checkIns },
      call: callOf(event),
    });
    deps.log.info('challenge.deleted', { challenge: id, members: challenge.members, checkIns });
    return done(texts.challenge.answer.deleted(nameOf(challenge), checkIns));
  });
}

async function discard(
  { log }: CommandDeps,
  tx: Tx,
  { event, workspace, member, texts }: Asked,
  challenge: ChallengeRow,
): Promise<Reply> {
  await tx.deleteChallenge(challenge.id);
  await tx.audit({
    workspace: workspace.id,
    actor: member.id,
    what: 'deleted',
    challenge: challenge.id,
    detail: { title: challenge.title, draft: true },
    call: callOf(event),
  });
  log.info('challenge.discarded', { challenge: challenge.id });
  return done(texts.challenge.answer.discarded(nameOf(challenge)));
}

function secondLook(
  line: Line,
  { id }: ChallengeRow,
  act: ChallengeAction,
  label: string,
  { texts }: Asked,
  instead: readonly Omit<Button, 'style'>[] = [],
): Reply {
  const { button } = texts.challenge;
  const buttons: readonly Button[] = [
    { action: actionId({ do: act, challenge: id }), label, style: 'danger' },
    ...instead.map((other): Button => ({ ...other, style: 'secondary' })),
    { action: actionId({ do: 'info', challenge: id }), label: button.cancel, style: 'secondary' },
  ];
  return done(line, buttons);
}
