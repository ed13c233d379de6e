import { expect, test } from 'vitest';
import type { ProofKind } from '../../../src/core/challenge/challenge.ts';
import { welcomeView } from '../../../src/core/challenge/welcome.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChallengeId } from '../../../src/core/model/ids.ts';
import type { Locale } from '../../../src/core/model/locale.ts';
import { plain } from '../../support/core.ts';

function asked(locale: Locale, proofKind: ProofKind, minLength: number): string {
  const { lines } = welcomeView(
    { locale, character: 'damjji' },
    {
      ...{ id: 'c' as ChallengeId, title: '글쓰기', emoji: null, goal: { kind: 'daily' } },
      ...{ weekStart: 1, graceMinutes: 180, startsOn: '2026-11-23' as CivilDay, proofKind, minLength },
    },
  );
  return plain(lines[1]!);
}

test.each<[Locale, ProofKind, number, string]>([
  ['ko', 'text', 30, ': 글 (30자부터). '],
  ['ko', 'either', 30, ': 사진이나 글 (글은 30자부터). '],
  ['ko', 'photo', 30, ': 사진. '],
  ['ko', 'text', 0, ': 글. '],
  ['en', 'text', 30, ': a few words (at least 30 characters). '],
  ['en', 'either', 1, ': a photo or a few words (words of at least 1 character). '],
  ['ja', 'text', 30, ': 文章（30文字から）。'],
  ['ja', 'any', 30, '（文章は30文字から）。'],
])('in %s, %s of %i letters: "%s"', (locale, proofKind, minLength, words) => {
  expect(asked(locale, proofKind, minLength)).toContain(words);
});
