import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actionTraits } from '../../../src/core/action-traits.ts';
import { type Action, actionId, type Reply } from '../../../src/core/actions.ts';
import type { ChallengeId, ChannelRef } from '../../../src/core/model/ids.ts';
import { altOf } from '../../../src/core/pictures/alt.ts';
import type { PictureSpec } from '../../../src/core/pictures/spec.ts';
import type { CardView } from '../../../src/core/views.ts';
import {
  discordError,
  type FakeChannel,
  type FakeMember,
  type FakeMessage,
  filesShown,
  type PressedIn,
  visibleText,
} from '../../fakes/discord/index.ts';
import { type Component, flatten } from '../../fakes/discord/message-rules.ts';
import { month, streak } from '../../pictures/samples.ts';
import { pageActions as turns } from '../../support/page-actions.ts';
import { attempt, done, type Setup, setUp } from './harness.ts';
import { createStudio, drawBeforehand, type Studio } from './pictures.ts';

const CALLBACK = '/interactions/:interaction_id/:interaction_token/callback';
const ORIGINAL = '/webhooks/:webhook_id/:webhook_token/messages/@original';
const challenge = '0192f0c1-2345-7000-8000-000000000000' as ChallengeId;
const page = (title: string, action: Action, picture: PictureSpec | null = null): Reply => {
  const buttons = [{ action: actionId(action), label: '더 보기', style: 'secondary' as const }];
  return { kind: 'message', view: { view: 'card', title, lines: [], fields: [], picture, buttons } };
};

describe('pages and pictures in Discord’s answers', () => {
  let at: Setup;
  let studio: Studio;
  let channel: FakeChannel;
  let member: FakeMember;
  let here: PressedIn;
  let late = 0;

  beforeAll(() => drawBeforehand(streak('ko'), month('ko')));
  beforeEach(async () => {
    studio = createStudio();
    late = 0;
    at = await setUp({
      rateLimits: 'off',
      clock: { now: () => Date.now() + late },
      deps: { pictures: studio },
    });
    const guild = at.fake.guild();
    channel = at.fake.channel(guild);
    member = at.fake.member(guild);
    here = { channel, member };
    await at.platform.start(at.inbound);
  });
  afterEach(async () => {
    await at.stop();
    expect(at.fake.crashes).toEqual([]);
    expect(at.fake.violations).toEqual([]);
    expect(at.fake.pings).toEqual([]);
  });

  const textOf = ({ content, components }: FakeMessage) => visibleText(content, components);
  const buttonOf = ({ components }: FakeMessage) =>
    flatten(components as Component[]).find(({ type }) => type === 2)?.custom_id ?? '';
  const shownBy = async (reply: Reply): Promise<FakeMessage> => {
    at.inbound.onCommand = async () => reply;
    const shown = await at.fake.slash('streak', here).reply();
    if (shown.kind !== 'message' || !shown.ephemeral) throw new Error('expected a private message');
    return shown.message;
  };

  test('an answer with a picture is private and comes as a file with its description', async () => {
    const message = await shownBy(page('연속', turns.why, streak('ko')));
    expect(filesShown(message)).toMatchObject([
      { contentType: 'image/png', description: altOf(streak('ko')) },
    ]);
    expect(at.fake.requestsTo('PATCH', ORIGINAL)).toHaveLength(1);
  });

  test('every action that turns a page is tried here', () => {
    const all = Object.entries(actionTraits).flatMap(([name, { turnsPage }]) => (turnsPage ? [name] : []));
    expect(all.sort()).toEqual(Object.keys(turns).sort());
  });

  test.each(Object.entries(turns))(
    'turning a page of %s changes the answer it stands on',
    async (_name, turn) => {
      const message = await shownBy(page('첫째 쪽', turn, streak('ko')));
      at.inbound.onAction = async () => page('둘째 쪽', turn, month('ko'));
      const pressed = at.fake.button(message, actionId(turn), here);
      expect(await pressed.reply()).toMatchObject({ kind: 'updated', text: '## 둘째 쪽' });
      expect(pressed.followups).toEqual([]);
      expect(textOf(message)).toBe('## 둘째 쪽');
      expect(filesShown(message).map(({ description }) => description)).toEqual([altOf(month('ko'))]);
      expect(message.attachments).toHaveLength(1);
    },
  );

  test('heard at once, then changed: the page stays until the next is there', async () => {
    const message = await shownBy(page('첫째 쪽', turns.why));
    const wait = Promise.withResolvers<Reply>();
    at.inbound.onAction = () => wait.promise;
    const pressed = at.fake.button(message, actionId(turns.why), here);
    await expect.poll(() => pressed.callbackType).toBe(6);
    expect(textOf(message)).toBe('## 첫째 쪽');
    wait.resolve(done);
    expect(await pressed.reply()).toMatchObject({ kind: 'updated', text: 'done' });
  });

  test('a problem is said beside the page, which stays', async () => {
    const message = await shownBy(page('첫째 쪽', turns.why));
    at.inbound.onAction = () => Promise.reject(new Error('database is down'));
    const pressed = at.fake.button(message, actionId(turns.why), here);
    expect(await pressed.reply()).toMatchObject({ kind: 'message', ephemeral: true });
    expect(pressed.followups).toHaveLength(1);
    expect(textOf(message)).toBe('## 첫째 쪽');
  });

  test('what all see is nobody’s to turn: the page comes privately', async () => {
    const target = { kind: 'channel' as const, channel: channel.id as ChannelRef };
    const { view } = page('순위', turns.board) as { view: CardView };
    await at.platform.ensurePosted(target, view, attempt('board:1'));
    const [message] = at.fake.botMessagesIn(channel);
    at.inbound.onAction = async () => page('가장 긴 연속', turns.board);
    const reply = await at.fake.button(message!, actionId(turns.board), here).reply();
    expect(reply).toMatchObject({ kind: 'message', text: '## 가장 긴 연속', ephemeral: true });
    expect(textOf(message!)).toBe('## 순위');
    expect(at.fake.botMessagesIn(channel)).toHaveLength(1);
  });

  test.each<[string, () => Promise<FakeMessage>]>([
    ['a command', () => shownBy(page('연속', turns.why, streak('ko')))],
    [
      'a button',
      async () => {
        const message = await shownBy(page('첫째 쪽', turns.why));
        at.inbound.onAction = async () => page('둘째 쪽', turns.why, streak('ko'));
        await at.fake.button(message, actionId(turns.why), here).reply();
        return message;
      },
    ],
  ])('a drawing that takes longer than Discord waits does not break the answer to %s', async (_name, ask) => {
    studio.before = async () => {
      late += 3_100;
    };
    expect(filesShown(await ask())).toHaveLength(1);
  });

  test('a picture that Discord does not take is left out of the answer', async () => {
    const tooLarge = at.fake.fail(
      { method: 'PATCH', route: ORIGINAL, where: ({ files }) => files.length > 0 },
      discordError(413, 40005),
    );
    const message = await shownBy(page('연속', turns.why, streak('ko')));
    expect(tooLarge.hits).toBe(1);
    expect(textOf(message)).toContain('✅✅⚪✅✅✅✅');
  });

  test('a token that has run out while the answer was made: it comes by direct message', async () => {
    at.inbound.onCommand = async () => {
      late = 16 * 60_000;
      return page('연속', turns.why, streak('ko'));
    };
    const pressed = at.fake.slash('streak', here);
    const direct = () => [...at.fake.state.channels.values()].find((c) => c.type === 1);
    await expect.poll(() => at.fake.botMessagesIn(direct()).flatMap(filesShown)).toHaveLength(1);
    expect(pressed.callbackType).toBe(5);
  });

  test('a button that opens a form may answer with a card at once, picture and all', async () => {
    const edit: Action = { do: 'edit', challenge, part: 'rule' };
    const message = await shownBy(page('챌린지', edit));
    at.inbound.onAction = async () => page('미리 보기', edit, streak('ko'));
    const pressed = at.fake.button(message, actionId(edit), here);
    const reply = await pressed.reply();
    if (reply.kind !== 'message') throw new Error('expected a message');
    expect([pressed.callbackType, reply.ephemeral]).toEqual([4, true]);
    expect(filesShown(reply.message)).toHaveLength(1);
  });

  test('answered too late: the card comes by direct message, picture and all', async () => {
    const expired = at.fake.fail({ route: CALLBACK }, discordError(404, 10062));
    at.inbound.onCommand = async () => page('연속', turns.why, streak('ko'));
    at.fake.slash('streak', here);
    const direct = () => [...at.fake.state.channels.values()].find((c) => c.type === 1);
    await expect.poll(() => at.fake.botMessagesIn(direct()).flatMap(filesShown)).toHaveLength(1);
    expect(expired.hits).toBe(1);
    expect(at.fake.botMessagesIn(channel)).toEqual([]);
    const [message] = at.fake.botMessagesIn(direct());
    at.inbound.onAction = async () => page('둘째 쪽', turns.why);
    const id = buttonOf(message!);
    const turned = await at.fake.button(message!, id, { channel: direct()!, member }).reply();
    expect(turned).toMatchObject({ kind: 'updated', text: '## 둘째 쪽' });
    expect(at.inbound.actions).toMatchObject([{ action: actionId(turns.why), workspace: channel.guildId }]);
    expect(buttonOf(message!)).toBe(id);
  });
});
