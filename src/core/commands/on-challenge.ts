import type { Reply } from '../actions.ts';
import { mayHost } from '../challenge/may-host.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import type { ChallengeId } from '../model/ids.ts';
import type { ChallengeRow, Tx } from '../store.ts';
import { type Meant, meantChallenge } from './meant-challenge.ts';
import { refused } from './refused.ts';
import { type Afterwards, type Asked, asking, type CommandDeps, problem } from './run.ts';
import { thereFor } from './there-for.ts';

type Work = (tx: Tx, asked: Asked, challenge: ChallengeRow) => Promise<Reply | Afterwards>;

/**
 * Runs `work` on the challenge that a command names, which may be over, or on the one that a button carries. It is looked up in
 * the asker's own workspace alone. A draft exists only for those who may host it, a closed challenge only for those that
 * `thereFor` names.
 */
export function onChallenge(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  id: ChallengeId | null,
  work: Work,
  meant: Meant = {},
): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    if (id === null) {
      const name = 'options' in event ? event.options.challenge : undefined;
      const found = await meantChallenge(tx, asked, name, { overByName: true, ...meant });
      return found.ok ? work(tx, asked, found.challenge) : found.reply;
    }
    const found = await tx.findChallenge(asked.workspace.id, id);
    const [challenge] = found && !meant.left ? await thereFor(tx, asked, [found]) : [found];
    if (challenge && (challenge.startedAt !== null || mayHost(event.member, asked.workspace, challenge)))
      return work(tx, asked, challenge);
    return refused(deps, asked, asked.texts.challenge.answer.gone());
  });
}

/**
 * The same for those who may change the challenge: managers, hosts, and whoever made it. The challenge is locked until `work` has
 * ended, so that of two who press at once the second sees what the first did.
 */
export function hosting(
  deps: CommandDeps,
  event: InboundCommand | InboundAction,
  id: ChallengeId | null,
  work: Work,
  offer?: Meant['offer'],
): Promise<Reply> {
  return onChallenge(
    deps,
    event,
    id,
    async (tx, asked, seen) => {
      if (!mayHost(event.member, asked.workspace, seen))
        return refused(deps, asked, asked.texts.challenge.answer.hostsOnly());
      const challenge = await tx.lockChallenge(asked.workspace.id, seen.id);
      if (!challenge) return problem(asked.texts.challenge.answer.gone());
      // The challenge may have been handed over at the same moment.
      if (!mayHost(event.member, asked.workspace, challenge))
        return refused(deps, asked, asked.texts.challenge.answer.hostsOnly());
      return work(tx, asked, challenge);
    },
    { drafts: true, ...(offer ? { offer } : {}) },
  );
}

/** The idempotency key of one press or command call: the same event received again acts once. */
export function callOf({ platform, id }: InboundCommand | InboundAction): string {
  return `${platform}:${id}`;
}
