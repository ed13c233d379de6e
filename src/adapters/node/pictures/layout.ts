import type { FactSpec, PictureSpec } from '../../../core/pictures/spec.ts';
import { pictureWords } from '../../../core/pictures/words/index.ts';
import { cardOf, type Ink } from './frame.ts';
import { faceLayout } from './layouts/face.ts';
import { finishLayout } from './layouts/finish.ts';
import { leaderboardLayout } from './layouts/leaderboard.ts';
import { milestoneLayout } from './layouts/milestone.ts';
import { monthLayout } from './layouts/month.ts';
import { statsLayout } from './layouts/stats.ts';
import { streakLayout } from './layouts/streak.ts';
import { togetherLayout } from './layouts/together.ts';
import { weeksLayout } from './layouts/weeks.ts';
import { yearLayout } from './layouts/year.ts';
import type { Node } from './nodes.ts';
import type { Kit } from './text.ts';

/** Lays out a spec as a tree of boxes. The same spec always gives the same tree, on any day and machine. */
export function layoutOf(spec: PictureSpec, kit: Kit): Node {
  if (spec.kind === 'face') return faceLayout(spec);
  return cardOf(nodesOf(spec, { kit, words: pictureWords[spec.locale] }), spec.locale);
}

function nodesOf(spec: FactSpec, ink: Ink): readonly Node[] {
  switch (spec.kind) {
    case 'streak':
      return streakLayout(spec, ink);
    case 'month':
      return monthLayout(spec, ink);
    case 'year':
      return yearLayout(spec, ink);
    case 'weeks':
      return weeksLayout(spec, ink);
    case 'milestone':
      return milestoneLayout(spec, ink);
    case 'finish':
      return finishLayout(spec, ink);
    case 'leaderboard':
      return leaderboardLayout(spec, ink);
    case 'stats':
      return statsLayout(spec, ink);
    case 'together':
      return togetherLayout(spec, ink);
  }
}
