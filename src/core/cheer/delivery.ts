import { actionId } from '../actions.ts';
import { speakerOf } from '../characters/speaker.ts';
import type { EffectTarget } from '../delivery/effect.ts';
import { deliveryKey } from '../delivery/keys.ts';
import type { Remembered } from '../memory/store.ts';
import { messagesFor } from '../messages/index.ts';
import type { MessageRef } from '../model/ids.ts';
import type { CheerView, Line, Mood } from '../views.ts';
import type { Situation } from './situation.ts';
import type { CheerContext, CheerDelivery, WrittenCheer } from './store.ts';

/** What is shown around the cheer's two lines. */
export interface Around {
  /** The line that says what counted; null: none. */
  readonly credit: Line | null;
  readonly memory: Remembered | null;
  /** A message's URL on the platform, or null if it has none. */
  readonly linkTo: (message: MessageRef) => string | null;
}

/** The ledger entry of a cheer: its first revision is posted in the proof's thread, later ones edit that message. */
export function cheerDelivery(context: CheerContext, cheer: WrittenCheer, around: Around): CheerDelivery {
  const view = cheerView(context, cheer, around);
  const recalls = around.memory;
  const first = deliveryKey('cheer', context.proof);
  if (context.revision > 0) {
    return {
      key: deliveryKey('cheer-edit', context.proof, context.revision),
      effect: { do: 'edit', of: first, view },
      recalls,
    };
  }
  const title = messagesFor(context.locale).threadTitle(context.member.name, context.day);
  const target: EffectTarget = context.onCard
    ? { kind: 'threadOfDelivery', key: deliveryKey('card', context.proof), title }
    : { kind: 'thread', on: context.message as MessageRef, title };
  return { key: first, effect: { do: 'post', target, view }, recalls };
}

function cheerView(context: CheerContext, cheer: WrittenCheer, around: Around): CheerView {
  const { lines, character } = cheer;
  const mood = moods[cheer.situation];
  // A cheer of emoji alone has no words at all, not even the speaker's name; the mark says that the proof counted.
  const expected = lines.length === 1 ? character : context.house;
  const speaker = speakerOf(character, expected, context.locale);
  if (lines.length === 1) return { view: 'cheer', lines, credit: null, footer: null, mood, ...speaker };
  const texts = messagesFor(context.locale);
  const footer = cheer.source === 'model' ? texts.cheerFooter : null;
  const { credit, memory } = around;
  if (!memory) return { view: 'cheer', lines, credit, footer, mood, ...speaker };
  const url = memory.message && around.linkTo(memory.message);
  const otherYear = memory.day.slice(0, 4) !== context.day.slice(0, 4);
  return {
    view: 'cheer',
    lines,
    credit,
    memory: texts.memory.recalled(memory.day, url, otherYear),
    footer,
    mood,
    ...speaker,
    buttons: [
      {
        action: actionId({ do: 'forget', proof: memory.proof }),
        label: texts.memory.forget,
        style: 'secondary',
      },
    ],
  };
}

const moods: Record<Situation, Mood> = {
  first: 'waving',
  usual: 'cheering',
  photoOnly: 'cheering',
  textOnly: 'cheering',
  comeback: 'waving',
  milestone: 'proud',
  late: 'happy',
  hard: 'worried',
};
