import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createDrawer } from '../../src/adapters/node/pictures/renderer.ts';
import { clip, glyphsOf, type Kit, widthOf, wrap } from '../../src/adapters/node/pictures/text.ts';
import { oddNames } from './samples.ts';

let kit: Kit;
beforeAll(async () => {
  kit = (await createDrawer()).kit;
});

const seen = (text: string): string =>
  glyphsOf(text, 800, kit)
    .map((glyph) => (glyph.kind === 'text' ? glyph.text : `<${glyph.code}>`))
    .join('');

describe('what is drawn of a name', () => {
  test.each([
    ['hangul', '지현'],
    ['latin', 'Kim'],
    ['digit', '러너3'],
    ['emoji', '<1f439>'],
    ['hanja', '李'],
    ['nfd', '한별'],
    ['rtl', 'gnp.지현'],
    ['arabic', ''],
    ['fancy', 'Jihyun Ⓚ'],
    ['family', '민지<1f468-200d-1f469-200d-1f467><1f1f0-1f1f7><1f4aa-1f3fb><31-20e3>'],
    ['unknown', '지현'],
  ])('%s', (name, drawn) => {
    expect(seen(oddNames[name]!)).toBe(drawn);
  });

  test.each([
    ['a heart with its text form', '❤\uFE0F', '<2764>'],
    ['a sign that is no emoji', '© 2026™', '© 2026™'],
    ['an emoji that asks for one', '©\uFE0F', '<a9>'],
    ['kana and kanji', '継続は力なり', '継続は力なり'],
    ['a rainbow flag', '🏳\uFE0F‍🌈', '<1f3f3-fe0f-200d-1f308>'],
    ['digits alone', '12', '12'],
    ['half a character', '지\uD83D현', '지현'],
  ])('%s', (_what, text, drawn) => {
    expect(seen(text)).toBe(drawn);
  });

  test('nothing the font cannot draw is left in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const glyph of glyphsOf(text, 500, kit)) {
          if (glyph.kind === 'emoji') expect(kit.emoji.has(glyph.code)).toBe(true);
          else
            for (const character of glyph.text)
              expect(kit.advances[500](character.codePointAt(0)!)).not.toBeNull();
        }
      }),
    );
  });
});

describe('fitting', () => {
  test('a clipped name keeps within its width and ends in an ellipsis', () => {
    const glyphs = glyphsOf(oddNames.long!, 800, kit);
    const clipped = clip(glyphs, 6);
    expect(widthOf(clipped)).toBeLessThanOrEqual(6);
    expect(clipped.at(-1)).toMatchObject({ text: '…' });
    expect(clip(glyphs, 100)).toBe(glyphs);
    expect(clip(glyphsOf(oddNames.many!, 800, kit), 6)).toHaveLength(5);
  });

  const lines = (text: string, width: number, count: number, between: 'words' | 'characters') =>
    wrap(glyphsOf(text, 500, kit), width, count, between).map((line) =>
      line.map((glyph) => (glyph.kind === 'text' ? glyph.text : '*')).join(''),
    );

  test('Korean is broken between words, never inside one', () => {
    expect(lines('오늘도 완주했어요 정말 잘했어요', 7.6, 3, 'words')).toEqual([
      '오늘도 완주했어요',
      '정말 잘했어요',
    ]);
  });

  test('a word longer than a line is cut where it must be', () => {
    const cut = lines('가나다라마바사아자차카타파하', 5, 3, 'words');
    expect(cut).toHaveLength(3);
    expect(cut.join('')).toBe('가나다라마바사아자차카타파하');
  });

  test('Japanese is broken between characters, with no full stop at the start of a line', () => {
    for (const line of lines(
      '雨の日も、傘をさして出かけました。ひとりでは、できませんでした。',
      6,
      8,
      'characters',
    )) {
      expect(line).not.toMatch(/^[、。]/);
    }
  });

  test('whatever is written, no line is wider than it may be and there are no more than asked for', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.lorem());
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 4, max: 20 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('words' as const, 'characters' as const),
        (written, width, count, between) => {
          const wrapped = wrap(glyphsOf(written, 500, kit), width, count, between);
          expect(wrapped.length).toBeLessThanOrEqual(count);
          for (const line of wrapped) expect(widthOf(line)).toBeLessThanOrEqual(width + 1e-9);
        },
      ),
    );
  });
});
