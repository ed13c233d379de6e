import { count } from '../../challenge/count.ts';
import { bold, command } from '../../inline.ts';
import type { ErasableCounts, ErasingTexts } from './texts.ts';

const listed = ({ checkIns, photos, challenges }: ErasableCounts): readonly string[] => [
  ...(checkIns > 0 ? [count(checkIns, 'check-in')] : []),
  ...(photos > 0 ? [count(photos, 'photo')] : []),
  ...(challenges > 0 ? [`your records in ${count(challenges, 'challenge')}`] : []),
];

export const erasing: ErasingTexts = {
  ask: () => [bold('Erase everything I keep about you here?')],
  goes: (counts) => [
    `What goes: ${[...listed(counts), 'our talks', 'your nudges', 'your name and settings'].join(', ')}. I take back my cheers and marks, too.`,
  ],
  stays: (postsGo) => [
    'What stays: one receipt that cannot tell who you were. ',
    postsGo
      ? 'What you posted here goes as well.'
      : 'What you posted in the channel is yours and stays there until you delete it.',
  ],
  hosted: (challenges) => [
    challenges === 1
      ? 'The challenge you host will go on without a host. You can hand it over first.'
      : `The ${challenges} challenges you host will go on without a host. You can hand them over first.`,
  ],
  forGood: (goesToo) => [
    'This cannot be undone. ',
    command('my', 'export'),
    goesToo
      ? ' gives you a copy first. Save it somewhere of your own: the file I sent you is erased, too.'
      : ' gives you a copy first.',
  ],
  button: { erase: 'Erase everything', keep: 'Keep it' },
  kept: () => ['All is as it was. Nothing was erased.'],
  notYours: () => ['Only the person who asked can press this button.'],
  erased: () => [bold('Everything is erased.'), ' Thank you for the time we had.'],
  what: (counts) => [`Erased: ${[...listed(counts), 'and whatever else I kept'].join(', ')}.`],
  receipt: (id, at) => ['Receipt: ', bold(id), ' · erased: ', at],
  after: () => [
    'Words of mine you can still see will be gone soon. If you post again, we start as if we had just met.',
  ],
  since: () => [
    'You came back after that. What I have kept since then is still here; ',
    command('my', 'delete'),
    ' erases it, too.',
  ],
  nothing: () => ['I keep nothing about you.'],
};
