import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readContent } from '../../../src/adapters/discord/content.ts';
import { type MessagePayload, toInboundMessage } from '../../../src/adapters/discord/translate.ts';

const self = '100000000000000001';
const user = (id: string, name: string, globalName: string | null = null) => ({
  ...{ id, username: name, global_name: globalName, discriminator: '0', avatar: null },
});
const mentions = [
  { ...user('200000000000000001', 'minji', 'Minji'), member: { nick: '민지' } },
  { ...user('200000000000000002', 'junho', 'Junho'), member: { nick: null } },
  user('200000000000000003', 'sakura'),
  user('200000000000000004', 'sly', '<@100000000000000001>'),
  user(self, 'damjji', 'Damjji'),
];
const mention_channels = [{ id: '300000000000000001', name: '아침-달리기' }];
const read = (content: string) => readContent({ content, mentions, mention_channels }, self);

describe('a message as its readers see it', () => {
  test.each([
    ['plain words', '5km < 6km > 4km & <b>', '5km < 6km > 4km & <b>'],
    ['a member by the name they have here', '<@200000000000000001>와 달렸어요', '@민지와 달렸어요'],
    ['as older apps write it', '<@!200000000000000001>', '@민지'],
    ['by their own name', '<@200000000000000002>', '@Junho'],
    ['by their user name', '<@200000000000000003>', '@sakura'],
    ['somebody the payload does not name', '<@299999999999999999> 5km', '@… 5km'],
    ['the bot itself', '<@100000000000000001> 안녕 <@!100000000000000001>', '안녕'],
    ['a name that looks like a mention', '<@200000000000000004>', '@<@100000000000000001>'],
    ['a role', '<@&400000000000000001> 모여요', '@… 모여요'],
    ['a game', '<@$400000000000000001>', '@…'],
    ['a channel of which the name came along', '<#300000000000000001>에서', '#아침-달리기에서'],
    ['any other channel', '<#300000000000000002>에서', '#…에서'],
    ['emoji of the server', '<:run:500000000000000001><a:Run_2:500000000000000002>', ':run::Run_2:'],
    [
      'a slash command',
      '</checkin:600000000000000001> </challenge join:600000000000000002>',
      '/checkin /challenge join',
    ],
    [
      'a time, however it is shown',
      '<t:1700000000:R> <t:1700000000>',
      '2023-11-14 22:13 UTC 2023-11-14 22:13 UTC',
    ],
    ['a time no calendar has', '<t:9999999999999:F>', '<t:9999999999999:F>'],
    [
      'names every object has',
      '<@constructor> <:__proto__:500000000000000001>',
      '<@constructor> :__proto__:',
    ],
    ['several lines', ' <@200000000000000001>\n5km\n', '@민지\n5km'],
    ['nothing', '', ''],
  ])('%s', (_what, content, text) => {
    expect(read(content)).toBe(text);
  });

  test('no id is left of what Discord writes, and other words stand as they are', () => {
    const id = fc.bigInt({ min: 10n ** 16n, max: 2n ** 64n - 1n });
    const sign = fc.constantFrom('@', '@!', '@&', '@$', '#', ':run:', 'a:run:', '/challenge join:');
    const token = fc.tuple(sign, id).map(([kind, number]) => `<${kind}${number}>`);
    const words = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('<', ''));
    fc.assert(
      fc.property(words, token, words, (before, middle, after) => {
        const text = read(`${before} ${middle} ${after}`);
        expect(text).toBe(text.trim());
        expect(text.startsWith(before.trimStart().trimEnd())).toBe(true);
        expect(text.endsWith(after.trim())).toBe(true);
        expect(text).not.toContain(middle);
        expect(read(before)).toBe(before.trim());
      }),
    );
  });
});

test('a message that is forwarded is shown, and is no photo', () => {
  const [guildId, channelId, id] = ['500000000000000001', '300000000000000001', '600000000000000001'];
  const photo = { id: '700000000000000001', filename: 'run.jpg', content_type: 'image/jpeg', size: 9 };
  const forwarded = {
    ...{ id, channel_id: channelId, type: 0, content: '', author: user('200000000000000001', 'minji') },
    ...{ mentions: [], attachments: [], edited_timestamp: null },
    message_reference: { type: 1, channel_id: channelId, message_id: '600000000000000000' },
    message_snapshots: [{ message: { content: '5km', attachments: [photo] } }],
  } as unknown as MessagePayload;
  const place = { parentId: channelId, isThread: false, recipientId: null } as never;
  const { text, attachments } = toInboundMessage(forwarded, { guildId, guildName: undefined, place, self });
  expect(text).toBe('');
  expect(attachments).toEqual([{ ref: `m/${channelId}/${id}/${id}`, name: '', type: null, size: null }]);
});
