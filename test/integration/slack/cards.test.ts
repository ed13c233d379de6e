import { beforeAll, describe, expect, test } from 'vitest';
import { createPictures } from '../../../src/adapters/node/pictures/index.ts';
import { actionId } from '../../../src/core/actions.ts';
import { FencedError } from '../../../src/core/errors.ts';
import type { ChallengeId, ChannelRef, MemberRef } from '../../../src/core/model/ids.ts';
import { altOf } from '../../../src/core/pictures/alt.ts';
import { gridOf } from '../../../src/core/pictures/grid.ts';
import type { PictureLinks } from '../../../src/core/pictures/links.ts';
import type { Pictures } from '../../../src/core/pictures/pictures.ts';
import type { CardView } from '../../../src/core/views.ts';
import type { FakeSlack } from '../../fakes/slack/index.ts';
import type { FakeMessage } from '../../fakes/slack/types.ts';
import { face, streak } from '../../pictures/samples.ts';
import { noLinks, noPictures } from '../../support/no-pictures.ts';
import { attempt, kindOf, setUp } from './harness.ts';

const spec = streak('ko');
const card: CardView = {
  view: 'card',
  title: '아침 러닝 <!channel>',
  lines: [['12일째예요'], [{ kind: 'bold', text: '최장' }, ' 20일']],
  fields: [{ label: '보호권', value: ['2'] }],
  picture: spec,
  buttons: [
    {
      action: actionId({ do: 'streak', challenge: '00000000-0000-4000-8000-000000000000' as ChallengeId }),
      label: '왜',
      style: 'secondary',
    },
  ],
};
const address = 'https://pal.example/pictures/abc.png?sig=1';
const links: PictureLinks = { linkTo: async () => address };

let pictures: Pictures;
beforeAll(() => {
  const kept = new Map<string, Uint8Array>();
  pictures = createPictures({
    loadPhoto: async () => null,
    cache: { get: async (id) => kept.get(id) ?? null, set: async (id, bytes) => void kept.set(id, bytes) },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
});

async function made(deps: Parameters<typeof setUp>[0] = {}) {
  const setup = await setUp({ deps: { pictures, links: noLinks }, ...deps });
  const inChannel = { kind: 'channel', channel: setup.channel as ChannelRef } as const;
  const toOne = {
    kind: 'private',
    channel: setup.channel as ChannelRef,
    member: setup.person as MemberRef,
  } as const;
  return { ...setup, inChannel, toOne };
}
const imageOf = ({ blocks }: Pick<FakeMessage, 'blocks'>) => blocks?.find((b) => b.type === 'image');
const uploads = (fake: FakeSlack) => fake.calls('files.upload').length;
const hasGrid = ({ blocks }: Pick<FakeMessage, 'blocks'>) =>
  JSON.stringify(blocks).includes(JSON.stringify(gridOf(spec)).slice(1, -1));
const clean = (fake: FakeSlack) => expect([fake.pings, fake.violations]).toEqual([[], []]);

describe('a card’s picture', () => {
  test('stands at an address of ours, described, when there is one', async () => {
    const { platform, fake, channel, inChannel } = await made({ deps: { pictures, links } });
    await platform.ensurePosted(inChannel, card, attempt('card:1'));
    const [message] = fake.visible(channel);
    expect(message?.blocks?.map((b) => b.type)).toEqual(['header', 'section', 'section', 'image', 'actions']);
    expect(imageOf(message!)).toEqual({ type: 'image', image_url: address, alt_text: altOf(spec) });
    expect(message?.metadata).toMatchObject({ event_payload: { key: 'card:1' } });
    expect(message?.text).toContain('보호권: 2');
    expect(uploads(fake)).toBe(0);
    clean(fake);
  });

  test('is uploaded, and shown in the message that carries the key; the upload posts nothing', async () => {
    const { platform, fake, channel, inChannel } = await made();
    await platform.ensurePosted(inChannel, card, attempt('card:1'));
    expect(fake.visible(channel)).toHaveLength(1);
    const [message] = fake.visible(channel);
    const file = [...fake.world.files.values()][0]!;
    expect(file.mimetype).toBe('image/png');
    expect(imageOf(message!)).toEqual({
      type: 'image',
      slack_file: { id: file.id },
      alt_text: altOf(spec),
    });
    expect(message?.metadata).toMatchObject({ event_payload: { key: 'card:1' } });
    await platform.ensurePosted(inChannel, card, attempt('card:2'));
    expect([uploads(fake), fake.visible(channel).length]).toEqual([1, 2]);
    clean(fake);
  });

  test('of a note is a face beside its words: by address, by file, else a sign', async () => {
    const note = { view: 'note', line: ['자리가 넉넉해요'], face: face() } as const;
    const shown = async (deps: { pictures: Pictures; links: PictureLinks }) => {
      const { platform, fake, channel, inChannel } = await made({ deps });
      const keys = ['nudge:1', 'nudge:2', 'nudge:3'];
      await Promise.all(keys.map((key) => platform.ensurePosted(inChannel, note, attempt(key))));
      clean(fake);
      const [first, ...others] = fake.visible(channel).map(({ blocks }) => blocks![0]);
      expect(others).toEqual([first, first]);
      return { section: first, uploads: uploads(fake) };
    };
    const alt_text = '손 흔드는 담찌';
    const text = { type: 'plain_text', text: '자리가 넉넉해요', emoji: true };
    expect(await shown({ pictures, links })).toEqual({
      section: { type: 'section', text, accessory: { type: 'image', image_url: address, alt_text } },
      uploads: 0,
    });
    expect(await shown({ pictures, links: noLinks })).toEqual({
      section: {
        type: 'section',
        text,
        accessory: { type: 'image', slack_file: { id: expect.any(String) }, alt_text },
      },
      uploads: 1,
    });
    expect(await shown({ pictures: noPictures, links: noLinks })).toEqual({
      section: { type: 'section', text: { ...text, text: '👋 자리가 넉넉해요' } },
      uploads: 0,
    });
  });

  test('of a line to one member is a face where there is an address for it, else its sign', async () => {
    const note = { view: 'note', line: ['자리가 넉넉해요'], face: face() } as const;
    const shown = async (links: PictureLinks) => {
      const { platform, fake, channel, person } = await made({ deps: { pictures, links } });
      const alone = { kind: 'private', channel: channel as ChannelRef, member: person as MemberRef } as const;
      await platform.ensurePosted(alone, note, attempt('nudge-me:1'));
      clean(fake);
      expect(uploads(fake)).toBe(0);
      return fake.ephemerals.at(-1)?.blocks?.[0];
    };
    expect(await shown(links)).toMatchObject({ accessory: { image_url: address } });
    expect(await shown(noLinks)).toMatchObject({ text: { text: '👋 자리가 넉넉해요' } });
  });

  test('waits until Slack has scanned the upload', async () => {
    const { platform, fake, channel, inChannel } = await made();
    fake.uploads.scans = 2;
    await platform.ensurePosted(inChannel, card, attempt('card:1'));
    expect(imageOf(fake.visible(channel)[0]!)).toHaveProperty('slack_file');
    expect(fake.calls('files.info')).toHaveLength(3);
    clean(fake);
  });

  const breakings: readonly [string, (fake: FakeSlack) => void][] = [
    [
      'Slack never gets done with the upload',
      (fake) => {
        fake.uploads.scans = 99;
      },
    ],
    ['the upload fails', (fake) => void fake.fail('files.upload', { kind: 'status', status: 500 })],
    ['the upload is cut', (fake) => void fake.fail('files.upload', { kind: 'dropBefore' })],
    [
      'Slack says too much',
      (fake) => void fake.fail('files.getUploadURLExternal', { kind: 'rateLimited', retryAfter: 60 }),
    ],
  ];
  test.each(breakings)('is a grid where %s', async (_, breaking) => {
    const { platform, fake, channel, inChannel } = await made();
    breaking(fake);
    await platform.ensurePosted(inChannel, card, attempt('card:1'));
    const [message] = fake.visible(channel);
    expect([fake.visible(channel).length, imageOf(message!), hasGrid(message!)]).toEqual([
      1,
      undefined,
      true,
    ]);
    clean(fake);
  });

  test('is a grid where it cannot be drawn and there is no address', async () => {
    const { platform, fake, channel, inChannel } = await made({ deps: { pictures: noPictures } });
    await platform.ensurePosted(inChannel, card, attempt('card:1'));
    expect(hasGrid(fake.visible(channel)[0]!)).toBe(true);
    clean(fake);
  });

  test('is a grid without files:write, and nobody asks again for a while', async () => {
    const { platform, fake, channel, inChannel, logged } = await made();
    fake.team.scopes.delete('files:write');
    for (const key of ['card:1', 'card:2']) await platform.ensurePosted(inChannel, card, attempt(key));
    expect(fake.visible(channel).map(hasGrid)).toEqual([true, true]);
    expect(fake.calls('files.getUploadURLExternal')).toHaveLength(1);
    expect(logged.filter((l) => l.event === 'slack.picture.way_closed')).toMatchObject([
      { fields: { way: 'file', reason: 'missing_scope files:write' } },
    ]);
  });

  test('that Slack cannot read at the address is uploaded, and the address left alone for a while', async () => {
    const { platform, fake, channel, inChannel } = await made({ deps: { pictures, links } });
    const where = (args: object) => JSON.stringify(args).includes('image_url');
    const fault = fake.fail(
      { method: 'chat.postMessage', where },
      { kind: 'error', error: 'invalid_blocks' },
    );
    for (const key of ['card:1', 'card:2']) await platform.ensurePosted(inChannel, card, attempt(key));
    expect(fake.visible(channel).map((m) => imageOf(m)?.slack_file !== undefined)).toEqual([true, true]);
    expect([fault.hits(), uploads(fake)]).toEqual([1, 1]);
  });

  test('whose file somebody deleted is shown all the same, and uploaded anew the next time', async () => {
    const { platform, fake, channel, inChannel } = await made();
    const ref = await platform.ensurePosted(inChannel, card, attempt('card:1'));
    fake.world.files.clear();
    await platform.ensureEdited(ref, card);
    expect(hasGrid(fake.visible(channel)[0]!)).toBe(true);
    await platform.ensureEdited(ref, card);
    expect(imageOf(fake.visible(channel)[0]!)).toHaveProperty('slack_file');
    expect(uploads(fake)).toBe(2);
    clean(fake);
  });

  test('in a private line is an address or a grid, never a file', async () => {
    const uploading = await made();
    await uploading.platform.ensurePosted(uploading.toOne, card, attempt('card:1'));
    expect(hasGrid(uploading.fake.ephemerals[0]!)).toBe(true);
    expect(uploads(uploading.fake)).toBe(0);
    const linking = await made({ deps: { pictures, links } });
    await linking.platform.ensurePosted(linking.toOne, card, attempt('card:1'));
    expect(imageOf(linking.fake.ephemerals[0]!)).toMatchObject({ image_url: address });
    clean(linking.fake);
  });

  test('in an answer: by address; where Slack refuses it, by grid', async () => {
    const { fake, core, channel, person } = await made({ deps: { pictures, links } });
    core.onCommand = () => ({ kind: 'message', view: card });
    const ask = () => fake.slash('/boost', '연속', { channel, user: person });
    await ask();
    await fake.waitFor(() => fake.ephemerals.length === 1);
    expect(imageOf(fake.ephemerals[0]!)).toMatchObject({ image_url: address });
    fake.fail({ method: 'response_url', times: 1 }, { kind: 'status', status: 404, body: 'invalid_blocks' });
    await ask();
    await fake.waitFor(() => fake.ephemerals.length === 2);
    expect(fake.ephemerals[1]).toMatchObject({ via: 'response_url', user: person });
    expect(hasGrid(fake.ephemerals[1]!)).toBe(true);
    clean(fake);
  });
});

describe('a card in a window', () => {
  const form = {
    kind: 'form',
    form: {
      action: actionId({ do: 'createChallenge' }),
      title: '만들기',
      submit: '만들기',
      fields: [{ kind: 'text', name: 'title', label: '이름', required: false, maxLength: 60 }],
    },
  } as const;

  test('has its picture by address; where Slack refuses it, as a grid', async () => {
    const { fake, core, channel, person } = await made({ deps: { pictures, links } });
    core.onCommand = () => form;
    core.onAction = () => ({ kind: 'message', view: card });
    await fake.slash('/boost', '챌린지 만들기', { channel, user: person });
    const view = await fake.waitFor(() => fake.views(person)[0]);
    await fake.submitView(view, {});
    expect(JSON.stringify(view.view)).toContain(address);
    const where = (args: object) => JSON.stringify(args).includes('image_url');
    fake.fail({ method: 'views.update', where }, { kind: 'error', error: 'invalid_arguments' });
    await fake.pressButton({ view }, card.buttons[0]!.action, person);
    await fake.waitFor(() => hasGrid({ blocks: view.view.blocks as never }));
    expect(JSON.stringify(view.view)).not.toContain(address);
    clean(fake);
  });
});

describe('a card is said once', () => {
  test.each([
    ['by address', links],
    ['by file', noLinks],
  ])('%s: when the reply is lost, it is found and nothing is sent or uploaded again', async (_, by) => {
    const { platform, fake, channel, inChannel } = await made({ deps: { pictures, links: by } });
    fake.fail({ method: 'chat.postMessage', times: 1 }, { kind: 'dropReply' });
    expect(await kindOf(platform.ensurePosted(inChannel, card, attempt('card:1')))).toBe('ambiguous');
    const before = uploads(fake);
    const ref = await platform.ensurePosted(inChannel, card, attempt('card:1', true));
    expect(fake.visible(channel)).toHaveLength(1);
    expect(ref).toBe(`${channel}/${fake.visible(channel)[0]?.ts}`);
    expect(uploads(fake)).toBe(before);
    clean(fake);
  });

  test('tried again because it never arrived, it shows the file that is there already', async () => {
    const { platform, fake, channel, inChannel } = await made();
    fake.fail({ method: 'chat.postMessage', times: 1 }, { kind: 'dropBefore' });
    expect(await kindOf(platform.ensurePosted(inChannel, card, attempt('card:1')))).toBe('ambiguous');
    await platform.ensurePosted(inChannel, card, attempt('card:1', true));
    expect([fake.visible(channel).length, uploads(fake)]).toEqual([1, 1]);
  });

  test('an old claim stops before the upload', async () => {
    const { platform, fake, inChannel } = await made();
    const fence = () => {
      throw new FencedError('too old');
    };
    await expect(platform.ensurePosted(inChannel, card, attempt('card:1', false, fence))).rejects.toThrow(
      FencedError,
    );
    expect(fake.requests.filter((r) => /^(files|chat)\./.test(r.method))).toEqual([]);
  });
});
