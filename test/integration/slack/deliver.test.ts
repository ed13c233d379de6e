import { describe, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import { FencedError } from '../../../src/core/errors.ts';
import type { ChannelRef, MemberRef, MessageRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import type { CheerView, NoteView, PostView, WelcomeView } from '../../../src/core/views.ts';
import type { Json } from '../../fakes/slack/types.ts';
import { attempt, kindOf, setUp } from './harness.ts';

const cheer: CheerView = {
  view: 'cheer',
  lines: ['5km라니 대단해요~ 정말로~', '내일도 <!channel> @here 함께해요 *꼭*'],
  footer: 'AI 응원',
  mood: 'cheering',
};
const note: NoteView = {
  view: 'note',
  line: [{ kind: 'bold', text: '달리기' }, '에 <@U00000001> 세었어요.'],
};
const welcome: WelcomeView = {
  view: 'welcome',
  title: '30일 <달리기>',
  lines: [['규칙'], [{ kind: 'link', text: '보기', url: 'https://a.example/?a=1&b=|x' }]],
  buttons: [
    { action: actionId({ do: 'createChallenge' }), label: '참여', style: 'primary' },
    { action: actionId({ do: 'openCreateForm' }), label: '만들기', style: 'secondary' },
  ],
};

async function withProof(options: Parameters<typeof setUp>[0] = {}) {
  const made = await setUp(options);
  const posted = await made.fake.post({ channel: made.channel, user: made.person, text: '인증' });
  const proof = made.core.of('message')[0]!.message;
  const thread = { kind: 'thread', on: proof, title: '' } as const;
  const inChannel = { kind: 'channel', channel: made.channel as ChannelRef } as const;
  return { ...made, posted, proof, thread, inChannel };
}

describe('what is said', () => {
  test('credit is one reaction, put on and taken off any number of times', async () => {
    const { platform, fake, posted, proof } = await withProof();
    await platform.ensureReaction(proof, '🐹');
    await platform.ensureReaction(proof, '🐹');
    expect([...posted.message.reactions.keys()]).toEqual(['hamster']);
    await platform.ensureReactionRemoved(proof, '🐹');
    await platform.ensureReactionRemoved(proof, '🐹');
    expect(posted.message.reactions.size).toBe(0);
    expect(fake.calls('reactions.add').map((c) => c.outcome)).toEqual(['ok', 'already_reacted']);
    await platform.ensureReaction(proof, ':boost:');
    await platform.ensureReaction(proof, '🏃🏽');
    expect([...posted.message.reactions.keys()]).toEqual(['boost', 'runner::skin-tone-4']);
  });

  test('is found again since it was planned, however many days ago that is', async () => {
    let later = 0;
    const clock = { now: () => Date.now() + later, monotonic: () => performance.now() };
    const { platform, inChannel } = await withProof({ deps: { clock } });
    const plannedAt = clock.now();
    const { key } = attempt('days-ago');
    const posted = await platform.ensurePosted(inChannel, note, attempt('days-ago'));
    later = 4 * 24 * 60 * 60_000;
    expect(await platform.findPosted(inChannel, note, key, plannedAt)).toBe(posted);
  });

  test('where Slack does not know the mark, or no more, credit is the usual one', async () => {
    const { platform, fake, posted, proof } = await withProof();
    const where = ({ name }: Json) => name === 'no_such_emoji';
    fake.fail({ method: /^reactions/, where }, { kind: 'error', error: 'invalid_name' });
    for (const mark of ['🇰🇷', ':no_such_emoji:']) {
      await platform.ensureReaction(proof, mark);
      expect([...posted.message.reactions.keys()]).toEqual(['hamster']);
      await platform.ensureReactionRemoved(proof, mark);
      expect([...posted.message.reactions.keys()]).toEqual([]);
    }
  });

  test('a cheer stands in the thread, with text, without unfurling, and cannot ping or format', async () => {
    const { platform, fake, channel, posted, thread } = await withProof();
    const ref = await platform.ensurePosted(thread, cheer, attempt('cheer:1'));
    const [message] = fake.visible(channel, posted.ts);
    expect(ref).toBe(`${channel}/${message?.ts}/${posted.ts}`);
    expect(message?.blocks).toEqual([
      { type: 'section', text: { type: 'plain_text', text: cheer.lines.join('\n'), emoji: true } },
      { type: 'context', elements: [{ type: 'plain_text', text: 'AI 응원', emoji: true }] },
    ]);
    expect(message?.text).toContain('&lt;!channel&gt;');
    expect(fake.calls('chat.postMessage')[0]?.args).toMatchObject({
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
    expect(message?.metadata).toEqual({
      event_type: 'boost_pal_delivery',
      event_payload: { key: 'cheer:1' },
    });
    await platform.ensureEdited(ref, { ...cheer, lines: ['<!everyone>', '<@U1>'] });
    expect(fake.visible(channel, posted.ts)[0]?.text).toBe('&lt;!everyone&gt;\n&lt;@U1&gt;');
    expect([fake.pings, fake.violations]).toEqual([[], []]);
  });

  test('bold holds beside Korean particles; buttons, links and titles are what they say', async () => {
    const { platform, fake, channel, inChannel } = await withProof();
    await platform.ensurePosted(inChannel, note, attempt('note:1'));
    await platform.ensurePosted(inChannel, welcome, attempt('welcome:1'));
    const [first, second] = fake.visible(channel).slice(-2);
    expect(first?.blocks).toMatchObject([
      { text: { type: 'mrkdwn', text: '*달리기*\u200B에 &lt;@U00000001&gt; 세었어요.', verbatim: true } },
    ]);
    expect(second?.blocks).toMatchObject([
      { type: 'header', text: { text: '30일 <달리기>' } },
      { text: { text: '규칙\n<https://a.example/?a=1&amp;b=%7Cx|보기>' } },
      {
        elements: [
          { action_id: '1:createChallenge', style: 'primary' },
          { action_id: '1:openCreateForm', text: { text: '만들기' } },
        ],
      },
    ]);
    expect([fake.pings, fake.violations]).toEqual([[], []]);
  });

  test('what counted stands small under the two lines, before the disclosure, and in the text', async () => {
    const { platform, fake, channel, posted, thread } = await withProof();
    const credit = [{ kind: 'bold', text: '7일째' }, ' · 이번 주 1번 남았어요'] as const;
    await platform.ensurePosted(thread, { ...cheer, credit }, attempt('cheer:1'));
    const [message] = fake.visible(channel, posted.ts);
    expect(message?.blocks?.slice(1)).toEqual([
      {
        type: 'context',
        elements: [{ type: 'mrkdwn', text: '*7일째* · 이번 주 1번 남았어요', verbatim: true }],
      },
      { type: 'context', elements: [{ type: 'plain_text', text: 'AI 응원', emoji: true }] },
    ]);
    expect(message?.text).toContain('7일째 · 이번 주 1번 남았어요');
  });

  test('a private line is seen by one member and nobody else', async () => {
    const { platform, fake, channel, person } = await withProof();
    const target = { kind: 'private', channel: channel as ChannelRef, member: person as MemberRef } as const;
    await platform.ensurePosted(target, note, attempt('joined:1'));
    expect(fake.ephemerals).toMatchObject([{ channel, user: person, via: 'chat.postEphemeral' }]);
    expect(await kindOf(platform.ensurePosted(target, note, attempt('joined:1', true)))).toBe('ambiguous');
    expect(fake.ephemerals).toHaveLength(1);
  });

  test('views as long as the core can make them stay within Slack’s limits', async () => {
    const { platform, fake, inChannel } = await withProof();
    const long = '가<&*'.repeat(4000);
    const line = [long, { kind: 'bold', text: long }, { kind: 'command', path: ['help'] }] as const;
    const views: PostView[] = [
      { view: 'note', line },
      { view: 'note', line: [long] },
      { ...cheer, lines: [long, long], footer: long },
      { ...welcome, title: long, lines: [line, line, line] },
      {
        view: 'proofCard',
        member: { ref: 'U1' as MemberRef, name: long },
        heading: line,
        text: long,
        photos: [],
      },
    ];
    for (const [i, view] of views.entries()) {
      const ref = await platform.ensurePosted(inChannel, view, attempt(`long:${i}`));
      await platform.ensureEdited(ref, view);
    }
    expect([fake.pings, fake.violations]).toEqual([[], []]);
  });

  test('removing is done once and is fine when it is gone; others’ words are left alone', async () => {
    const { platform, fake, channel, thread, proof } = await withProof();
    const ref = await platform.ensurePosted(thread, cheer, attempt('cheer:1'));
    await platform.ensureRemoved(ref);
    await platform.ensureRemoved(ref);
    expect(fake.visible(channel)).toHaveLength(1);
    expect(await kindOf(platform.ensureRemoved(proof))).toBe('forbidden');
    expect(await kindOf(platform.ensureEdited(ref, cheer))).toBe('gone');
  });

  test('a channel is closed where it is private, also when the bot is not in it or has no scope to see it', async () => {
    const { platform, fake } = await setUp();
    const facts = (of: Parameters<typeof fake.channel>[0]) =>
      platform.channelFacts(fake.channel(of).id as ChannelRef);
    const [open, closed] = [false, true].map((is) => ({ closed: is, takesPosts: true }));
    expect(await facts({ kind: 'public' })).toEqual(open);
    expect(await facts({ kind: 'public', withBot: false })).toEqual(open);
    expect(await facts({ kind: 'private' })).toEqual(closed);
    expect(await facts({ kind: 'private', withBot: false })).toEqual(closed);
    fake.team.scopes.delete('groups:read');
    expect(await facts({ kind: 'private' })).toEqual(closed);
    fake.team.scopes.delete('channels:read');
    expect(await facts({ kind: 'public' })).toBeNull();
    fake.fail({ method: 'conversations.info', times: 1 }, { kind: 'status', status: 503 });
    await expect(facts({ kind: 'public' })).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('into a private channel the bot is not in, nothing is said, and what it lacks is a place there', async () => {
    const { platform, fake, person } = await setUp();
    const channel = fake.channel({ kind: 'private', members: [person], withBot: false }).id as ChannelRef;
    const lacks = { kind: 'forbidden', detail: 'not_in_channel' };
    const alone = { kind: 'private', channel, member: person as MemberRef } as const;
    for (const target of [{ kind: 'channel', channel } as const, alone])
      await expect(platform.ensurePosted(target, note, attempt('welcome:1'))).rejects.toMatchObject(lacks);
  });

  test('a link to a message, in a thread or not', async () => {
    const { platform } = await withProof();
    expect(platform.linkTo('C1/1700000000.000100' as MessageRef)).toBe(
      'https://fake.slack.com/archives/C1/p1700000000000100',
    );
    expect(platform.linkTo('C1/1700000001.000100/1700000000.000100' as MessageRef)).toBe(
      'https://fake.slack.com/archives/C1/p1700000001000100?thread_ts=1700000000.000100&cid=C1',
    );
  });
});

describe('a direct message', () => {
  async function withMember() {
    const made = await setUp();
    const { fake, person } = made;
    const target = {
      kind: 'direct',
      member: person as MemberRef,
      workspace: fake.team.id as WorkspaceRef,
    } as const;
    const inDirect = () =>
      [...fake.world.channels.values()]
        .filter((c) => c.kind === 'im' && c.members.has(person))
        .flatMap((c) => fake.visible(c.id));
    return { ...made, target, inDirect };
  }

  test('stands in the member’s own channel, under its key, with its buttons', async () => {
    const { platform, fake, target, inDirect, channel } = await withMember();
    const buttons = [
      { action: actionId({ do: 'openCreateForm' }), label: '만들기', style: 'primary' },
    ] as const;
    const ref = await platform.ensurePosted(target, { ...note, buttons }, attempt('frozen:1'));
    await platform.ensurePosted(target, note, attempt('frozen:2'));
    const [message] = inDirect();
    expect(ref).toBe(`${message?.channel}/${message?.ts}`);
    expect(message?.metadata).toMatchObject({ event_payload: { key: 'frozen:1' } });
    expect(message?.blocks?.map((b) => b.type)).toEqual(['section', 'actions']);
    expect([inDirect().length, fake.visible(channel).length]).toEqual([2, 0]);
    expect(fake.calls('conversations.open')).toHaveLength(1);
    await platform.ensureRemoved(ref);
    expect(inDirect()).toHaveLength(1);
    expect([fake.pings, fake.violations]).toEqual([[], []]);
  });

  test('whose fate is unknown is looked up in that channel', async () => {
    const { platform, fake, target, inDirect } = await withMember();
    expect(await platform.findPosted(target, note, attempt('frozen:1').key, 0)).toBeNull();
    fake.fail({ method: 'chat.postMessage', times: 1 }, { kind: 'dropReply' });
    expect(await kindOf(platform.ensurePosted(target, note, attempt('frozen:1')))).toBe('ambiguous');
    const found = await platform.findPosted(target, note, attempt('frozen:1').key, 0);
    expect(await platform.ensurePosted(target, note, attempt('frozen:1', true))).toBe(found);
    expect(inDirect()).toHaveLength(1);
  });

  test.each([
    ['user_disabled', 'gone'],
    ['user_not_found', 'gone'],
    ['cannot_dm_user', 'forbidden'],
    ['user_not_visible', 'forbidden'],
  ])('that Slack answers with %s is %s', async (word, kind) => {
    const { platform, fake, person, target } = await withMember();
    const member = fake.world.users.get(person);
    if (member) member.dmError = word;
    expect(await kindOf(platform.ensurePosted(target, note, attempt('frozen:1')))).toBe(kind);
    expect(fake.calls('chat.postMessage')).toEqual([]);
  });

  test('without the scope is forbidden, and names it; a closed messages tab is too', async () => {
    const { platform, fake, target, inDirect } = await withMember();
    fake.team.scopes.delete('im:write');
    await expect(platform.ensurePosted(target, note, attempt('frozen:1'))).rejects.toMatchObject({
      kind: 'forbidden',
      detail: 'missing_scope im:write',
    });
    fake.team.scopes.add('im:write');
    await platform.ensurePosted(target, note, attempt('frozen:1'));
    fake.restrict(inDirect()[0]?.channel ?? '', 'messages_tab_disabled');
    expect(await kindOf(platform.ensurePosted(target, note, attempt('frozen:2')))).toBe('forbidden');
  });
});

describe('once', () => {
  test.each([
    ['the reply is lost', { kind: 'dropReply' }],
    ['a 500 comes after the work', { kind: 'status', status: 500, after: true }],
  ] as const)('when %s, the message is found by its key and not sent again', async (_, how) => {
    const { platform, fake, channel, posted, thread, inChannel } = await withProof();
    for (const target of [thread, inChannel]) {
      const fault = fake.fail({ method: 'chat.postMessage', times: 1 }, how);
      const key = `cheer:${target.kind}`;
      expect(await kindOf(platform.ensurePosted(target, cheer, attempt(key)))).toBe('ambiguous');
      const ref = await platform.ensurePosted(target, cheer, attempt(key, true));
      expect(fault.hits()).toBe(1);
      const sent = [...fake.world.messages.values()].filter(
        (m) => (m.metadata?.event_payload as { key?: string } | undefined)?.key === key,
      );
      expect(sent).toHaveLength(1);
      expect(ref).toContain(`${channel}/${sent[0]?.ts}`);
    }
    expect(fake.visible(channel, posted.ts)).toHaveLength(1);
  });

  test('what did not arrive is sent; another key, another sender and plain words do not count as it', async () => {
    const { platform, fake, channel, thread, posted, person } = await withProof();
    await platform.ensurePosted(thread, cheer, attempt('cheer:other'));
    const forged = fake.postNow({ channel, user: person, text: 'cheer:1', thread_ts: posted.ts });
    forged.message.metadata = { event_type: 'boost_pal_delivery', event_payload: { key: 'cheer:1' } };
    fake.fail({ method: 'chat.postMessage', times: 1 }, { kind: 'dropBefore' });
    expect(await kindOf(platform.ensurePosted(thread, cheer, attempt('cheer:1')))).toBe('ambiguous');
    await platform.ensurePosted(thread, cheer, attempt('cheer:1', true));
    expect(fake.visible(channel, posted.ts)).toHaveLength(3);
  });

  test('a process that only works off jobs, and was never started, finds and sends all the same', async () => {
    const { platform, fake, channel, person } = await setUp({ start: false });
    const posted = fake.postNow({ channel, user: person, text: 'x' });
    const target = { kind: 'thread', on: `${channel}/${posted.ts}` as MessageRef, title: '' } as const;
    fake.fail({ method: 'chat.postMessage', times: 1 }, { kind: 'dropReply' });
    await kindOf(platform.ensurePosted(target, cheer, attempt('k')));
    await platform.ensurePosted(target, cheer, attempt('k', true));
    await platform.ensureReaction(target.on, '🐹');
    expect(fake.visible(channel, posted.ts)).toHaveLength(1);
    fake.team.dead = 'account_inactive';
    expect(await kindOf(platform.ensureReaction(target.on, '🐹'))).toBe('revoked');
  });

  test('an old claim stops before the request, after the looking', async () => {
    const { platform, fake, thread } = await withProof();
    const fence = () => {
      throw new FencedError('too old');
    };
    await expect(platform.ensurePosted(thread, cheer, attempt('k', true, fence))).rejects.toThrow(
      FencedError,
    );
    expect([fake.calls('conversations.replies').length, fake.calls('chat.postMessage').length]).toEqual([
      1, 0,
    ]);
  });

  test('a message pages back in a busy channel is still found', async () => {
    const { platform, fake, channel, person, inChannel } = await withProof();
    fake.fail({ method: 'chat.postMessage', times: 1 }, { kind: 'dropReply' });
    await kindOf(platform.ensurePosted(inChannel, cheer, attempt('k')));
    const talk = Array.from(
      { length: 450 },
      () => fake.postNow({ channel, user: person, text: 'talk' }).delivered,
    );
    await Promise.all(talk);
    await platform.ensurePosted(inChannel, cheer, attempt('k', true));
    expect(fake.calls('conversations.history').filter((c) => c.args.include_all_metadata)).toHaveLength(3);
    expect(fake.visible(channel).filter((m) => m.botId !== undefined)).toHaveLength(1);
  });
});

describe('when Slack says no', () => {
  test.each([
    ['429', { kind: 'rateLimited', retryAfter: 3 }, 'rateLimited'],
    ['429 as a web page', { kind: 'html', status: 429 }, 'rateLimited'],
    ['403 as a web page', { kind: 'html', status: 403 }, 'unavailable'],
    ['200 as a web page', { kind: 'html', status: 200 }, 'ambiguous'],
    ['503', { kind: 'status', status: 503 }, 'ambiguous'],
    ['fatal_error', { kind: 'error', error: 'fatal_error' }, 'ambiguous'],
    ['service_unavailable', { kind: 'error', error: 'service_unavailable' }, 'unavailable'],
    ['not_in_channel', { kind: 'error', error: 'not_in_channel' }, 'forbidden'],
    ['restricted', { kind: 'error', error: 'restricted_action_read_only_channel' }, 'forbidden'],
    ['is_archived', { kind: 'error', error: 'is_archived' }, 'gone'],
    ['invalid_blocks', { kind: 'error', error: 'invalid_blocks' }, 'invalid'],
    ['never seen', { kind: 'error', error: 'brand_new_word' }, 'invalid'],
    [
      'a missing scope',
      { kind: 'error', error: 'missing_scope', extra: { needed: 'chat:write' } },
      'forbidden',
    ],
  ] as const)('%s', async (_, how, kind) => {
    const { platform, fake, inChannel } = await withProof();
    const fault = fake.fail('chat.postMessage', how);
    const error = await platform.ensurePosted(inChannel, cheer, attempt('k')).catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'PlatformError', kind });
    expect(fault.hits()).toBe(1);
    if (how.kind === 'rateLimited') expect(error).toMatchObject({ retryAfterMs: 3000 });
    if ('extra' in how) expect(error).toMatchObject({ detail: 'missing_scope chat:write' });
    expect(String(error)).not.toContain('<html');
  });

  test('after a 429 nobody asks again before its time; other methods and channels go on', async () => {
    const { platform, fake, channel, person, proof, thread } = await withProof({
      rateLimits: {
        'chat.postMessage': { count: 2, windowMs: 60_000, perChannel: true },
        'reactions.add': { count: 1, windowMs: 60_000 },
      },
    });
    const send = (key: string) => platform.ensurePosted(thread, cheer, attempt(key)).catch((e: unknown) => e);
    const results = [];
    for (const key of ['a', 'b', 'c', 'd', 'e']) results.push(await send(key));
    expect(fake.calls('chat.postMessage').map((c) => c.outcome)).toEqual(['ok', 'ok', 'ratelimited']);
    for (const r of results.slice(2)) expect(r).toMatchObject({ kind: 'rateLimited' });
    const waits = results.slice(2).map((r) => (r as { retryAfterMs: number }).retryAfterMs);
    expect(waits.every((ms) => ms > 50_000 && ms <= 60_000)).toBe(true);
    await platform.ensureReaction(proof, '🐹');
    const other = fake.channel({ members: [person] }).id as ChannelRef;
    expect(channel).not.toBe(other);
    await platform.ensurePosted({ kind: 'channel', channel: other }, cheer, attempt('f'));
  });

  test('what may be repeated without harm is simply to be tried again', async () => {
    const { platform, fake, proof, thread } = await withProof();
    const ref = await platform.ensurePosted(thread, cheer, attempt('k'));
    fake.fail(/^(reactions|chat)/, { kind: 'status', status: 503, after: true });
    expect(await kindOf(platform.ensureReaction(proof, '🐹'))).toBe('unavailable');
    expect(await kindOf(platform.ensureEdited(ref, cheer))).toBe('unavailable');
    expect(await kindOf(platform.ensureRemoved(ref))).toBe('unavailable');
    fake.healAll();
    await platform.ensureReaction(proof, '🐹');
    await platform.ensureRemoved(ref);
  });

  test('nobody listening is surely not sent; reads are never of unknown outcome', async () => {
    const { platform, fake, inChannel, proof, thread } = await withProof();
    fake.fail('conversations.replies', { kind: 'dropReply' });
    expect(await kindOf(platform.ensurePosted(thread, cheer, attempt('k', true)))).toBe('unavailable');
    await fake.close();
    expect(await kindOf(platform.ensurePosted(inChannel, cheer, attempt('k')))).toBe('unavailable');
    expect(await kindOf(platform.ensureReaction(proof, '🐹'))).toBe('unavailable');
  });

  test('missing messages are gone', async () => {
    const { platform, fake, posted, proof } = await withProof();
    await fake.delete(posted.message);
    expect(await kindOf(platform.ensureReaction(proof, '🐹'))).toBe('gone');
    await platform.ensureReactionRemoved(proof, '🐹');
  });

  test('a token that dies in mid-run parks its workspace, once', async () => {
    const { platform, fake, core, inChannel, proof } = await withProof();
    fake.team.dead = 'account_inactive';
    expect(await kindOf(platform.ensurePosted(inChannel, cheer, attempt('k')))).toBe('revoked');
    expect(await kindOf(platform.ensureReaction(proof, '🐹'))).toBe('revoked');
    expect(core.of('gone')).toMatchObject([{ reason: 'account_inactive' }]);
  });

  test('no log line holds a token or a member’s words', async () => {
    const { platform, fake, logged, thread, channel, person } = await withProof();
    fake.fail({ method: 'chat.postMessage', times: 1 }, { kind: 'error', error: 'invalid_blocks' });
    fake.fail({ method: 'users.info', times: 1 }, { kind: 'html' });
    await kindOf(platform.ensurePosted(thread, cheer, attempt('k')));
    const other = fake.user({ name: '비밀이름' }).id;
    fake.join(channel, other);
    await fake.post({ channel, user: other, text: '비밀말' });
    fake.socket.cut();
    await fake.post({ channel, user: person, text: '비밀말' });
    const all = JSON.stringify(logged);
    expect(logged.length).toBeGreaterThan(2);
    for (const secret of [fake.botToken, fake.appToken, '비밀', '대단해요', 'xoxb', 'xapp', 'ticket=']) {
      expect(all).not.toContain(secret);
    }
  });
});
