import type { CareKind } from '../care/guard.ts';
import { speakerOf } from '../characters/speaker.ts';
import { messagesFor } from '../messages/index.ts';
import type { HandWritten } from '../messages/talk/texts.ts';
import { dayOf, type Instant } from '../model/day.ts';
import type { CheerView, Mood } from '../views.ts';
import { type ComposeAnswerDeps, createComposeAnswer } from './answer.ts';
import type { AnswerDelivery, TalkStore, TurnContext, TurnId, WrittenAnswer } from './store.ts';

/** Delay between an answer's two lines: platforms allow about one edit a second. */
const paceMs = 1_200;

export interface AnswerTurnDeps extends ComposeAnswerDeps {
  readonly talks: TalkStore;
  /** Gives care in place of an answer (talk/give-care.ts). */
  readonly giveCare: (turn: TurnId, what: CareKind) => Promise<void>;
}

/**
 * The job that answers one turn of a talk. The answer is stored with its delivery in one step, before it is posted: run again
 * after a kill, the job pays at most for the try that was not stored, and posts nothing twice.
 */
export function createAnswerTurn(deps: AnswerTurnDeps) {
  const { talks, giveCare, clock, log } = deps;
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
        const stored = await talks.store(context, answer, deliveryOf(context, answer, to, clock.now()));
        const { source, reason } = answer;
        return log.info(stored ? 'talk.verified' : 'talk.overtaken', { turn, source, reason });
      }
    }
  };
}

function deliveryOf(
  { message, locale, member, workspaceRef, at, zone, character, house, tone }: TurnContext,
  { lines, source }: WrittenAnswer,
  kind: HandWritten | null,
  now: Instant,
): AnswerDelivery {
  const texts = messagesFor(locale);
  const title = texts.threadTitle(member.name, dayOf(at, zone, 0));
  // An answer of emoji alone names no speaker either.
  const expected = tone === 'emoji' ? character : house;
  const view: CheerView = {
    view: 'cheer',
    lines,
    credit: kind === 'cannot' ? texts.talk.canDo() : null,
    footer: source === 'model' ? texts.talk.footer : null,
    mood: kind === null ? 'happy' : moods[kind],
    ...speakerOf(character, expected, locale),
  };
  const target = { kind: 'thread', on: message, title } as const;
  // A model's two lines appear one after the other, as if spoken; both were checked before.
  const [first, second] = lines;
  if (source === 'template' || second === undefined) return { target, view, more: null };
  const to = { member: member.ref, workspace: workspaceRef };
  return { target, view: { ...view, lines: [first] }, more: { view, at: now + paceMs, to } };
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
