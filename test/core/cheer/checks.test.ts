import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  CHECK_CODES,
  type CheckCode,
  type CheckContext,
  checkCheer,
} from '../../../src/core/cheer/checks/index.ts';
import { novelty } from '../../../src/core/cheer/checks/novelty.ts';
import { numbersIn } from '../../../src/core/cheer/checks/numbers.ts';
import { LOCALES, type Locale } from '../../../src/core/model/locale.ts';
import { en } from './lines/en.ts';
import { ja } from './lines/ja.ts';
import { ko } from './lines/ko.ts';
import type { Line, LineTable } from './lines/line.ts';

const GOOD: Readonly<Record<Locale, string>> = {
  ko: '함께라서 든든한 저녁이에요.',
  en: 'It is nice to be on this road with you.',
  ja: '一緒にいられてうれしいです。',
};

function context(locale: Locale, more: Partial<CheckContext> = {}): CheckContext {
  return {
    locale,
    proofText: '',
    photoSeen: null,
    title: '',
    facts: [],
    memories: [],
    names: [],
    sounds: ['찍찍', 'チューチュー'],
    recent: [],
    evidence: null,
    ...more,
  };
}

/** The codes found on one line that stands beside a good one. */
function codes(locale: Locale, line: string, more: Partial<CheckContext> = {}): CheckCode[] {
  return checkCheer([line, GOOD[locale]], context(locale, more)).map((failure) => failure.code);
}

const tables: Readonly<Record<Locale, LineTable>> = { ko, en, ja };

describe.each(LOCALES)('the lines in %s', (locale) => {
  const { passes, fails } = tables[locale];
  const said = (line: Line) => (typeof line === 'string' ? line : line[0]);
  const found = (line: Line) =>
    codes(locale, said(line), { proofText: typeof line === 'string' ? '' : line[1] });

  describe.each(Object.keys(passes))('%s', (kind) => {
    test.each(passes[kind]!.map((line) => [said(line), line] as const))('%s', (_, line) => {
      expect(found(line)).toEqual([]);
    });
  });

  describe.each(Object.keys(fails) as CheckCode[])('%s', (code) => {
    test.each(fails[code]!.map((line) => [said(line), line] as const))('%j', (_, line) => {
      expect(found(line)).toContain(code);
    });
  });

  it('are many, each once, and of every code that a line alone can fail with', () => {
    const all = [...Object.values(passes).flat(), ...Object.values(fails).flat()].map(said);
    expect(all.length).toBeGreaterThanOrEqual(locale === 'ko' ? 200 : 60);
    expect(new Set(all).size).toBe(all.length);
    const ofTheWhole = new Set([
      'tooSimilar',
      'notFresh',
      'sameOpening',
      'noEvidence',
      'quoteNotFound',
      'notSpecific',
      'obeyed',
      'cheerful',
      'tooLoud',
      'emptyLine',
      'tooShort',
      'tooLong',
      ...(locale === 'en' ? ['notPolite'] : []),
    ]);
    expect(CHECK_CODES.filter((code) => !ofTheWhole.has(code) && !fails[code])).toEqual([]);
  });
});

describe('the cheer as a whole', () => {
  test.each([
    [[]],
    [['한 줄만 적었네요.']],
    [['첫 줄이에요, 정말.', '둘째 줄이에요, 네.', '셋째 줄이에요, 네.']],
  ])('%j is not two lines', (lines) => {
    expect(checkCheer(lines, context('ko')).map((failure) => failure.code)).toContain('lineCount');
  });

  it('looks no further at what is far too long, however few letters a reader sees', () => {
    const piled = `${'나\u0301\u0302\u0303'.repeat(200)} 걸으셨네요.`;
    expect(checkCheer(['노트가 참 정겨워요.', piled], context('ko'))).toEqual([{ code: 'tooLong', line: 1 }]);
    expect(codes('ko', '노트\u0301\u0302\u0303\u0304가 참 정겨워요.')).toContain('markup');
  });

  it('is not shouted', () => {
    const loud = ['와! 노트가 참 정겨워요!', '볼주머니가 몽글몽글해졌어요!'];
    expect(checkCheer(loud, context('ko'))).toEqual([{ code: 'tooLoud', line: null }]);
    const faces = ['노트가 참 정겨워요 🐹🌻', '볼주머니가 몽글몽글해졌어요 🐹'];
    expect(checkCheer(faces, context('ko'))).toEqual([{ code: 'tooLoud', line: null }]);
  });

  it.each<[Locale, string]>([
    ['ko', '축하드려요, 노트가 정겨워요.'],
    ['ko', '노트를 채우신 일이 대단해요.'],
    ['ko', '노트가 참 정겨워요!'],
    ['en', 'Congratulations on that page.'],
    ['en', 'That page is a great one.'],
    ['en', 'A page was filled on the train!'],
    ['ja', 'おめでとうございます、素敵な一行ですね。'],
    ['ja', '一行が届いて、わくわくしています。'],
  ])('bad news is not cheered (%s): %s', (locale, line) => {
    expect(codes(locale, line, { hard: true })).toContain('cheerful');
    expect(codes(locale, line)).toEqual([]);
  });

  it.each<[Locale, string]>([
    ['ko', '말없이 옆에 앉아 있을게요.'],
    ['en', 'Great-grandmother’s song is here with you.'],
    ['ja', '夜に音階を一回やったのですね。'],
  ])('bad news is comforted (%s): %s', (locale, line) => {
    expect(checkCheer([line, line], context(locale, { hard: true })).map(({ code }) => code)).not.toContain(
      'cheerful',
    );
  });

  it('says which line failed', () => {
    expect(checkCheer(['노트가 참 정겨워요.', '노트가 참 정겹다'], context('ko'))).toEqual([
      { code: 'notPolite', line: 1 },
    ]);
  });

  it('lets a member name stand in any script', () => {
    expect(codes('ko', 'Alexandria님, 반가워요', { names: ['Alexandria'] })).toEqual([]);
    expect(codes('ko', 'Alexandria님, 반가워요')).toEqual(['wrongLanguage', 'unknownName']);
  });

  test.each<[string, Partial<CheckContext>]>([
    ['벌써 7일째 걸으셨네요.', { facts: ['7일째'] }],
    ['이번으로 30일째 걸으셨네요.', { facts: ['30'] }],
    ['일주일을 꼬박 걸으셨네요.', { facts: ['7'] }],
    ['오십 쪽을 넘기셨네요.', { proofText: '50쪽 읽음' }],
    ['닷새째 걸으셨네요.', { proofText: 'day 5' }],
    ['세 달 만의 완독이네요.', { proofText: '세 달 걸려 다 읽음' }],
    ['3일 연속 걸으셨네요.', { proofText: '3일 연속!' }],
    ['1,000보를 걸으셨네요.', { photoSeen: '만보기 화면 1000' }],
    ['8주 달리기 길에 오르셨네요.', { title: '8주 달리기' }],
    ['지난번 6쪽 다음 이야기네요.', { memories: ['6쪽 읽었다'] }],
    ['러너42님, 오늘도 반가워요.', { names: ['러너42'] }],
  ])('%s is grounded', (line, more) => {
    expect(codes('ko', line, more)).toEqual([]);
  });
});

test.each<[string, number[]]>([
  ['이천이십육 년', [2026]],
  ['스물다섯 번, 열두 장', [25, 12]],
  ['三千歩と二十五分', [3000, 25]],
  ['twenty-five pages, two hundred steps', [25, 200]],
  ['3.5km in 07:05', [3.5, 7, 5]],
  ['이 책을 네모난 가방에', []],
  ['十分です', []],
])('numbers in %j', (text, values) => {
  expect(numbersIn(text).map((number) => number.value)).toEqual(values);
});

describe('evidence', () => {
  const line = '퇴근길 지하철에서 12쪽을 넘기셨네요!';
  const proofText = '퇴근길 지하철에서 12쪽 읽었어요';

  test.each<[string, CheckContext['evidence'], CheckCode[]]>([
    ['a quote from the text', [{ source: 'text', quote: '지하철에서 12쪽' }], []],
    ['other spacing and marks', [{ source: 'text', quote: '“지하철에서  12쪽”' }], []],
    ['no evidence', [], ['noEvidence']],
    ['an empty quote', [{ source: 'text', quote: ' ' }], ['quoteNotFound']],
    ['an invented quote', [{ source: 'text', quote: '버스에서' }], ['quoteNotFound']],
    ['a photo there is not', [{ source: 'photo', quote: '지하철' }], ['quoteNotFound']],
    ['a quote the lines do not use', [{ source: 'text', quote: '읽었어요' }], ['notSpecific']],
  ])('%s', (_, evidence, expected) => {
    expect(codes('ko', line, { proofText, evidence })).toEqual(expected);
  });

  it('looks for each source in its own place', () => {
    const sources = {
      photoSeen: '노을 진 강변',
      facts: ['7일째'],
      memories: ['저번 강변 산책'],
      title: '걷기',
    };
    const say = (evidence: CheckContext['evidence']) =>
      codes('ko', '노을 진 강변을 7일째 걸으셨네요.', { ...sources, evidence });
    expect(say([{ source: 'photo', quote: '강변' }])).toEqual([]);
    expect(say([{ source: 'facts', quote: '7일째' }])).toEqual([]);
    expect(say([{ source: 'memory', quote: '강변 산책' }])).toEqual([]);
    expect(say([{ source: 'memory', quote: '노을' }])).toEqual(['quoteNotFound']);
  });
});

describe('novelty', () => {
  const earlier = '퇴근길 지하철에서 책장을 넘기셨네요!\n함께라서 든든한 저녁이에요.';

  test.each<[string, string, CheckCode[]]>([
    ['the same again', '퇴근길 지하철에서 책장을 넘기셨네요!', ['tooSimilar', 'notFresh', 'sameOpening']],
    ['reworded', '오늘 퇴근길 지하철에서도 책장을 넘기셨네요!', ['tooSimilar', 'notFresh']],
    ['same first two words', '퇴근길 지하철에서 마주친 노을빛, 참 고와요.', ['sameOpening']],
  ])('%s', (_, line, expected) => {
    const second = expected.length > 1 ? '함께라서 든든한 저녁이에요.' : '볼주머니가 몽글몽글해졌어요.';
    const found = checkCheer([line, second], context('ko', { recent: [earlier] }));
    expect(found.map((failure) => failure.code)).toEqual(expected);
  });

  it('lets a new thing pass', () => {
    const lines = ['젖은 운동화 옆에 우산이 쉬고 있네요.', '빗소리를 들으며 걸으신 길이 그려져요.'];
    expect(checkCheer(lines, context('ko', { recent: Array(20).fill(earlier) }))).toEqual([]);
  });

  it('forgets the 21st and looks at five openings', () => {
    const filler = (n: number) =>
      `${'가나다라마바사아자차카타파하'.charAt(n % 14)}${n} ${'힣뷁쀍'.charAt(n % 3)}\n${n}`;
    const recent = Array.from({ length: 20 }, (_, n) => filler(n));
    const lines = earlier.split('\n');
    expect(checkCheer(lines, context('ko', { recent: [...recent, earlier] }))).toEqual([]);
    const late = checkCheer(lines, context('ko', { recent: [...recent.slice(0, 5), earlier] }));
    expect(late.map((failure) => failure.code)).toEqual(['tooSimilar', 'notFresh']);
  });

  it('sees digits as one', () => {
    expect(novelty('7일째 아침 산책', ['8일째 아침 산책'], 'ko').worst).toBe(1);
    expect(novelty('', ['가나다'], 'ko')).toEqual({ worst: 0, fresh: 1 });
  });
});

describe('whatever comes', () => {
  it('gives an answer for any text at all, always the same', () => {
    const line = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 3 }),
        fc.constantFrom('ko', 'en', 'ja'),
        line,
        (lines, locale, other) => {
          const given = context(locale, { proofText: other, names: [other], recent: [other], title: other });
          expect(checkCheer(lines, given)).toEqual(checkCheer(lines, given));
        },
      ),
    );
  });

  it('is not fooled by characters nobody sees', () => {
    const bad = fc.constantFrom<[string, CheckCode]>(
      ['@everyone 다 같이 축하해 주세요', 'mention'],
      ['여기를 보세요 naver.com 좋아요', 'link'],
      ['연락처는 010-1234-5678 이에요', 'personalData'],
      ['몸무게가 줄어든 것 같아요.', 'body'],
      ['벌써 닷새째 걸으셨네요.', 'ungroundedNumber'],
      ['오늘은 어떤 책이었나요', 'question'],
      ['이건 그냥 기록이 아니다', 'notPolite'],
    );
    const hidden = fc.constantFrom(
      '\u200b',
      '\u2060',
      '\u202e',
      '\u00ad',
      '\u3164',
      '\ufe0f',
      '\u{e0020}',
      '\u200d',
    );
    fc.assert(
      fc.property(bad, hidden, fc.nat(40), ([line, code], letter, at) => {
        const cut = Math.min(at, line.length);
        expect(codes('ko', `${line.slice(0, cut)}${letter}${line.slice(cut)}`)).toContain(code);
      }),
    );
  });
});
