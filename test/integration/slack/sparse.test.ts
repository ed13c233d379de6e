import { describe, expect, test } from 'vitest';
import { checkSlack } from '../../../src/adapters/cli/checks/slack.ts';
import { type Identity, isForeign } from '../../../src/adapters/slack/identity.ts';
import { createIntake } from '../../../src/adapters/slack/intake.ts';
import { claimsToBePhoto } from '../../../src/core/check-in/evidence.ts';
import type {
  AttachmentRef,
  ChannelRef,
  DeliveryKey,
  MemberRef,
  WorkspaceRef,
} from '../../../src/core/model/ids.ts';
import type { CheerView, NoteView } from '../../../src/core/views.ts';
import type { Json, Sparse } from '../../fakes/slack/index.ts';
import { attempt, kindOf, setUp } from './harness.ts';

/** A server like Slack that tells less. Whatever it leaves out, what people do arrives. */
const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);
const signal = () => AbortSignal.timeout(5000);

const without = (of: Json, ...fields: readonly string[]): Json =>
  Object.fromEntries(Object.entries(of).filter(([name]) => !fields.includes(name)));

/** Of the answers of one method. */
const answering = (name: string, change: (answer: Json) => Json): Sparse => ({
  answer: (method, answer) => (method === name ? change(answer) : answer),
});

/** Of the event inside a body. */
const telling = (change: (event: Json) => Json): Sparse => ({
  event: (body) => ({ ...body, event: change(body.event as Json) }),
});

describe('a server that does not name the bot', () => {
  const sparse = answering('auth.test', (answer) => without(answer, 'bot_id'));

  test('is started with, and the bot is known by its user', async () => {
    const { fake, core, person, channel } = await setUp({ sparse });
    await (await fake.post({ channel, user: person, text: 'mine' })).delivered;
    await (await fake.post({ channel, user: fake.team.botUser, text: 'ours' })).delivered;
    expect(core.of('message').map(({ text }) => text)).toEqual(['mine']);
  });

  test.each([
    ['xoxb-1', 'ok'],
    ['xoxp-1', 'fail'],
  ])('is told of by doctor with %s as %s', async (botToken, level) => {
    const { fake } = await setUp({ sparse, botToken, start: false });
    const { appToken, signingSecret, apiUrl } = fake;
    const slack = { botToken, appToken, signingSecret, apiUrl };
    const http = { publicUrl: null } as Parameters<typeof checkSlack>[0]['http'];
    const findings = await checkSlack({ slack, http });
    expect(findings.find(({ what }) => what === 'Slack token')?.level).toBe(level);
  });

  test('is refused with a token that is no bot’s', async () => {
    await expect(setUp({ sparse, botToken: 'xoxp-1' })).rejects.toThrow('is not a bot token');
  });
});

describe('photos', () => {
  async function shared(change: (file: Json) => Json, external = false) {
    const made = await setUp({
      sparse: telling((event) => ({
        ...event,
        ...(Array.isArray(event.files) ? { files: event.files.map((file) => change(file as Json)) } : {}),
      })),
    });
    const { fake, person, channel, core, platform } = made;
    const of = { name: 'a.jpg', mimetype: 'image/jpeg', bytes: jpeg, user: person };
    const file = fake.file({ ...of, external });
    await (await fake.post({ channel, user: person, text: '', files: [file] })).delivered;
    const get = () => platform.fetchFile(file.id as AttachmentRef, signal());
    return { ...made, file, get, attachment: core.of('message')[0]!.attachments[0]! };
  }

  test('are read where the message says they are, with no question to files.info', async () => {
    const { fake, get } = await shared((file) => file);
    fake.fail('files.info', { kind: 'error', error: 'unknown_method' });
    expect((await get()).bytes).toEqual(Buffer.from(jpeg));
    expect(fake.calls('files.info')).toEqual([]);
  });

  test.each([401, 403, 404])('are asked for where that answers %i', async (status) => {
    const { fake, get } = await shared((file) => file);
    fake.fail({ method: 'files.download', times: 1 }, { kind: 'status', status });
    expect((await get()).bytes).toEqual(Buffer.from(jpeg));
    expect(fake.calls('files.info')).toHaveLength(1);
  });

  test('are waited for where that is away for a while, and asked for after an hour', async () => {
    let now = 0;
    const made = await setUp({ deps: { clock: { now: () => Date.now(), monotonic: () => now } } });
    const { fake, person, channel, platform } = made;
    const file = fake.file({ name: 'a.jpg', mimetype: 'image/jpeg', bytes: jpeg, user: person });
    await (await fake.post({ channel, user: person, text: '', files: [file] })).delivered;
    fake.fail({ method: 'files.download', times: 1 }, { kind: 'status', status: 503 });
    expect(await kindOf(platform.fetchFile(file.id as AttachmentRef, signal()))).toBe('unavailable');
    expect(fake.calls('files.info')).toEqual([]);
    now += 3_600_000;
    await platform.fetchFile(file.id as AttachmentRef, signal());
    expect(fake.calls('files.info')).toHaveLength(1);
  });

  test.each([
    'https://evil.example/a.jpg',
    'http://files.slack.com/a.jpg',
    'http://u@127.0.0.1/a.jpg',
    'nowhere',
  ])('are not read at %s, whoever says so', async (url) => {
    const { fake, get } = await shared((file) => ({ ...file, url_private: url, url_private_download: url }));
    expect((await get()).bytes).toEqual(Buffer.from(jpeg));
    expect(fake.calls('files.info')).toHaveLength(1);
  });

  test('of another service are never read', async () => {
    const { get } = await shared((file) => file, true);
    expect(await kindOf(get())).toBe('invalid');
  });

  test('of a token without the scope are told of as such', async () => {
    const { fake, get } = await shared((file) => file);
    fake.team.scopes.delete('files:read');
    await expect(get()).rejects.toMatchObject({ kind: 'forbidden', missing: 'files:read' });
  });

  test.each([
    [{ filetype: 'png' }, true],
    [{ filetype: 'JPG', mimetype: '' }, true],
    [{ filetype: 'png', name: 'notes.txt' }, false],
    [{ name: 'a.jpg', size: '12345', mimetype: 7, url_private: false }, true],
    [{ filetype: 'pdf' }, false],
    [{ filetype: 'png', mimetype: 'text/plain' }, false],
    [{}, false],
  ])('are known by their kind alone: %j', async (told, isPhoto) => {
    const { attachment } = await shared(({ id }) => ({ id, ...told }));
    expect(claimsToBePhoto(attachment)).toBe(isPhoto);
  });
});

describe('an event', () => {
  test.each<readonly [string, (body: Json) => Json]>([
    ['names no workspace', (body) => without(body, 'team_id', 'context_team_id', 'authorizations')],
    ['has no id', (body) => without(body, 'event_id')],
    ['has no time', (body) => without(body, 'event_time')],
    ['says nothing but what it is', ({ type, event }) => ({ type, event })],
  ])('that %s arrives', async (_, event) => {
    const { fake, core, person, channel } = await setUp({ sparse: { event } });
    const posted = await fake.post({ channel, user: person, text: '1' });
    expect((await posted.delivered)[0]).toMatchObject({ status: 'acked', attempts: 1 });
    expect(core.of('message')).toHaveLength(1);
  });

  test('of another workspace is still none of ours', async () => {
    const event = (body: Json) => ({ ...without(body, 'context_team_id', 'authorizations'), team_id: 'T9' });
    const { fake, core, person, channel, logged } = await setUp({ sparse: { event } });
    await (await fake.post({ channel, user: person, text: '1' })).delivered;
    expect(core.heard).toEqual([]);
    expect(logged.map((line) => line.event)).toContain('slack.event.foreign');
  });

  test('without an id is taken in beside another one', async () => {
    const { fake, core, person, channel } = await setUp({
      sparse: { event: (body) => without(body, 'event_id') },
    });
    const held = Promise.withResolvers<void>();
    let begun = 0;
    core.before = () => {
      if (++begun === 3) held.resolve();
      return held.promise;
    };
    const posts = ['1', '2', '3'].map((text) => fake.postNow({ channel, user: person, text }));
    await Promise.all(posts.map(({ delivered }) => delivered));
    expect(new Set(core.of('message').map(({ text }) => text))).toEqual(new Set(['1', '2', '3']));
  });

  test('without a time that could not be stored is read from the channel from its message on', async () => {
    const { fake, core, person, channel } = await setUp({
      sparse: { event: (body) => without(body, 'event_time') },
      retryDelaysMs: [],
      deps: { againMs: 20 },
    });
    const later = `${channel}/${Math.ceil(Date.now() / 1000) + 60}.000000`;
    core.watched = [
      { workspace: fake.team.id as never, channel: channel as never, lastSeen: later as never, since: 0 },
    ];
    let failures = 1;
    core.before = () => {
      if (failures-- > 0) throw new Error('database is down');
    };
    await (await fake.post({ channel, user: person, text: '1' })).delivered;
    await fake.waitFor(() => core.of('message').length === 1, 'the message to be read');
  });
});

describe('an edit', () => {
  const change = (fields: readonly string[], ofMessage: readonly string[] = []) =>
    telling((event) =>
      event.subtype === 'message_changed'
        ? { ...without(event, ...fields), message: without(event.message as Json, ...ofMessage) }
        : event,
    );

  test.each([
    ['edited and previous_message', ['previous_message'], ['edited']],
    ['edited', [], ['edited']],
    ['any time', ['previous_message', 'ts', 'event_ts'], ['edited']],
  ])('without %s arrives, as one if the text is another', async (_, fields, ofMessage) => {
    const { fake, core, person, channel } = await setUp({ sparse: change(fields, ofMessage) });
    const posted = await fake.post({ channel, user: person, text: 'one' });
    await posted.delivered;
    const before = Date.now();
    await fake.edit(fake.message(channel, posted.ts)!, 'two');
    await fake.edit(fake.message(channel, posted.ts)!, 'three');
    const edits = core.of('edited');
    expect(edits.map(({ text, ifOther }) => [text, ifOther])).toEqual([
      ['two', true],
      ['three', true],
    ]);
    for (const { at, editedAt } of edits) expect(editedAt).toBeGreaterThanOrEqual(Math.max(at, before - 1));
  });

  test('with both is one as Slack says it', async () => {
    const { fake, core, person, channel } = await setUp();
    const posted = await fake.post({ channel, user: person, text: 'one' });
    await fake.edit(fake.message(channel, posted.ts)!, 'two');
    expect(core.of('edited')).toEqual([expect.not.objectContaining({ ifOther: true })]);
  });
});

describe('a mark', () => {
  test.each<readonly [string, (event: Json) => Json]>([
    ['its time', (event) => without(event, 'event_ts')],
    ['what it stands on', (event) => ({ ...event, item: without(event.item as Json, 'type') })],
    ['whose message that is', (event) => without(event, 'item_user')],
  ])('without %s arrives', async (_, change) => {
    const { fake, core, person, channel } = await setUp({
      sparse: telling((event) => (event.type === 'reaction_added' ? change(event) : event)),
    });
    const posted = await fake.post({ channel, user: person, text: '1' });
    const before = Date.now();
    await fake.react(fake.message(channel, posted.ts)!, person, 'hamster');
    const [mark] = core.of('reaction');
    expect(mark).toMatchObject({ message: `${channel}/${posted.ts}`, by: person, mark: '🐹' });
    expect(mark!.at).toBeGreaterThan(before - 1000);
  });
});

describe('a command', () => {
  const lacking = (...fields: readonly string[]): Sparse => ({
    interaction: (payload) => without(payload, ...fields),
  });

  test('without a trigger is answered', async () => {
    const { fake, core, person, channel } = await setUp({ sparse: lacking('trigger_id') });
    for (const text of ['help', 'checkin 5 km']) await fake.slash('/boost', text, { channel, user: person });
    await fake.waitFor(() => fake.ephemerals.length === 2, 'the answers');
    const ids = core.of('command').map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });

  test.each([
    ['trigger_id', 'response_url'],
    ['trigger_id', 'response_url', 'team_id'],
  ])('without %s and %s is answered in the channel, to the one who asked', async (...fields) => {
    const { fake, person, channel } = await setUp({ sparse: lacking(...fields) });
    await fake.slash('/boost', 'help', { channel, user: person });
    const said = await fake.waitFor(() => fake.ephemerals.at(-1), 'an answer');
    expect(said).toMatchObject({ user: person, via: 'chat.postEphemeral' });
  });

  test('without a trigger that leads to a form says that it could not be done', async () => {
    const { fake, core, person, channel } = await setUp({ sparse: lacking('trigger_id') });
    core.onCommand = () => ({
      kind: 'form',
      form: { action: 'x' as never, title: '이름', submit: '만들기', fields: [] },
    });
    await fake.slash('/boost', 'challenge create', { channel, user: person });
    const said = await fake.waitFor(() => fake.ephemerals.at(-1), 'an answer');
    expect(said.text).toContain('저장하지 못했어요');
    expect(fake.violations).toEqual([]);
  });

  test('that cannot be read is answered so, and one of another workspace is not', async () => {
    let payload = (told: Json): Json => ({ ...told, text: ['help'] });
    const sparse: Sparse = { interaction: (told) => payload(told) };
    const { fake, core, person, channel, logged } = await setUp({ sparse });
    await fake.slash('/boost', 'help', { channel, user: person });
    const said = await fake.waitFor(() => fake.ephemerals.at(-1), 'an answer');
    expect(said.text).toContain('저장하지 못했어요');
    payload = (told) => ({ ...told, text: ['help'], team_id: 'T9' });
    await fake.slash('/boost', 'help', { channel, user: person });
    await fake.waitFor(
      () => logged.some(({ event }) => event === 'slack.interaction.foreign'),
      'a line about it',
    );
    expect(fake.ephemerals).toHaveLength(1);
    expect(core.heard).toEqual([]);
  });
});

describe('who names no workspace', () => {
  const identity = () => ({ team: 'T1' }) as Identity;

  test.each([
    [undefined, null, true],
    [undefined, 'T1', false],
    [undefined, 'T9', true],
    ['http://127.0.0.1/api/', null, false],
    ['http://127.0.0.1/api/', 'T9', true],
  ])('with SLACK_API_URL %s, %s is another’s: %s', (apiUrl, team, isAnothers) => {
    expect(isForeign(team, { apiUrl, identity })).toBe(isAnothers);
    if (team === null) expect(isForeign(undefined, { apiUrl, identity })).toBe(isAnothers);
  });

  test('is not ours on Slack itself: an event of it is a line in the log', async () => {
    const logged: string[] = [];
    const keep = (event: string) => void logged.push(event);
    const log = { info: keep, warn: keep, error: keep };
    const intake = createIntake({ identity, apiUrl: undefined, log } as Parameters<typeof createIntake>[0]);
    await intake.event({ type: 'event_callback', event: { type: 'message', channel: 'C1', ts: '1.1' } });
    expect(logged).toEqual(['slack.event.foreign']);
  });
});

describe('a server without metadata', () => {
  const note: NoteView = { view: 'note', line: ['달리기에 세었어요. &'] };
  const other: NoteView = { view: 'note', line: ['걷기에 세었어요.'] };
  const hasKey = (args: Json) => 'metadata' in args;

  async function withServer(error = 'invalid_arguments') {
    const made = await setUp();
    made.fake.fail({ method: /^chat\.(postMessage|update)$/, where: hasKey }, { kind: 'error', error });
    const target = { kind: 'channel', channel: made.channel as ChannelRef } as const;
    const said = () => made.fake.visible(made.channel).map(({ text }) => text);
    return { ...made, target, said };
  }

  test.each(['invalid_arguments', 'invalid_metadata_format', 'invalid_arg_name'])(
    'that refuses it with %s is told things without it',
    async (error) => {
      const { platform, target, said } = await withServer(error);
      await platform.ensurePosted(target, note, attempt('note:1'));
      expect(said()).toHaveLength(1);
    },
  );

  test('that refuses more than that is told nothing', async () => {
    const { platform, fake, target } = await withServer();
    fake.fail('chat.postMessage', { kind: 'error', error: 'invalid_arguments' });
    expect(await kindOf(platform.ensurePosted(target, note, attempt('note:1')))).toBe('invalid');
    expect(fake.calls('chat.postMessage')).toHaveLength(2);
  });

  test('has what nobody knows the end of said once: it is known by its words', async () => {
    const { platform, fake, target, said } = await withServer();
    const lost = fake.fail(
      { method: 'chat.postMessage', where: (args) => !hasKey(args), times: 1 },
      { kind: 'dropReply' },
    );
    expect(await kindOf(platform.ensurePosted(target, note, attempt('note:1')))).toBe('ambiguous');
    expect(lost.hits()).toBe(1);
    const found = `${target.channel}/${fake.visible(target.channel)[0]?.ts}`;
    expect(await platform.findPosted(target, note, 'note:1' as DeliveryKey, Date.now())).toBe(found);
    expect(await platform.ensurePosted(target, note, attempt('note:1', true))).toBe(found);
    expect(said()).toHaveLength(1);
  });

  test('is told what it surely was not: in other words, by somebody else, or long before it was planned', async () => {
    const { platform, fake, target, person, said } = await withServer();
    await platform.ensurePosted(target, other, attempt('note:1'));
    await fake.post({ channel: target.channel, user: person, text: '달리기에 세었어요. &' });
    await platform.ensurePosted(target, note, attempt('note:2', true));
    expect(said()).toHaveLength(3);
    const later = { ...attempt('note:3', true), plannedAt: Date.now() + 10 * 60_000 };
    expect(await platform.findPosted(target, note, later.key, later.plannedAt)).toBeNull();
    await platform.ensurePosted(target, note, later);
    expect(said()).toHaveLength(4);
  });

  test('is told the rest of what was begun, without streaming', async () => {
    const { platform, fake, target, person, said } = await withServer();
    const cheer: CheerView = { view: 'cheer', lines: ['첫 줄', '끝 줄'], footer: '', mood: 'cheering' };
    fake.fail(/Stream$/, { kind: 'error', error: 'unknown_method' });
    const opensFor = { member: person as MemberRef, workspace: fake.team.id as WorkspaceRef };
    const first: CheerView = { ...cheer, lines: ['첫 줄'] };
    const posted = await platform.ensurePosted(target, first, { ...attempt('cheer:1'), opensFor });
    await platform.ensureEdited(posted, cheer, 'cheer:1' as DeliveryKey);
    expect(said()).toEqual([expect.stringContaining('끝 줄')]);
  });

  test('that takes it and does not tell it has things said once', async () => {
    const untold = (messages: unknown) => (messages as Json[]).map((each) => without(each, 'metadata'));
    const { platform, fake, channel } = await setUp({
      sparse: answering('conversations.history', (answer) => ({
        ...answer,
        messages: untold(answer.messages),
      })),
    });
    const target = { kind: 'channel', channel: channel as ChannelRef } as const;
    const posted = await platform.ensurePosted(target, note, attempt('note:1'));
    expect(await platform.ensurePosted(target, note, attempt('note:1', true))).toBe(posted);
    expect(fake.visible(channel)).toHaveLength(1);
  });
});

describe('a 429', () => {
  test.each([
    ['says in its body how long', { body: '{"ok":false,"error":"ratelimited","retry_after":7}' }, 7_000],
    ['says nowhere how long', { body: '{"ok":false,"error":"ratelimited"}' }, 3_000],
    ['has no body', {}, 3_000],
    ['says it unreadably', { headers: { 'retry-after': 'soon' } }, 3_000],
    ['says it in its header', { headers: { 'retry-after': '9' }, body: '{"retry_after":7}' }, 9_000],
  ])('that %s is waited out', async (_, how, retryAfterMs) => {
    const { fake, platform } = await setUp();
    fake.fail({ method: 'files.info', times: 1 }, { kind: 'status', status: 429, ...how });
    const got = platform.fetchFile('F1' as AttachmentRef, signal());
    await expect(got).rejects.toMatchObject({ kind: 'rateLimited', retryAfterMs });
  });

  test.each([
    [{ retry_after: 7 }, 7_000],
    [{}, 3_000],
  ])('that is said under 200, with %j', async (extra, retryAfterMs) => {
    const { fake, platform } = await setUp();
    const error = 'ratelimited';
    fake.fail({ method: 'files.info', times: 1 }, { kind: 'error', error, extra });
    const got = platform.fetchFile('F1' as AttachmentRef, signal());
    await expect(got).rejects.toMatchObject({ kind: 'rateLimited', retryAfterMs });
  });
});
