import { signsOf } from '../care/signs.ts';
import type { InboundMessage } from '../inbound.ts';
import type { Clock, Log } from '../ports.ts';
import type { Tx, UnitOfWork } from '../store.ts';
import { isForUs } from './for-us.ts';
import { namesUs } from './kind.ts';
import { createShowTheWay } from './show-the-way.ts';
import type { Restraint } from './store.ts';

/** The most answers to one member in an hour; then one kind line says that it is enough, then nothing. */
export const turnsAnHour = 6;
const hourMs = 60 * 60_000;
/** Older messages are not answered any more: the talk has gone on without us. */
export const answeredWithinMs = hourMs;

export interface HearDeps {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Handles messages in threads and mentions of us. Decides whether a message is for us; if so, its row and job are added in one
 * transaction. Of messages among people only the fact that somebody wrote is stored.
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
      if (await tx.wasErasedSince(workspace.id, event.member.ref, event.at)) return;
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
      // A file without words gives us nothing to answer.
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
      // A message with a strong sign of danger gets a job in any case.
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
