import { type RawFile, REST } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shownForm } from './form-rules.ts';
import {
  type FakeChannel,
  type FakeDiscord,
  type FakeMember,
  filesShown,
  startFakeDiscord,
} from './index.ts';

const V2 = 1 << 15;
const gallery = (...names: string[]) => ({
  type: 12,
  items: names.map((name) => ({ media: { url: `attachment://${name}` } })),
});
const file = (name: string, size = 3): RawFile => ({
  name,
  contentType: 'image/png',
  data: new Uint8Array(size),
});

interface Sent {
  readonly id: string;
  readonly components: readonly {
    readonly id: number;
    readonly items: readonly { readonly media: object }[];
  }[];
}

describe('files, direct messages and pickers in the fake Discord', () => {
  let fake: FakeDiscord;
  let rest: REST;
  let channel: FakeChannel;
  let member: FakeMember;

  beforeEach(async () => {
    fake = await startFakeDiscord({ rateLimits: 'off' });
    rest = new REST({ api: fake.apiUrl, timeout: 20_000, retries: 0 }).setToken(fake.token);
    const guild = fake.guild();
    channel = fake.channel(guild);
    member = fake.member(guild);
  });
  afterEach(async () => {
    await fake.stop();
    expect(fake.crashes).toEqual([]);
  });

  const post = (body: object, files: RawFile[] = [], to = channel.id) =>
    rest.post(`/channels/${to}/messages`, { body: { flags: V2, ...body }, files }) as Promise<Sent>;
  const codeOf = (sending: Promise<unknown>): Promise<unknown> =>
    sending.then(
      () => 'accepted',
      (error: { code: unknown }) => error.code,
    );

  test('a file is shown where a component names it, under an address of its own', async () => {
    const attachments = [{ id: '0', filename: 'b.png', description: 'a hamster' }];
    const sent = await post({ components: [gallery('b.png')], attachments }, [file('a.png')]);
    const [message] = fake.botMessagesIn(channel);
    expect(filesShown(message!)).toMatchObject([{ filename: 'b.png', description: 'a hamster', size: 3 }]);
    expect(sent.components[0]).toMatchObject({
      id: 1,
      items: [{ media: { url: expect.stringMatching(/^http.*b\.png\?ex=/) } }],
    });
    const kept = { components: [gallery('b.png')], attachments: [{ id: message!.attachments[0]!.id }] };
    const path = `/channels/${channel.id}/messages/${sent.id}` as const;
    expect(await codeOf(rest.patch(path, { body: kept }))).toBe('accepted');
    expect(await codeOf(rest.patch(path, { body: { ...kept, attachments: [] } }))).toBe(50035);
    expect(await codeOf(rest.patch(path, { body: { content: 'plain again', components: [] } }))).toBe(50035);
  });

  test.each([
    ['a file that is not there', { components: [gallery('b.png')] }, [file('a.png')], 50035],
    [
      'an attachment without its file',
      { components: [gallery('a.png')], attachments: [{ id: '1' }] },
      [file('a.png')],
      50035,
    ],
    [
      'too many',
      { components: [gallery('0.png')] },
      Array.from({ length: 11 }, (_, n) => file(`${n}.png`)),
      50035,
    ],
    ['too large', { components: [gallery('a.png')] }, [file('a.png', 11 * 1024 * 1024)], 40005],
    [
      'two components of one id',
      {
        components: [
          { type: 10, id: 5, content: 'a' },
          { type: 10, id: 5, content: 'b' },
        ],
      },
      [],
      50035,
    ],
  ])('refused: %s', async (_name, body, files, code) => {
    expect(await codeOf(post(body, files))).toBe(code);
    expect(fake.botMessagesIn(channel)).toEqual([]);
  });

  test('direct messages need a server in common and a person who takes them', async () => {
    const body = { recipient_id: member.user.id };
    const { id } = (await rest.post('/users/@me/channels', { body })) as { id: string };
    const say = () => codeOf(post({ components: [{ type: 10, content: 'hi' }] }, [], id));
    expect(await say()).toBe('accepted');
    fake.takeDirectMessages(member, false);
    expect(await say()).toBe(50007);
    fake.takeDirectMessages(member, true);
    expect(await say()).toBe('accepted');
    fake.leave(member);
    expect(await say()).toBe(50278);
  });

  const select = (change: object) => ({
    custom_id: 'form',
    title: 'Form',
    components: [
      {
        type: 18,
        label: 'Days',
        component: {
          type: 3,
          custom_id: 'days',
          options: [
            { value: '1', label: 'Mon' },
            { value: '2', label: 'Tue' },
          ],
          ...change,
        },
      },
    ],
  });
  test.each([
    ['more values than options', { max_values: 3 }],
    [
      'more preselected than may be picked',
      {
        options: [
          { value: '1', default: true },
          { value: '2', default: true },
        ],
      },
    ],
    ['fewer than none', { min_values: 2, max_values: 1 }],
    ['one option twice', { options: [{ value: '1' }, { value: '1' }] }],
  ])('a form is refused with a select of %s', (_name, change) => {
    expect(shownForm(select({})).components).toHaveLength(1);
    expect(() => shownForm(select(change))).toThrow('Invalid Form Body');
  });
});
