import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import type { MemberId, MessageRef } from '../../../src/core/model/ids.ts';
import {
  type FakeMessage,
  type FakeSlack,
  type FakeSlackOptions,
  type Json,
  startFakeSlack,
} from '../../fakes/slack/index.ts';
import { jpegPhoto } from '../../fixtures/photos.ts';
import { startTestApp, type TestApp, until } from '../../support/app.ts';
import { beginChallenge } from '../../support/challenge.ts';
import { freshDatabase } from '../../support/database.ts';
import { middayZone } from '../../support/midday.ts';
import { clockOfOneDay } from '../../support/one-day.ts';
import { settled } from '../../support/oracle.ts';

interface Whole {
  readonly fake: FakeSlack;
  readonly app: TestApp;
  readonly channel: string;
  readonly boss: string;
  readonly people: readonly string[];
}

/** The whole program on a Slack with one challenge, made as a manager makes it. */
async function whole(options: FakeSlackOptions = {}): Promise<Whole> {
  const database = await freshDatabase();
  const fake = await startFakeSlack(options);
  const tz = middayZone();
  const boss = fake.user({ name: '민지', admin: true, tz }).id;
  const people = Array.from({ length: 20 }, (_, i) => fake.user({ name: `준호${i}`, tz }).id);
  const channel = fake.channel({ name: 'run', members: [boss, ...people] }).id;
  const http = options.mode === 'http';
  const slack = {
    botToken: fake.botToken,
    appToken: http ? undefined : fake.appToken,
    signingSecret: http ? fake.signingSecret : undefined,
    apiUrl: fake.apiUrl,
  };
  // What only a manager can mend is told once a month.
  const app = await startTestApp(database.url, { slack }, { clock: clockOfOneDay() });
  onTestFinished(async () => {
    await app.stop();
    await fake.close();
    await database.drop();
  });
  if (http) fake.setEventsUrl(`${app.url}/slack/events`);
  await fake.slash('/boost', '챌린지 만들기', { channel, user: boss });
  const form = await until('the form', () => fake.views(boss)[0]);
  await fake.submitView(form, { title: '아침 달리기' });
  const start = await until(
    'the preview',
    () => /"action_id":"(1:start:[^"]+)"/.exec(JSON.stringify(form.view))?.[1],
  );
  await fake.pressButton({ view: form }, start, boss);
  await until('the welcome', () => fake.visible(channel).some((m) => m.botId !== undefined));
  return { fake, app, channel, boss, people };
}

const ours = (fake: FakeSlack, m: FakeMessage) =>
  fake.visible(m.channel, m.ts).filter((r) => r.botId !== undefined);
const marked = (m: FakeMessage) => m.reactions.has('hamster');
/** The message stands marked and cheered once, and nothing more comes. */
async function cheeredOnce({ fake, app }: Whole, m: FakeMessage): Promise<void> {
  const cheers = () => keysOf(ours(fake, m)).filter((key) => key.startsWith('cheer'));
  await until('mark and cheer', () => marked(m) && cheers().length > 0, 30_000);
  await fake.settled();
  expect(await settled(app.storage)).toEqual([]);
  expect(cheers()).toHaveLength(1);
}
const keysOf = (messages: readonly FakeMessage[]) =>
  messages.map((m) => String((m.metadata?.event_payload as { key?: string } | undefined)?.key));
/** At most one message under each delivery key, everywhere. */
function oncePerKey(fake: FakeSlack): void {
  const keys = keysOf([...fake.world.messages.values()].filter((m) => m.metadata !== undefined));
  expect(keys.length).toBe(new Set(keys).size);
  expect([fake.violations, fake.pings]).toEqual([[], []]);
}

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  test('a proof is credited, cheered, counted once however often it comes, and taken back when it goes', async () => {
    const made = await whole({ mode });
    const { fake, channel, people } = made;
    const [user = ''] = people;
    const file = fake.file({
      name: 'a.jpg',
      mimetype: 'image/jpeg',
      bytes: await jpegPhoto(),
      user,
    });
    // Mentioning the bot brings app_mention beside message; then Slack sends both again.
    const text = `<@${fake.team.botUser}> 5km 달렸어요`;
    const { message } = await fake.mention({ channel, user, text, files: [file] });
    const bodies = fake.dispatch.bodies.filter((b) => (b.event as { ts?: string }).ts === message.ts);
    expect(bodies).toHaveLength(2);
    await Promise.all([...bodies, ...bodies].map((b) => fake.dispatch.resend(b)));
    await cheeredOnce(made, message);
    expect(fake.calls('reactions.add').filter((c) => c.args.timestamp === message.ts)).toHaveLength(1);
    expect(fake.calls('files.download').map((c) => c.outcome)).toEqual(['normal']);
    const told = fake.ephemerals.filter((e) => e.user === user && e.via === 'chat.postEphemeral');
    const offers = told.filter(({ blocks }) =>
      JSON.stringify({ blocks }).includes(actionId({ do: 'nudgeForm' })),
    );
    // Welcomed once, and offered nudges once.
    expect([told.length, offers.length]).toEqual([2, 1]);
    await fake.post({ channel, user: people[1] ?? '', text: '대단해요', thread_ts: message.ts });
    await fake.delete(message);
    await until('our words gone', () => ours(fake, message).length === 0);
    expect(fake.visible(channel, message.ts)).toHaveLength(1);
    oncePerKey(fake);
  });
});

test('emoji come by name and are read as emoji; the mark is one Slack can react with', async () => {
  const { fake, app, channel, boss } = await whole();
  const set = async (mark: string) => {
    const told = fake.ephemerals.length;
    await fake.slash('/boost', `설정 반응:${mark}`, { channel, user: boss });
    return JSON.stringify(await until('the answer', () => fake.ephemerals[told]));
  };
  expect(await set('🇰🇷')).toContain('반응을 달 수 없어요');
  expect(await set('hamster')).toContain('이모지 하나만');
  expect(await set(':boost_pal:')).toContain(':boost_pal:');
  expect(await set(':muscle:')).toContain('💪');
  const { message } = await fake.post({ channel, user: boss, text: '오늘도 :muscle: 5km' });
  await until('the mark', () => message.reactions.has('muscle'));
  const proofs = await app.storage.db.proof.findMany({ select: { text: true } });
  expect(proofs).toEqual([{ text: '오늘도 💪 5km' }]);
});

test('the home page, which is no channel, says where challenges are', async () => {
  const { fake, channel, people } = await whole();
  const [user = ''] = people;
  await fake.openHome(user);
  const home = await until('the home page', () => fake.views(user)[0]);
  expect(JSON.stringify(home.view)).toContain(`인증이에요: <#${channel}>`);
});

test('a process that only works knows where messages are', async () => {
  const { fake, app, channel, boss } = await whole();
  const { message } = await fake.post({ channel, user: boss, text: '5km' });
  const ref = `${channel}/${message.ts}` as MessageRef;
  const { botToken, appToken, apiUrl } = fake;
  const slack = { botToken, appToken, apiUrl, signingSecret: undefined };
  const worker = await startTestApp(app.storage.url, { role: 'worker', slack });
  onTestFinished(worker.stop);
  const [link, same] = [app, worker].map(({ platforms }) => platforms.byName.get('slack')?.linkTo(ref));
  expect(link).toContain(message.ts.replace('.', ''));
  expect(same).toBe(link);
});

describe('faults', () => {
  let made: Whole;
  beforeEach(async () => {
    made = await whole({ retryDelaysMs: [5, 50, 200] });
    // Nobody can look up whether a line for one person arrived.
    made.app.provoked.push('delivery.dead outcome unknown: ');
  });

  test('an answer lost after posting leaves one cheer', async () => {
    const { fake, channel, people } = made;
    const reply = (args: object) => 'thread_ts' in args;
    const fault = fake.fail({ method: 'chat.postMessage', where: reply, times: 2 }, { kind: 'dropReply' });
    const { message } = await fake.post({ channel, user: people[0] ?? '', text: '5km' });
    await until('the fault', () => fault.hits() > 0);
    await until('the look', () => fake.calls('conversations.replies').length > 0);
    await cheeredOnce(made, message);
    oncePerKey(fake);
  });

  test('refreshes and cuts of the connection under traffic lose and double nothing', async () => {
    const { fake, channel, people } = made;
    const posts: FakeMessage[] = [];
    for (const [i, user] of people.entries()) {
      posts.push(fake.postNow({ channel, user, text: `${i}km` }).message);
      if (i === 5) fake.socket.disconnect('refresh_requested');
      // Half of them wait for the new connection; then that one is cut with them in hand.
      if (i === 12) await until('the second connection', () => fake.socket.opened() === 2);
      if (i === 15) fake.socket.cut();
    }
    await until('every mark', () => posts.every(marked), 20_000);
    for (const m of posts) await cheeredOnce(made, m);
    expect(fake.socket.opened()).toBeGreaterThanOrEqual(3);
    oncePerKey(fake);
  });

  test('429 for all is waited out, nothing dropped', async () => {
    const { fake, channel, people } = made;
    const fault = fake.fail(/^(chat|reactions)\./, { kind: 'rateLimited', retryAfter: 1 });
    const { message } = await fake.post({ channel, user: people[0] ?? '', text: '5km' });
    await until('the fault', () => fault.hits() > 1);
    fault.heal();
    await cheeredOnce(made, message);
    oncePerKey(fake);
  });

  test('Slack down with 503 or a web page is waited out', async () => {
    const { fake, channel, people } = made;
    for (const how of [
      { kind: 'status', status: 503 },
      { kind: 'html', status: 403 },
    ] as const) {
      const fault = fake.fail(/^(chat|reactions|conversations)\./, how);
      const user = people[how.status === 503 ? 0 : 1] ?? '';
      const { message } = await fake.post({ channel, user, text: '5km' });
      await until('the fault', () => fault.hits() > 3);
      fault.heal();
      await cheeredOnce(made, message);
    }
    oncePerKey(fake);
  });

  test('a login page in a photo’s place is said in the thread, and the post counts', async () => {
    const { fake, channel, people } = made;
    const [user = ''] = people;
    const serve = { kind: 'loginPage' } as const;
    const bytes = new Uint8Array([0xff, 0xd8, 0xff]);
    const file = fake.file({ name: '아침.jpg', mimetype: 'image/jpeg', bytes, user, serve });
    const { message } = await fake.post({ channel, user, text: '5km', files: [file] });
    await until('the line', () => ours(fake, message).find((m) => m.text.includes('아침.jpg')));
    await cheeredOnce(made, message);
    oncePerKey(fake);
  });

  test('a token that dies parks the workspace, and the program lives on', async () => {
    const { fake, app, channel, people } = made;
    fake.team.dead = 'token_revoked';
    await fake.post({ channel, user: people[0] ?? '', text: '5km' });
    await until('parked', () => app.log.some((l) => l.event === 'slack.workspace.parked'));
    const later = await fake.post({ channel, user: people[1] ?? '', text: '6km' });
    expect((await later.delivered)[0]?.status).toBe('acked');
    const about = (r: { args: object }) => Object.values(r.args).includes(later.ts);
    expect(fake.requests.filter(about)).toEqual([]);
  });

  test('what was posted before the bot was let in counts once, also beside what comes live', async () => {
    const { fake, app, boss, people } = made;
    const { db } = app.storage;
    const { id: createdBy } = await db.member.findFirstOrThrow({ where: { ref: boss } });
    const channel = fake.channel({ name: 'late', members: [boss, ...people], withBot: false }).id;
    const place = { name: 'slack', workspace: fake.team.id, channel } as Parameters<typeof beginChallenge>[1];
    await beginChallenge(app.storage, place, { title: 'late', createdBy: createdBy as MemberId });
    const post = (n: number) => fake.postNow({ channel, user: people[n] ?? '', text: '5km' });
    const posts = [0, 1].map(post);
    const joined = fake.join(channel, fake.team.botUser);
    posts.push(post(2));
    expect((await joined).status).toBe('acked');
    for (const { message } of posts) await until('credit', () => marked(message));
    await fake.leave(channel, fake.team.botUser);
    posts.push(post(3));
    await fake.join(channel, fake.team.botUser);
    for (const { message } of posts) await until('credit', () => marked(message));
    await fake.settled();
    expect(await settled(app.storage)).toEqual([]);
    expect(await db.checkIn.count({ where: { counted: true, challenge: { channelRef: channel } } })).toBe(4);
    oncePerKey(fake);
  });

  test('archived, read-only and left channels are asked once, and what a manager can mend is told them once', async () => {
    const { fake, app, boss, people } = made;
    app.provoked.push('delivery.dead forbidden: ');
    const { id: createdBy } = await app.storage.db.member.findFirstOrThrow({ where: { ref: boss } });
    const close: Readonly<Record<string, (channel: string) => void>> = {
      archived: (channel) => fake.archive(channel),
      'read-only': (channel) => fake.restrict(channel, 'restricted_action_read_only_channel'),
      left: (channel) => fake.leave(channel, fake.team.botUser),
      'left as well': (channel) => fake.leave(channel, fake.team.botUser),
    };
    const channels: string[] = [];
    for (const [name, shut] of Object.entries(close)) {
      const channel = fake.channel({ name, members: [boss, ...people] }).id;
      channels.push(channel);
      const place = { name: 'slack', workspace: fake.team.id, channel } as Parameters<
        typeof beginChallenge
      >[1];
      await beginChallenge(app.storage, place, { title: name, createdBy: createdBy as MemberId });
      const posts = [0, 1].map((n) => fake.postNow({ channel, user: people[n] ?? '', text: '5km' }));
      shut(channel);
      for (const { delivered } of posts) expect((await delivered)[0]?.status, name).toBe('acked');
      expect(await settled(app.storage)).toEqual([]);
      const tried = fake.requests
        .filter(({ method, args }) => /^(chat|reactions)\./.test(method) && args.channel === channel)
        .map(({ method, args }) =>
          [method, args.timestamp ?? args.thread_ts ?? [args.user, args.text]].join(),
        );
      expect(tried, name).toEqual([...new Set(tried)]);
      for (const { ts } of posts)
        expect(tried, name).toEqual(
          expect.arrayContaining([`chat.postMessage,${ts}`, `reactions.add,${ts}`]),
        );
    }
    const told = [...fake.world.channels.values()]
      .filter(({ kind, members }) => kind === 'im' && members.has(boss))
      .flatMap(({ id }) => fake.visible(id));
    const missing = (word: string) =>
      `# 권한이 없어서 글이나 반응을 올리지 못하고 있어요. 필요한 권한: ${word}`;
    expect(told.map(({ text }) => text)).toEqual([
      missing('restricted_action_read_only_channel'),
      ...[1, 2].map(() => expect.stringMatching(/^# 제가 아직 이 채널에 없어서 .*초대해 주시면/)),
    ]);
    for (const [n, { blocks }] of told.entries()) expect(JSON.stringify(blocks)).toContain(channels[n + 1]);
    oncePerKey(fake);
  });
});

test('a server like Slack that tells as little as it may: a photo is credited, read and cheered once, and taken back', async () => {
  const lean = ({ id, url_private, filetype }: Json): Json => ({ id, url_private, filetype });
  const made = await whole({
    sparse: {
      answer: (method, { bot_id, ...answer }) => (method === 'auth.test' ? answer : { ...answer, bot_id }),
      event: ({ type, event }) => {
        const { event_ts, previous_message, files, ...told } = event as Json & { files?: Json[] };
        return { type, event: files ? { ...told, files: files.map(lean) } : told };
      },
    },
  });
  const { fake, app, channel, people } = made;
  const [user = ''] = people;
  fake.fail('files.info', { kind: 'error', error: 'unknown_method' });
  const takesNone = { method: /^chat\.(postMessage|update)$/, where: (args: Json) => 'metadata' in args };
  fake.fail(takesNone, { kind: 'error', error: 'invalid_arguments' });
  const cheerOf = ({ thread_ts: on }: Json) => on !== undefined;
  const lost = { method: 'chat.postMessage', where: (args: Json) => !takesNone.where(args) && cheerOf(args) };
  const unknown = fake.fail({ ...lost, times: 1 }, { kind: 'dropReply' });
  const bytes = await jpegPhoto();
  const file = fake.file({ name: 'a.jpg', mimetype: 'image/jpeg', bytes, user });
  const { message } = await fake.post({ channel, user, text: '5km 달렸어요', files: [file] });
  await until('mark and cheer', () => marked(message) && ours(fake, message).length > 0, 30_000);
  await fake.settled();
  expect(await settled(app.storage)).toEqual([]);
  expect(unknown.hits()).toBe(1);
  expect(ours(fake, message)).toHaveLength(1);
  expect(fake.calls('files.download').map((c) => c.outcome)).toEqual(['normal']);
  expect(fake.calls('files.info')).toEqual([]);
  await fake.edit(message, '6km 달렸어요');
  await until('the edit', () => app.storage.db.proof.findFirst({ where: { text: '6km 달렸어요' } }));
  await fake.delete(message);
  await until('our words gone', () => ours(fake, message).length === 0);
  expect([fake.violations, fake.pings]).toEqual([[], []]);
});
