import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PROBLEMS } from '../../src/adapters/web/wire.ts';
import { MOODS } from '../../src/core/characters/parts.ts';

type Texts = { readonly [key: string]: string | Texts | ((...values: never[]) => string) };

const folder = new URL('../../src/adapters/web/public/i18n/', import.meta.url);
const languages = await Promise.all(
  readdirSync(folder).map(
    async (file): Promise<[string, Texts]> => [file, (await import(new URL(file, folder).href)).default],
  ),
);
const ko = languages.find(([file]) => file === 'ko.js')![1];

/** Every key with what stands there: a text, or a function of so many values. */
function shape(texts: Texts, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) => {
    if (typeof value === 'string') return [`${path}${key}`];
    return typeof value === 'function' ? [`${path}${key}/${value.length}`] : shape(value, `${path}${key}.`);
  });
}

function sentences(texts: Texts): string[] {
  return Object.values(texts).flatMap((value) => {
    if (typeof value === 'string') return [value];
    return typeof value === 'function' ? [value('A' as never, 'B' as never, 3 as never)] : sentences(value);
  });
}

describe('what a screen reader hears of a message', () => {
  const tell = new URL('../../src/adapters/web/public/js/tell.js', import.meta.url);
  const nothing = { text: '', view: null, files: [] };
  const photo = { shown: true, name: 'a.jpg' };
  const rows = [{ label: ['연속'], value: [{ kind: 'bold', text: '3일' }, '째'], buttons: [] }];
  const card = { shape: 'card', heading: '기록', lines: [['오늘까지']], rows, picture: null };

  test.each([
    ['사진 3장', { files: [photo, photo, photo] }],
    ['한강 사진 1장 메모.pdf', { text: '한강', files: [photo, { shown: false, name: '메모.pdf' }] }],
    ['기록 오늘까지 연속: 3일째', { view: card }],
    ['민지님의 인증 5km', { view: { shape: 'proof', heading: ['민지님의 인증'], text: '5km' } }],
  ])('%s', async (said, message) => {
    const { spoken } = await import(tell.href);
    expect(spoken(ko, { ...nothing, ...message })).toBe(said);
  });
});

describe('the page’s own texts', () => {
  test('are there in Korean, English and Japanese', () => {
    expect(languages.map(([file]) => file).sort()).toEqual(['en.js', 'ja.js', 'ko.js']);
  });

  test.each(languages)('%s says everything, and nothing twice or empty', (_, texts) => {
    expect(shape(texts).sort()).toEqual(shape(ko).sort());
    for (const sentence of sentences(texts)) expect(sentence.trim()).not.toBe('');
  });

  test.each(languages)('%s has a sentence for every problem and words for every mood', (_, texts) => {
    const own = ['offline', 'unreadable', 'folder'];
    expect(Object.keys(texts.problems as Texts).sort()).toEqual([...PROBLEMS, ...own].sort());
    expect(Object.keys(texts.moods as Texts).sort()).toEqual([...MOODS].sort());
  });

  test('each is in its own script', () => {
    for (const [file, texts] of languages) {
      const all = sentences(texts).join(' ');
      expect(/[가-힣]/.test(all), file).toBe(file === 'ko.js');
      expect(/[ぁ-んァ-ヶ]/.test(all), file).toBe(file === 'ja.js');
    }
  });

  test('Korean speaks 해요체 throughout', () => {
    for (const sentence of sentences(ko))
      expect(sentence).not.toMatch(/(습니다|합니다|됩니다|세요요|하라|해라)[.!]?$/);
  });
});
