import { describe, expect, test } from 'vitest';
import { FencedError } from '../../../src/core/errors.ts';
import type { MemberRef, MessageRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import type { CheerView } from '../../../src/core/views.ts';
import type { Json } from '../../fakes/slack/types.ts';
import { attempt, kindOf, setUp } from './harness.ts';

const first = '5*km*라니 <!channel> 대단해요 🎉';
const whole: CheerView = {
  view: 'cheer',
  lines: [first, '1. 내일도 [봐요](x)'],
  footer: 'AI 답장',
  mood: 'happy',
};
const opening: CheerView = { ...whole, lines: [first] };
const key = 'talk:1' as Parameters<Awaited<ReturnType<typeof setUp>>['platform']['findPosted']>[2];

async function withQuestion() {
  const made = await setUp();
  const { fake, platform, channel, person } = made;
  const asked = fake.postNow({ channel, user: person, text: '고마워' });
  const on = `${channel}/${asked.ts}` as MessageRef;
  const thread = { kind: 'thread', on, title: '' } as const;
  const opensFor = { member: person as MemberRef, workspace: fake.team.id as WorkspaceRef };
  return {
    ...made,
    thread,
    ours: () => fake.visible(channel, asked.ts).filter(({ botId }) => botId !== undefined),
    begin: (maybeSent = false, fence?: () => void) =>
      platform.ensurePosted(thread, opening, { ...attempt(key, maybeSent, fence), opensFor }),
    end: (message: MessageRef) => platform.ensureEdited(message, whole, key),
    /** Methods that wrote, in order. */
    wrote: () =>
      ['chat.startStream', 'chat.stopStream', 'chat.postMessage', 'chat.update']
        .flatMap((method) => fake.calls(method))
        .sort((a, b) => a.at - b.at)
        .map(({ method, outcome }) => `${method.slice(5)} ${outcome}`),
  };
}

const keyOf = (metadata: Json | undefined) => (metadata?.event_payload as { key?: string } | undefined)?.key;

describe('an answer said as it is spoken', () => {
  test('is begun for who asked and stopped with the rest, its small print and its key', async () => {
    const { fake, begin, end, ours, wrote, person } = await withQuestion();
    const message = await begin();
    expect(ours()).toMatchObject([{ streamingState: 'in_progress' }]);
    expect(ours()[0]!.metadata).toBeUndefined();
    expect(fake.calls('chat.startStream')[0]!.args).toMatchObject({
      recipient_user_id: person,
      recipient_team_id: fake.team.id,
      markdown_text: '5＊km＊라니 &lt;!channel&gt; 대단해요 🎉',
    });
    await end(message);
    const [said] = ours();
    expect(said).toMatchObject({ streamingState: 'completed' });
    // Nothing in it is a list or a link.
    expect(said!.text.split('\n\n').at(-1)).toBe('\u200B1. 내일도 [봐요]\u200B(x)');
    expect(keyOf(said!.metadata)).toBe(key);
    expect(said!.blocks?.slice(1)).toEqual([
      { type: 'context', elements: [{ type: 'plain_text', text: 'AI 답장', emoji: true }] },
    ]);
    expect(wrote()).toEqual(['startStream ok', 'stopStream ok']);
    expect([fake.pings, fake.violations]).toEqual([[], []]);
  });

  test.each([
    ['the reply is lost', { kind: 'dropReply' }, 1],
    ['a 500 comes after the work', { kind: 'status', status: 500, after: true }, 1],
    ['the request is lost', { kind: 'dropBefore' }, 2],
  ] as const)('when %s as it begins, it stands there once', async (_, how, tries) => {
    const { fake, begin, end, ours, platform, thread } = await withQuestion();
    fake.fail({ method: 'chat.startStream', times: 1 }, how);
    expect(await kindOf(begin())).toBe('ambiguous');
    // What is not wanted any more is found just so, to be removed.
    expect((await platform.findPosted(thread, opening, key, 0)) !== null).toBe(tries === 1);
    const message = await begin(true);
    expect(fake.calls('chat.startStream')).toHaveLength(tries);
    await end(message);
    expect(ours().map(({ metadata }) => keyOf(metadata))).toEqual([key]);
    // And is found by its key from then on.
    expect(await begin(true)).toBe(message);
  });

  test('a stream of other words, and a message with a key, are another answer', async () => {
    const { fake, begin, platform, thread, person, ours } = await withQuestion();
    const other: CheerView = { ...opening, lines: ['다른 답이에요'] };
    const opensFor = { member: person as MemberRef, workspace: fake.team.id as WorkspaceRef };
    await platform.ensurePosted(thread, other, { ...attempt('talk:2'), opensFor });
    await platform.ensurePosted(thread, opening, attempt('talk:3'));
    expect(await platform.findPosted(thread, opening, key, 0)).toBeNull();
    await begin(true);
    expect(ours()).toHaveLength(3);
  });

  test.each([
    ['the reply is lost', { kind: 'dropReply' }],
    ['the request is lost', { kind: 'dropBefore' }],
    ['Slack is away', { kind: 'error', error: 'service_unavailable' }],
  ] as const)('when %s as it ends, the rest is said once all the same', async (_, how) => {
    const { fake, begin, end, ours } = await withQuestion();
    const message = await begin();
    fake.fail({ method: 'chat.stopStream', times: 1 }, how);
    expect(await kindOf(end(message))).toBe('unavailable');
    await end(message);
    const [said, ...more] = ours();
    expect(more).toEqual([]);
    expect(said).toMatchObject({ streamingState: 'completed', metadata: { event_payload: { key } } });
    expect(said!.text.match(/내일도/g)).toHaveLength(1);
  });

  test('one that Slack stopped by itself meanwhile is edited', async () => {
    const { begin, end, ours, wrote } = await withQuestion();
    const message = await begin();
    ours()[0]!.streamingState = 'completed';
    await end(message);
    expect(wrote().slice(1)).toEqual([
      'stopStream message_not_in_streaming_state',
      'update block_mismatch',
      'update ok',
    ]);
    expect(ours()[0]!.text).toMatch(/대단해요.*내일도.*AI 답장/s);
    expect(keyOf(ours()[0]!.metadata)).toBe(key);
  });

  test('too many at once: the rest waits, since Slack edits nothing that streams', async () => {
    const { fake, begin, end, wrote } = await withQuestion();
    const message = await begin();
    fake.fail({ method: 'chat.stopStream', times: 1 }, { kind: 'rateLimited', retryAfter: 20 });
    expect(await kindOf(end(message))).toBe('unavailable');
    expect(await kindOf(end(message))).toBe('unavailable');
    const conflict = 'update streaming_state_conflict';
    expect(wrote()).toEqual(['startStream ok', 'stopStream rateLimited', conflict, conflict]);
  });

  test.each([
    'missing_scope',
    'unknown_method',
    'channel_type_not_supported',
    'missing_recipient_team_id',
    'user_not_found',
    'rate_limited',
  ])('where Slack says %s it is posted and edited, and not asked for again at once', async (error) => {
    const { fake, begin, end, ours, wrote, platform, thread, person } = await withQuestion();
    fake.fail('chat.startStream', { kind: 'error', error });
    await end(await begin());
    expect(wrote()).toEqual([
      `startStream ${error}`,
      'postMessage ok',
      'stopStream message_not_in_streaming_state',
      'update ok',
    ]);
    expect(ours()).toMatchObject([{ blocks: [{ type: 'section' }, { type: 'context' }] }]);
    const opensFor = { member: person as MemberRef, workspace: fake.team.id as WorkspaceRef };
    await platform.ensurePosted(thread, opening, { ...attempt('talk:2'), opensFor });
    expect(fake.calls('chat.startStream')).toHaveLength(1);
    expect(ours()).toHaveLength(2);
  });

  test('what is wrong with the channel is told as ever; an old claim begins nothing', async () => {
    const { fake, begin, channel } = await withQuestion();
    const fence = () => {
      throw new FencedError('too old');
    };
    await expect(begin(false, fence)).rejects.toThrow(FencedError);
    expect(fake.calls('chat.startStream')).toEqual([]);
    fake.restrict(channel, 'restricted_action_read_only_channel');
    expect(await kindOf(begin())).toBe('forbidden');
  });
});
