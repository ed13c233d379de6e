import type { CareKind } from '../care/guard.ts';
import { messagesFor } from '../messages/index.ts';
import type { HandWritten } from '../messages/talk/texts.ts';
import { dayOf } from '../model/day.ts';
import type { CheerView, Mood } from '../views.ts';
import { type ComposeAnswerDeps, createComposeAnswer } from './answer.ts';
import type { AnswerDelivery, TalkStore, TurnContext, TurnId, WrittenAnswer } from './store.ts';

export interface AnswerTurnDeps extends ComposeAnswerDeps {
  readonly talks: TalkStore;
  /** In the place of an answer (talk/give-care.ts). */
  readonly giveCare: (turn: TurnId, what: CareKind) => Promise<void>;
}

/**
 * Answers one turn: what is said is stored with its delivery in one step, before it is posted. Done again after a kill it
 * pays at most for the unstored try, and says nothing twice.
 */
export function createAnswerTurn(deps: AnswerTurnDeps) {
  const { talks, giveCare, log } = deps;
  const compose = createComposeAnswer(deps);

  return async function answerTurn({ turn, called }: { readonly turn: TurnId; readonly called: boolean }) {
    const context = await talks.begin(turn);
    if (!context) return;
    const composed = await compose(context, { called });
    switch (composed.kind) {
      case 'care':
        return giveCare(turn, composed.what);
      case 'silent':
        await talks.giveUp(context, composed.reason);
        return log.info('talk.given_up', { turn, reason: composed.reason });
      case 'answer': {
        const { answer, to } = composed;
        const stored = await talks.store(context, answer, deliveryOf(context, answer, to));
        const { source, reason } = answer;
        return log.info(stored ? 'talk.verified' : 'talk.overtaken', { turn, source, reason });
      }
    }
  };
}

function deliveryOf(
  { message, locale, member, at, zone }: TurnContext,
  { lines, source }: WrittenAnswer,
  to: HandWritten | null,
): AnswerDelivery {
  const texts = messagesFor(locale);
  const title = texts.threadTitle(member.name, dayOf(at, zone, 0));
  const view: CheerView = {
    view: 'cheer',
    lines,
    credit: to === 'cannot' ? texts.talk.canDo() : null,
    footer: source === 'model' ? texts.talk.footer : null,
    mood: to === null ? 'happy' : moods[to],
  };
  return { target: { kind: 'thread', on: message, title }, view };
}

const moods: Readonly<Record<HandWritten, Mood>> = {
  ai: 'happy',
  cannot: 'happy',
  thanks: 'happy',
  hello: 'waving',
  tired: 'worried',
  hard: 'worried',
  other: 'happy',
  enough: 'sleepy',
};
