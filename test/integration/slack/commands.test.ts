import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../src/adapters/slack/commands.ts';
import { commandName } from '../../../src/adapters/slack/render/inline.ts';
import { readText } from '../../../src/adapters/slack/text.ts';
import { commandTable } from '../../../src/core/commands/table.ts';

describe('/boost <words>', () => {
  test.each([
    ['', 'help', {}],
    ['   ', 'help', {}],
    ['help', 'help', {}],
    ['도움말', 'help', {}],
    ['ヘルプ', 'help', {}],
    ['dance', 'help', {}],
    ['challenge', 'help', {}],
    ['challenge dance', 'help', {}],
    ['CHECKIN', 'checkin', {}],
    ['checkin ran 5km', 'checkin', { text: 'ran 5km' }],
    ['인증  아침  5km\n달렸어요', 'checkin', { text: '아침  5km\n달렸어요' }],
    ['인증 challenge:달리기 아침 5km', 'checkin', { challenge: '달리기 아침 5km' }],
    ['인증 아침 5km 챌린지=달리기 모임', 'checkin', { text: '아침 5km', challenge: '달리기 모임' }],
    ['인증 글:10:30에 달림', 'checkin', { text: '10:30에 달림' }],
    ['checkin see https://a.example/x:1', 'checkin', { text: 'see https://a.example/x:1' }],
    ['챌린지 목록', 'challenge list', {}],
    ['challenge 목록', 'challenge list', {}],
    ['チャレンジ 参加 ランニング', 'challenge join', { challenge: 'ランニング' }],
    ['challenge join "Morning run"', 'challenge join', { challenge: 'Morning run' }],
    ['설정 언어 English 시간대 Asia/Seoul', 'settings', { language: 'en', timezone: 'Asia/Seoul' }],
    ['settings language=ko reaction:🐹', 'settings', { language: 'ko', reaction: '🐹' }],
    ['settings language klingon', 'settings', { language: 'klingon' }],
    ['settings', 'settings', {}],
    ['count', 'help', {}],
  ])('%j is %s', (text, path, options) => {
    const parsed = parseCommand(text);
    expect([parsed.spec.path.join(' '), parsed.options]).toEqual([path, options]);
  });

  test('every command is found by its name in every language, as it is shown', () => {
    for (const spec of commandTable.filter((c) => c.kind === 'slash')) {
      for (const locale of ['ko', 'en', 'ja'] as const) {
        const typed = commandName(spec.path, locale).replace('/boost ', '');
        expect(parseCommand(typed).spec.path).toEqual(spec.path);
      }
    }
  });

  test('anything at all can be typed', () => {
    const words = fc.array(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('인증', '설정', '언어', 'challenge:', '=')),
    );
    fc.assert(
      fc.property(words, (parts) => {
        const { spec, options } = parseCommand(parts.join(' '));
        for (const [name, value] of Object.entries(options)) {
          expect(spec.options.some((o) => o.name === name)).toBe(true);
          expect(value).not.toBe('');
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('text as members typed it', () => {
  const names = (id: string) => (id === 'U1' ? '민지' : undefined);
  test.each([
    ['a &lt;b&gt; &amp;amp;', 'a <b> &amp;'],
    ['<https://a.example/?x=1&amp;y=2>', 'https://a.example/?x=1&y=2'],
    ['<http://a.example|a.example> 좋아요', 'a.example 좋아요'],
    ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
    ['<@UBOT> 안녕 <@U1> <@U2|지우> <@U3>', '안녕 @민지 @지우 @U3'],
    ['<#C1|run> <!here> <!subteam^S1|@team> <!date^1^{date}|어제>', '#run @here @team 어제'],
    ['  <>  ', ''],
  ])('%j', (raw, text) => {
    expect(readText(raw, names, 'UBOT')).toBe(text);
  });
});
