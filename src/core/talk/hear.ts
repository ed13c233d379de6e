import { signsOf } from '../care/signs.ts';
import type { InboundMessage } from '../inbound.ts';
import type { Clock, Log } from '../ports.ts';
import type { Tx, UnitOfWork } from '../store.ts';
import { isForUs } from './for-us.ts';
import { namesUs } from './kind.ts';
import { createShowTheWay } from './show-the-way.ts';
import type { Restraint } from './store.ts';

/** Answers to one member in an hour; one kind line follows, then nothing. */
export const turnsAnHour = 6;
const hourMs = 60 * 60_000;
/** What was written longer ago is not answered any more: the talk has gone on without us. */
export const answeredWithinMs = hourMs;

export interface HearDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Takes in what people say in threads, or to us by name: whether it is for us is decided here, and what is gets its row and
 * its job in one transaction. Of what is said among people, only that somebody spoke is kept.
 */
export function createHear({ unitOfWork, clock, log }: HearDeps) {
  const showTheWay = createShowTheWay({ clock, log });
  return async function hear(event: InboundMessage): Promise<void> {
    if (!event.inThread && !event.mentionsBot) return;
    await unitOfWork.run(async (tx) => {
      const workspace = event.mentionsBot
        ? await tx.ensureWorkspace(event.platform, event.workspace, event.workspaceName)
        : await tx.findWorkspace(event.platform, event.workspace);
      if (!workspace || workspace.parked) return;
      if (await showTheWay(tx, workspace, event)) return;
      const { message, at, text, member, mentionsBot } = event;
      const thread = event.thread ?? message;
      const soFar = await tx.talkThread(workspace.id, thread);
      const { forUs, since } = isForUs(
        {
          by: member.ref,
          at,
          callsUs: mentionsBot,
          namesUs: namesUs(text),
          turnsTo: [...(event.turnsTo ?? []), ...(event.repliesTo === undefined ? [] : [event.repliesTo.by])],
        },
        soFar,
      );
      // Of a file alone we saw nothing to answer.
      const isWordless = event.inThread && event.attachments.length > 0 && text === '';
      if (!forUs || isWordless) {
        if (soFar.proof || soFar.ours)
          await tx.noteVoice(workspace.id, { thread, message, by: member.ref, at });
        return;
      }
      if (await tx.wasDeleted(workspace.id, message)) return;
      const { id } = await tx.ensureMember(workspace.id, member);
      const restraint = await restraintOf(tx, id, at);
      const heard = restraint === null || restraint === 'enough';
      // Whoever may be in danger is looked at in any case.
      const wait = heard || signsOf(text).care !== null;
      const turn = await tx.addTurn(workspace.id, {
        thread,
        message,
        member: id,
        text: wait ? text : '',
        at,
        restraint,
        wait,
      });
      if (!turn) return;
      log.info('talk.heard', { turn, since, restraint });
      if (!wait) return;
      await tx.enqueue({
        task: 'talk',
        payload: { turn, called: mentionsBot },
        key: `talk:${turn}`,
      });
    });
  };

  async function restraintOf(
    tx: Tx,
    member: Parameters<Tx['countTurns']>[0],
    at: number,
  ): Promise<Restraint | null> {
    const { turns, told } = await tx.countTurns(member, at - hourMs);
    if (clock.now() - at > answeredWithinMs) return 'tooLate';
    if (turns < turnsAnHour) return null;
    return told ? 'overLimit' : 'enough';
  }
}
