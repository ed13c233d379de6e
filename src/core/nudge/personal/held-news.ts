import type { Effect } from '../../delivery/effect.ts';
import type { Line } from '../../views.ts';

/** The words of news that waits to be told; null when the effect is not a note. Pure. */
export function lineOf(effect: Effect): Line | null {
  return effect.do === 'post' && effect.view.view === 'note' ? effect.view.line : null;
}

/** The news that waits for one member, merged into one message that goes where the first was to go. Pure. */
export function together([first, ...others]: readonly [Effect, ...Effect[]]): Effect {
  if (first.do !== 'post' || first.view.view !== 'note') return first;
  const more = others.flatMap((each): Line => ['\n', ...(lineOf(each) ?? [])]);
  return { ...first, view: { ...first.view, line: [...first.view.line, ...more] } };
}
