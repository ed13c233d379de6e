import { actionId } from '../actions.ts';
import type { Messages } from '../messages/index.ts';
import type { CardView } from '../views.ts';
import type { DeadGroup } from './store.ts';

/** The card of `/admin jobs`: what could not be sent, grouped by cause, with a button for each cause. */
export function deadCard(groups: readonly DeadGroup[], { deadLetters: texts }: Messages): CardView {
  return {
    view: 'card',
    title: texts.title,
    lines: [groups.length === 0 ? texts.none() : texts.intro()],
    fields: groups.map(({ cause, count, redrivable, missing }) => ({
      label: texts.cause[cause],
      value: [
        ...texts.count(count, count - redrivable, missing),
        ...(cause === 'mistake' ? [` · ${texts.logSaysMore}`] : []),
      ],
    })),
    picture: null,
    buttons: groups.map(({ cause, redrivable }) => ({
      action: actionId({ do: 'redrive', cause }),
      label: redrivable > 0 ? texts.again(texts.cause[cause]) : texts.close(texts.cause[cause]),
      style: 'secondary',
    })),
  };
}
