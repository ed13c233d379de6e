import { expect, test } from 'vitest';
import { languageOf, localeAbout } from '../../../src/core/model/language.ts';

test.each([
  // Japanese: kana make it so, with however many kanji.
  ['今日は5キロ走りました', 'ja'],
  ['朝ラン完了しました！きつかった', 'ja'],
  ['きょうもがんばったよ', 'ja'],
  ['読書30分。面白かったです', 'ja'],
  ['今日はrunを5kmしました、気持ちよかった', 'ja'],
  // Korean.
  ['오늘도 5km 달렸어요', 'ko'],
  ['아침 러닝 완료', 'ko'],
  ['오늘 책 30쪽 읽었어요 (Dune)', 'ko'],
  ['오늘도 달렸어요'.normalize('NFD'), 'ko'],
  // English sentences.
  ['I ran 5 km in the park with my dog and it was great', 'en'],
  ['Finished the book that I started on Monday', 'en'],
  ["Didn't want to go out, but I did my run", 'en'],
  // What people of every language write in Latin letters.
  ['run 5km', null],
  ['5km done!!', null],
  ['Morning run 5km', null],
  ['Day 3 of running', null],
  ['ok', null],
  ['oneul 5km dallyeosseoyo', null],
  ['chest & triceps, bench press 5x5 60kg, squat 100kg', null],
  ['Hoy he corrido cinco kilómetros con mi hermana', null],
  // Too little, mixed or none of ours.
  ['', null],
  ['👍🔥', null],
  ['10000', null],
  ['ㅋㅋㅋㅋㅋ', null],
  ['완료', null],
  ['ラン', null],
  ['今日跑了五公里', null],
  ['오늘 さくら', null],
  ['morning run with friends 오늘도 함께', null],
  // Addresses and names are nobody's language.
  ['https://example.com/the/best/of/my/runs/and/more', null],
  ['@the_runner_of_my_club #and #this #is :to_the_moon:', null],
  ['오늘 달렸어요 https://example.com/a-very-long-address-with-many-latin-letters', 'ko'],
] as const)('%j is written in %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});

test('a member’s own language goes before what they wrote, and the house’s comes last', () => {
  const japanese = '今日は5キロ走りました';
  expect(localeAbout(japanese, { own: 'en', house: 'ko' })).toBe('en');
  expect(localeAbout(japanese, { own: null, house: 'ko' })).toBe('ja');
  expect(localeAbout('run 5km', { own: null, house: 'ko' })).toBe('ko');
});
