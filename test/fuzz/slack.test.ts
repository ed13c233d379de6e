import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageRef, millisToTs, readMessageRef, tsToMillis } from '../../src/adapters/slack/refs.ts';
import { clip, escapeText, inert, mrkdwnLine } from '../../src/adapters/slack/render/inline.ts';
import { mentions, readText } from '../../src/adapters/slack/text.ts';
import type { Inline } from '../../src/core/views.ts';
import { bent, fuzzer, junk, timeout } from './fuzz.ts';
import { instant } from './values.ts';

const fuzz = fuzzer(4);

const bot = 'U0BOT';
const nobody = () => undefined;
const id = fc.stringMatching(/^[UCDG][A-Z0-9]{2,10}$/);
const token = fc.oneof(
  fc.constantFrom(
    `<@${bot}>`,
    `<@${bot}|pal>`,
    '<!channel>',
    '<!here|here>',
    '<!subteam^S1|@team>',
    '<#C1|run>',
  ),
  fc.constantFrom(
    '<https://a.b|c>',
    '<mailto:a@b.c|a>',
    '<>',
    '<|>',
    '<@>',
    '<!>',
    '&amp;lt;',
    '&lt;@U1&gt;',
    '<<@U1>>',
  ),
  id.map((user) => `<@${user}>`),
);
const sent = fc.oneof(
  junk,
  fc.array(fc.oneof(token, junk), { maxLength: 8 }).map((parts) => parts.join('')),
);

test('what a member typed is read as they typed it, and nothing of it is a mention', { timeout }, () =>
  fuzz(fc.tuple(fc.oneof(sent, bent(sent)), id), ([typed, user]) => {
    expect(readText(escapeText(typed), nobody, bot)).toBe(typed.trim());
    for (const safe of [escapeText(typed), inert(typed)]) {
      expect(safe).not.toMatch(/[<>]/);
      expect(mentions(safe, user)).toBe(false);
    }
  }),
);

test('any text Slack may send is read, and the bot is not named in it', { timeout }, () =>
  fuzz(fc.oneof(sent, bent(sent)), (text) => {
    const read = readText(text, nobody, bot);
    expect(read).toBe(read.trim());
    expect(mentions(text, bot)).toBe(/<@U0BOT[>|]/.test(text));
    // A token's label stands for itself; only what is said by id is the bot.
    expect(readText(`<@${bot}>`.repeat(2), nobody, bot)).toBe('');
  }),
);

test('a line is never longer than there is room, and pings nobody', { timeout }, () => {
  const piece: fc.Arbitrary<Inline> = fc.oneof(
    sent,
    sent.map((text) => ({ kind: 'bold', text }) as const),
    sent.map((name) => ({ kind: 'member', ref: 'U1', name }) as Inline),
    sent.map((ref) => ({ kind: 'channel', ref }) as Inline),
    fc.tuple(sent, fc.oneof(sent, fc.webUrl())).map(([text, url]) => ({ kind: 'link', text, url }) as const),
    fc.tuple(instant, sent).map(([at, text]) => ({ kind: 'time', at, text }) as const),
  );
  return fuzz(
    fc.tuple(fc.array(piece, { maxLength: 5 }), fc.integer({ min: 1, max: 300 })),
    ([line, max]) => {
      const shown = mrkdwnLine(line, 'ko', max);
      expect(shown.length).toBeLessThanOrEqual(max);
      expect(shown).not.toMatch(/<[@!](?!date\^)/);
      expect(clip(shown, 10).length).toBeLessThanOrEqual(10);
    },
  );
});

test('a message is found again by its ref, and its time by its ts', { timeout }, () => {
  const ts = fc.tuple(instant, fc.nat({ max: 999_999 })).map(([at, micros]) => {
    return `${Math.floor(at / 1000)}.${String(micros).padStart(6, '0')}`;
  });
  return fuzz(fc.tuple(id, ts, fc.option(ts), instant), ([channel, own, thread, at]) => {
    const reply = thread !== null && thread !== own;
    expect(readMessageRef(messageRef(channel, own, thread))).toEqual({
      channel,
      ts: own,
      thread: reply ? thread : null,
    });
    expect(tsToMillis(millisToTs(at))).toBe(at);
    const [seconds, micros] = own.split('.').map(Number);
    expect(tsToMillis(own)).toBe(seconds! * 1000 + Math.floor(micros! / 1000));
  });
});
