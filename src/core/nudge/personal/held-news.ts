import type { Effect } from '../../delivery/effect.ts';
import type { Line } from '../../views.ts';

/** The words of what waits to be told; null: it is no note. Pure. */
export function lineOf(effect: Effect): Line | null {
  return effect.do === 'post' && effect.view.view === 'note' ? effect.view.line : null;
}

/** What waits for one member, as one message where the first is to go. Pure. */
export function together([first, ...others]: readonly [Effect, ...Effect[]]): Effect {
  if (first.do !== 'post' || first.view.view !== 'note') return first;
  const more = others.flatMap((each): Line => ['\n', ...(lineOf(each) ?? [])]);
  return { ...first, view: { ...first.view, line: [...first.view.line, ...more] } };
}
