import type { CareKind } from '../care/guard.ts';
import { signsOf } from '../care/signs.ts';
import type { InboundDeletion, InboundEdit } from '../inbound.ts';
import type { MessageRef } from '../model/ids.ts';
import type { Clock, Log } from '../ports.ts';
import type { Tx, UnitOfWork } from '../store.ts';
import type { TurnId } from './store.ts';
import { takeAnswer } from './take-answer.ts';

export interface UnsayDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly log: Log;
  readonly giveCare: (tx: Tx, turn: TurnId, what: CareKind) => Promise<void>;
}

/** Handles edits and deletions of messages that were said to us. */
export function createUnsay({ unitOfWork, clock, log, giveCare }: UnsayDeps) {
  return { edited, deleted };

  /** Stores the edited words without answering again, and gives care if they need it. Returns whether the message was a turn. */
  async function edited(event: InboundEdit): Promise<boolean> {
    return unitOfWork.run(async (tx) => {
      const workspace = await tx.findWorkspace(event.platform, event.workspace);
      if (!workspace) return false;
      const [found] = await tx.turnsAmong(workspace.id, [event.message]);
      if (!found) return false;
      if (!(await tx.editTurn(found.turn, event.text))) return true;
      const what = signsOf(event.text).care;
      if (what) await giveCare(tx, found.turn, what);
      return true;
    });
  }

  /** Erases deleted turns and removes our answers. Returns the messages that were no turns or were also counted as proofs. */
  async function deleted(event: InboundDeletion): Promise<readonly MessageRef[]> {
    return unitOfWork.run(async (tx) => {
      const workspace = await tx.findWorkspace(event.platform, event.workspace);
      if (!workspace) return [];
      const turns = await tx.turnsAmong(workspace.id, event.messages);
      for (const { turn } of turns) {
        await tx.eraseTurn(turn, event.at);
        await takeAnswer(tx, { workspace: workspace.id, turn, why: 'deleted' }, clock.now());
        log.info('talk.unsaid', { turn });
      }
      const talk = new Set<MessageRef>();
      for (const { message } of turns) if (!(await tx.lockProof(workspace.id, message))) talk.add(message);
      return event.messages.filter((message) => !talk.has(message));
    });
  }
}

/** The job that removes an answer which was being posted when its turn was deleted or led to care. */
export function createUnsayLater({ unitOfWork, clock }: Pick<UnsayDeps, 'unitOfWork' | 'clock'>) {
  return async function unsayLater({ turn }: { readonly turn: TurnId }): Promise<void> {
    await unitOfWork.run(async (tx) => {
      const place = await tx.lockTurn(turn);
      if (!place || (!place.deleted && !place.inCare)) return;
      const why = place.deleted ? 'deleted' : 'care';
      await takeAnswer(tx, { workspace: place.workspace.id, turn, why }, clock.now());
    });
  };
}
