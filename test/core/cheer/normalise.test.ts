import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { normaliseProof } from '../../../src/core/cheer/normalise.ts';
import { graphemes } from '../../../src/core/cheer/text.ts';

describe('normaliseProof', () => {
  test.each([
    ['오늘 5km 뛰었어요!', '오늘 5km 뛰었어요!'],
    ['  앞뒤\t공백   과\r\n\r\n\r\n\r\n줄\u2028바꿈  ', '앞뒤 공백 과\n\n줄\n바꿈'],
    ['한글'.normalize('NFD'), '한글'],
    ['숨은\u200b글\u202e자\u2066와\ufeff 태그\u{e0041}\u3164', '숨은글자와 태그'],
    ['가족 👨‍👩‍👧 하트 ❤️‍🔥 피부 💪🏻 깃발 🇰🇷 키캡 1️⃣', '가족 👨‍👩‍👧 하트 ❤️‍🔥 피부 💪🏻 깃발 🇰🇷 키캡 1️⃣'],
    ['종\u0007소리와\u0000 널', '종소리와 널'],
  ])('tidies %j', (text, expected) => {
    expect(normaliseProof(text)).toBe(expected);
  });

  test.each([
    ['기록은 https://blog.naver.com/me/1?x=2 에', '기록은 ⟦link⟧ 에'],
    ['기록은 naver.com/me 에', '기록은 ⟦link⟧ 에'],
    ['www.example.com 보세요', '⟦link⟧ 보세요'],
    ['슬랙 <https://a.b/c|여기> 링크', '슬랙 ⟦link⟧ 링크'],
    ['<mailto:a@b.kr|a@b.kr> 로', '⟦email⟧ 로'],
    ['<tel:01012345678|010-1234-5678> 로', '⟦phone⟧ 로'],
    ['me.you+x@example.co.kr 로', '⟦email⟧ 로'],
    ['디스코드 discord.gg/abc 초대', '디스코드 ⟦link⟧ 초대'],
    ['서버 192.168.0.1:8080/x 확인', '서버 ⟦link⟧ 확인'],
    ['전화 010-1234-5678 이나 01012345678', '전화 ⟦phone⟧ 이나 ⟦phone⟧'],
    ['+82 10-1234-5678 / 02-123-4567', '⟦phone⟧ / ⟦phone⟧'],
    ['(090) 1234-5678, 555-123-4567', '⟦phone⟧, ⟦phone⟧'],
    ['주민 900101-1234567 카드 1234-5678-9012-3456', '주민 ⟦number⟧ 카드 ⟦number⟧'],
    ['<@U12AB> <@!123> <@&45> <#C1|잡담> <!channel>', '⟦mention⟧ ⟦mention⟧ ⟦mention⟧ ⟦mention⟧ ⟦mention⟧'],
    ['@everyone @지현 ＠here 안녕', '⟦mention⟧ ⟦mention⟧ ⟦mention⟧ 안녕'],
    ['잘했다 <:hamster:12345> <a:run:99>', '잘했다 :hamster: :run:'],
  ])('masks %j', (text, expected) => {
    expect(normaliseProof(text)).toBe(expected);
  });

  test.each([
    '2026-11-20 07:30 기상, 1,200자',
    '5.2km 32:10, 6.1 페이스',
    'Node.js와 main.py, README.md 정리',
    '3.5 <- 이 점수 > 2.5',
    '끝.그리고 시작',
    '1234567890',
    'a < b && c > d',
  ])('leaves %j alone', (text) => {
    expect(normaliseProof(text)).toBe(text);
  });

  it('keeps the beginning and the end of a long text, whole graphemes only', () => {
    const family = '👨‍👩‍👧';
    expect(normaliseProof(family.repeat(1200))).toBe(family.repeat(1200));
    expect(normaliseProof(`${family.repeat(900)}${'나'.repeat(5000)}${'끝'.repeat(300)}`)).toBe(
      `${family.repeat(900)}\n…\n${'끝'.repeat(300)}`,
    );
  });

  it('masks before it cuts', () => {
    const text = `${'가'.repeat(890)} https://secret.example/${'a'.repeat(3000)} ${'나'.repeat(400)}`;
    expect(normaliseProof(text)).not.toContain('secret');
  });

  it('stays short over hostile text, however long and however built', () => {
    const piece = fc.constantFrom(
      'a',
      '@',
      '.',
      '<',
      '>',
      '0',
      '-',
      ' ',
      '\u200b',
      '가',
      '👨‍👩‍👧',
      '://',
      'www.',
      '\n',
      '[',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 400 }), (pieces) => {
        const once = normaliseProof(pieces.join(''));
        expect(graphemes(once).length).toBeLessThanOrEqual(1203);
      }),
    );
    for (const unit of ['a', '@', 'a.', '0-', '<', '<@', 'www.', 'a@a.', '- ', '1.']) {
      // A pattern that backtracks would not come back within the test's time.
      expect(graphemes(normaliseProof(unit.repeat(40_000 / unit.length))).length).toBeLessThanOrEqual(1203);
    }
  });
});
