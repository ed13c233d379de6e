import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLook } from '../../../src/adapters/discord/look.ts';
import { actionId } from '../../../src/core/actions.ts';
import type { ChallengeId, ChannelRef, MessageRef } from '../../../src/core/model/ids.ts';
import { altOf } from '../../../src/core/pictures/alt.ts';
import { gridOf } from '../../../src/core/pictures/grid.ts';
import type { PostTarget } from '../../../src/core/ports.ts';
import type { CardView, NoteView } from '../../../src/core/views.ts';
import {
  type FakeChannel,
  type FakeMessage,
  filesShown,
  INSTALL_PERMISSIONS,
  Permission,
  visibleText,
} from '../../fakes/discord/index.ts';
import { face, milestone, streak } from '../../pictures/samples.ts';
import { noPictures } from '../../support/no-pictures.ts';
import { attempt, type Setup, setUp } from './harness.ts';
import { createStudio, drawBeforehand, type Studio } from './pictures.ts';

const MESSAGES = '/channels/:channel_id/messages';
const MESSAGE = '/channels/:channel_id/messages/:message_id';
const challenge = '0192f0c1-2345-7000-8000-000000000000' as ChallengeId;
const spec = milestone('ko', 100);
const card = (change: Partial<CardView> = {}): CardView => ({
  view: 'card',
  title: '지현님, 100일 연속이에요',
  lines: [['여기까지 하루도 빠짐없이 왔어요.']],
  fields: [{ label: '모두', value: ['120일'] }],
  picture: spec,
  buttons: [{ action: actionId({ do: 'streak', challenge }), label: '내 연속', style: 'secondary' }],
  ...change,
});

describe('cards with pictures in Discord', () => {
  let at: Setup;
  let studio: Studio;
  let channel: FakeChannel;
  let late = 0;

  beforeAll(() => drawBeforehand(spec, streak('ko'), face()));
  beforeEach(async () => {
    late = 0;
    studio = createStudio();
    at = await setUp({
      rateLimits: 'off',
      clock: { now: () => Date.now() + late },
      deps: { pictures: studio },
    });
    channel = at.fake.channel(at.fake.guild());
  });
  afterEach(async () => {
    await at.stop();
    expect(at.fake.crashes).toEqual([]);
    expect(at.fake.violations).toEqual([]);
    expect(at.fake.pings).toEqual([]);
  });

  const there = (): PostTarget => ({ kind: 'channel', channel: channel.id as ChannelRef });
  const say = (view: CardView | NoteView = card(), maybeSent = false) =>
    at.platform.ensurePosted(there(), view, attempt('milestone:1', maybeSent));
  const posted = () => at.fake.botMessagesIn(channel);
  const textOf = ({ content, components }: FakeMessage) => visibleText(content, components);
  const kindOf = (sending: Promise<unknown>) =>
    sending.then(
      () => 'sent',
      (error) => error.kind as string,
    );

  test('a card stands once, with its picture, which is told in words too', async () => {
    const first = await say();
    expect(await say(card(), true)).toBe(first);
    const [message, ...more] = posted();
    expect(more).toEqual([]);
    expect(textOf(message!)).toBe(
      '## 지현님, 100일 연속이에요\n여기까지 하루도 빠짐없이 왔어요.\n**모두** 120일',
    );
    const [file, ...others] = filesShown(message!);
    expect(others).toEqual([]);
    expect(file).toMatchObject({ contentType: 'image/png', description: altOf(spec) });
    expect(file?.filename).toMatch(/^[0-9a-f]{64}\.png$/);
    expect(Buffer.from(file!.bytes).subarray(1, 4).toString()).toBe('PNG');
  });

  test('another HTTP library of the process does not get in the way of its picture', async () => {
    const before = getGlobalDispatcher();
    const another = new Agent();
    setGlobalDispatcher(another);
    try {
      await say();
    } finally {
      setGlobalDispatcher(before);
      await another.close();
    }
    expect(filesShown(posted()[0]!)).toHaveLength(1);
  });

  test.each([
    ['drawn again', async () => {}],
    ['that cannot be drawn again', () => Promise.reject(new Error('no thread left'))],
  ])('accepted, its answer lost, and asked for much later: the same card, %s', async (_name, before) => {
    const lost = at.fake.fail({ method: 'POST', route: MESSAGES }, { kind: 'drop', when: 'after' }, 2);
    expect(await kindOf(say())).toBe('ambiguous');
    expect(lost.hits).toBeGreaterThan(0);
    const sent = posted().map(({ id }) => id);
    expect(sent).toHaveLength(1);
    late = 600_000;
    studio.before = before;
    const key = attempt('milestone:1').key;
    const found = await at.platform.findPosted(there(), card(), key, Date.now());
    expect(found).toBe(await say(card(), true));
    expect(found).toContain(sent[0]);
    expect(posted()).toHaveLength(1);
    expect(
      await at.platform.findPosted(there(), card({ title: '민지님, 7일 연속이에요' }), key, Date.now()),
    ).toBeNull();
  });

  test('an upload broken off on its way is sent again by the client, and stands once', async () => {
    const fault = at.fake.fail(
      { method: 'POST', route: MESSAGES },
      { kind: 'accept-then-answer', status: 502, body: {} },
    );
    await say();
    expect(fault.hits).toBe(1);
    expect(posted()).toHaveLength(1);
    expect(filesShown(posted()[0]!)).toHaveLength(1);
  });

  test('an edit replaces words and picture, or takes the picture away', async () => {
    const ref = await say();
    const [before] = filesShown(posted()[0]!);
    await at.platform.ensureEdited(ref, card({ picture: streak('ko'), title: '오늘까지' }));
    const [message] = posted();
    expect(textOf(message!)).toContain('## 오늘까지');
    expect(message!.attachments.map(({ id }) => id)).not.toContain(before!.id);
    expect(filesShown(message!).map(({ description }) => description)).toEqual([altOf(streak('ko'))]);
    await at.platform.ensureEdited(ref, card({ picture: null }));
    expect(message!.attachments).toEqual([]);
  });

  test('a card can become a plain line, and a line with buttons one without', async () => {
    const ref = await say();
    await at.platform.ensureEdited(ref, { view: 'note', line: ['챌린지가 끝났어요'] });
    expect(posted().map(textOf)).toEqual(['챌린지가 끝났어요']);
    expect(posted()[0]!.attachments).toEqual([]);

    const buttons = [
      { action: actionId({ do: 'join', challenge }), label: '달리기', style: 'secondary' as const },
    ];
    const asked: NoteView = { view: 'note', line: ['어느 챌린지예요?'], buttons };
    const question = await at.platform.ensurePosted(there(), asked, attempt('note:1'));
    await at.platform.ensureEdited(question, { view: 'note', line: ['달리기로 셌어요'] });
    expect(posted().map(textOf)).toEqual(['챌린지가 끝났어요', '달리기로 셌어요']);
    expect(posted()[1]!.components).toEqual([]);
    expect(at.fake.requestsTo('PATCH', MESSAGE).filter(({ status }) => status === 400)).toHaveLength(1);
  });

  test('where files are not allowed the signs of the picture stand in its place, and words go on', async () => {
    const view = card({ picture: streak('ko') });
    at.fake.setBotPermissions(channel, INSTALL_PERMISSIONS & ~Permission.attachFiles);
    const ref = await say(view);
    await at.platform.ensurePosted(there(), card(), attempt('milestone:2'));
    const [first, second] = posted();
    expect(textOf(first!)).toContain(gridOf(streak('ko')).split('\n')[1]);
    expect([first, second].map((message) => message?.attachments)).toEqual([[], []]);
    expect(at.fake.invalidRequests).toBe(1);
    expect(ref).toBe(`${channel.guildId}/${channel.id}/${first!.id}` as MessageRef);
  });

  test('where drawing fails the card comes all the same, and the log says so once until it works again', async () => {
    const view = card({ picture: streak('ko') });
    const failures = () => at.log.lines.filter(({ event }) => event === 'discord.picture.failed');
    studio.before = () => Promise.reject(new Error('no thread left'));
    for (const n of [1, 2, 3]) await at.platform.ensurePosted(there(), view, attempt(`card:${n}`));
    expect(posted().map(textOf)).toEqual(Array(3).fill(expect.stringContaining('✅✅⚪✅✅✅✅')));
    expect(failures()).toMatchObject([{ picture: 'streak' }]);
    studio.before = async () => {};
    await at.platform.ensurePosted(there(), view, attempt('card:4'));
    expect(filesShown(posted()[3]!)).toHaveLength(1);
    studio.before = () => Promise.reject(new Error('no thread left'));
    await at.platform.ensurePosted(there(), view, attempt('card:5'));
    expect(failures()).toHaveLength(2);
  });

  test('a drawing that never ends is not waited for', async () => {
    const never = { draw: () => new Promise<never>(() => {}) };
    const context = { command: () => '' };
    const look = createLook({ context, pictures: never, log: at.log, drawWithinMs: 20 });
    const { components, files } = await look.withPicture(card({ picture: streak('ko') }));
    expect(files).toEqual([]);
    expect(visibleText('', components)).toContain('✅✅⚪✅✅✅✅');
    expect(at.log.lines).toMatchObject([
      { event: 'discord.picture.failed', reason: 'not drawn within 20 ms' },
    ]);
  });

  test('a note shows its face, and is the same note where the face may not be shown', async () => {
    const note = { view: 'note', line: ['자리가 넉넉해요'], face: face() } as const;
    const ref = await say(note);
    studio.before = () => Promise.reject(new Error('no thread left'));
    expect(await at.platform.findPosted(there(), note, attempt('milestone:1').key, Date.now())).toBe(ref);
    expect(await say(note, true)).toBe(ref);
    const [message] = posted();
    expect(message).toMatchObject({ content: '자리가 넉넉해요' });
    expect(message!.attachments).toMatchObject([{ description: '손 흔드는 담찌' }]);
    expect(posted()).toHaveLength(1);
  });

  test('where nothing draws pictures a card is its words and signs', async () => {
    const plain = at.another({ pictures: noPictures });
    await plain.ensurePosted(there(), card({ picture: streak('ko') }), attempt('card:1'));
    expect(posted().map(textOf)[0]).toContain('✅✅⚪✅✅✅✅');
  });
});
