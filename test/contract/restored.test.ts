import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliveryKey } from '../../src/core/delivery/keys.ts';
import type { ChallengeId, WorkspaceId } from '../../src/core/model/ids.ts';
import { type FakeMessage, startFakeDiscord } from '../fakes/discord/index.ts';
import { type Component, flatten } from '../fakes/discord/message-rules.ts';
import type { FakeEphemeral } from '../fakes/slack/types.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { freshDatabase } from '../support/database.ts';
import { middayZone } from '../support/midday.ts';
import { auditDatabase, settled } from '../support/oracle.ts';
import { palHere } from '../support/pal.ts';
import { freshFolder } from '../support/program.ts';
import type { Driver, Seen } from './driver.ts';
import { discordDriver } from './drivers/discord.ts';
import { slackDriver } from './drivers/slack.ts';

const zone = middayZone();
const hour = 3_600_000;
/** Challenges of which a post names none. */
const titles = ['책 읽기', '물 마시기'];
let ahead = 0;
const clock = { now: () => Date.now() + ahead, monotonic: () => performance.now() };

interface Chat {
  readonly driver: Driver;
  /** Posts while nobody listens. */
  postUnheard(n: number, text: string): unknown;
  /** The cheer under a message says something else, as when it was edited. Where it is known by its key, that shows nothing. */
  reword?(message: unknown): void;
  /** The questions a person was asked under their message, by the labels of their buttons. */
  asked(n: number, message: unknown): readonly (readonly string[])[];
  /** Presses a button of the newest of them. */
  answer(n: number, message: unknown, label: string): Promise<unknown>;
}

async function discord(): Promise<Chat> {
  const fake = await startFakeDiscord({ clock });
  const driver = await discordDriver(fake);
  const channel = fake.state.channels.get(driver.channel)!;
  const buttons = ({ components }: FakeMessage) =>
    flatten(components as Component[]).filter(({ label }) => titles.includes(String(label)));
  const questions = (message: unknown) => {
    const thread = fake.threadOf(message as FakeMessage);
    return thread ? fake.botMessagesIn(thread).filter((each) => buttons(each).length > 0) : [];
  };
  return {
    driver: driver as Driver,
    postUnheard: (n, content) => fake.post({ channel, author: driver.member(n), content }),
    reword(message) {
      const isCheer = ({ content }: FakeMessage) => /^[^\n]+\n[^-\n]/.test(content);
      const [cheer] = fake.botMessagesIn(fake.threadOf(message as FakeMessage)).filter(isCheer);
      cheer!.content = '정말 잘했어요!\n내일도 같이 달려요.';
    },
    asked: (_, message) => questions(message).map((each) => buttons(each).map(({ label }) => String(label))),
    async answer(n, message, label) {
      const question = questions(message).at(-1)!;
      const { custom_id } = buttons(question).find((each) => each.label === label)!;
      const at = { channel: fake.threadOf(message as FakeMessage)!, member: driver.member(n) };
      await fake.button(question, custom_id!, at).reply();
    },
  };
}

async function slack(): Promise<Chat> {
  const driver = await slackDriver('socket', zone, clock.now);
  const buttons = ({ blocks = [] }: Pick<FakeEphemeral, 'blocks'>) =>
    blocks
      .filter(({ type }) => type === 'actions')
      .flatMap(({ elements }) => elements as { text: { text: string }; action_id: string }[])
      .filter(({ text }) => titles.includes(text.text));
  const questions = (n: number) =>
    driver.fake.ephemerals.filter(
      (each) =>
        each.user === driver.member(n) && each.via === 'chat.postEphemeral' && buttons(each).length > 0,
    );
  return {
    driver: driver as Driver,
    postUnheard: (n, text) =>
      driver.fake.postNow({ channel: driver.channel, user: driver.member(n), text }).message,
    asked: (n) => questions(n).map((each) => buttons(each).map(({ text }) => text.text)),
    async answer(n, _, label) {
      const question = questions(n).at(-1)!;
      const { action_id } = buttons(question).find(({ text }) => text.text === label)!;
      const { blocks = [], channel } = question;
      await driver.fake.pressButton({ blocks, channel }, action_id, driver.member(n));
    },
  };
}

const platforms: readonly [string, () => Promise<Chat>][] = [
  ['Discord', discord],
  ['Slack', slack],
];

describe.each(platforms)('a backup of six hours ago put back, on %s', (_name, open) => {
  let chat: Chat;
  let app: TestApp;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let challenge: ChallengeId;
  let dataDir: string;

  const start = async () => {
    const started = await startTestApp(
      database.url,
      { ...chat.driver.config, timezone: zone, dataDir },
      { clock },
    );
    await chat.driver.attach(started);
    return started;
  };
  beforeAll(async () => {
    database = await freshDatabase();
    ahead = -6 * hour;
    chat = await open();
  });
  afterAll(async () => {
    await app.stop();
    expect(chat.driver.complaints()).toEqual([]);
    await chat.driver.stop();
    await database.drop();
    ahead = 0;
  });

  const sql = async (text: string, values: unknown[]) => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(text, values).finally(() => client.end());
  };
  const isAnswered = ({ marks, thread }: Seen) => marks.length === 1 && thread.length > 0;
  const answered = async (n: number, text: string) => {
    const message = await chat.driver.post(chat.driver.member(n), text);
    await until(`the answer to ${text}`, async () => isAnswered(await chat.driver.see(message)));
    return message;
  };
  /** What the clock brings: words for the channel under a key that follows from facts. */
  const sayInChannel = async (text: string) => {
    const key = deliveryKey('closing', challenge);
    await app.storage.unitOfWork.run(async (tx) => {
      const { id } = (await tx.ensureWorkspace(chat.driver.name, chat.driver.workspace)) as {
        id: WorkspaceId;
      };
      await tx.deliver(
        id,
        null,
        key,
        {
          do: 'post',
          target: { kind: 'channel', channel: chat.driver.channel },
          view: { view: 'note', line: [text] },
        },
        undefined,
      );
    });
    await until(
      'the channel to be told',
      async () => (await app.storage.db.delivery.findUnique({ where: { key } }))?.state === 'sent',
    );
  };

  test('nothing is said a second time, and everything posted since counts', async () => {
    dataDir = await freshFolder();
    const { driver } = chat;
    app = await start();
    await app.storage.db.challenge.updateMany({ data: { endedAt: new Date() } });
    challenge = await beginChallenge(app.storage, driver, { timezone: zone });
    const before = await answered(1, '밤 산책');
    const onItsWay = await answered(2, '아침 달리기');
    expect(await settled(app.storage)).toEqual([]);
    // As if the backup were made while the second cheer was on its way; its job is due much later, so that nobody does it here again.
    const cheer = await app.storage.db.delivery.findFirstOrThrow({
      where: { key: { startsWith: 'cheer:' }, proof: { text: '아침 달리기' } },
    });
    const again = (after: string) =>
      sql(
        `select boost_enqueue(jsonb_build_array(jsonb_build_object('task', 'deliver', 'payload', jsonb_build_object('key', $1::text),
          'key', 'deliver:' || $1, 'runAt', now() + $2::interval)))`,
        [cheer.key, after],
      );
    await sql(`update delivery set state = 'pending', message_ref = null, attempts = 0 where key = $1`, [
      cheer.key,
    ]);
    await sql(`update cheer set state = 'posting', posted_at = null where proof_id = $1`, [cheer.proofId]);
    await again('1 hour');
    const env = { DATABASE_URL: database.url, BOOST_DATA_DIR: dataDir };
    const made = await palHere(['backup', '--json'], env);
    expect(made.stderr).toBe('');
    const { file } = JSON.parse(made.stdout);

    // Three hours later: what only the platform will remember.
    ahead = -3 * hour;
    const since = await answered(3, '점심 산책');
    await sayInChannel('이번 챌린지가 끝났어요');
    await app.stop();
    chat.reword?.(onItsWay);
    const unheard = chat.postUnheard(4, '저녁 스트레칭');
    const seen = async () =>
      JSON.stringify([
        await Promise.all([before, onItsWay, since].map((message) => driver.see(message))),
        await driver.channelSays(),
      ]);
    const then = await seen();

    ahead = 0;
    const restored = await palHere(['restore', file, '--replace'], env);
    expect(restored.stderr).toBe('');
    // The database's clock was not moved: let the time in between be six hours.
    await sql(
      `update note set value = (value::jsonb || jsonb_build_object('from', (value::jsonb->>'from')::bigint - $1::bigint))::text
        where key = 'restored'`,
      [6 * hour],
    );
    await again('0');
    app = await start();
    await sayInChannel('이번 챌린지가 끝났어요');
    await answered(0, '다시 달려요');
    await until('all to be counted', async () => (await app.storage.db.checkIn.count()) === 5);
    expect(await settled(app.storage)).toEqual([]);
    expect(await auditDatabase(app.storage)).toEqual([]);
    expect(await seen()).toBe(then);
    const late = await driver.see(unheard as never);
    expect(late.marks).toHaveLength(1);
    expect(late.thread).toEqual([]);
  });

  test('a post whose question was asked since is asked about anew, and the answer makes it count', async () => {
    const { driver } = chat;
    await app.storage.db.challenge.updateMany({ data: { endedAt: new Date() } });
    for (const title of titles) await beginChallenge(app.storage, driver, { timezone: zone, title });
    const env = { DATABASE_URL: database.url, BOOST_DATA_DIR: dataDir };
    const { file } = JSON.parse((await palHere(['backup', '--json'], env)).stdout);
    const message = await driver.post(driver.member(3), '오늘도 해냈어요');
    const asked = (times: number) =>
      until(`question ${times}`, async () => chat.asked(3, message).length === times);
    await asked(1);
    expect(await settled(app.storage)).toEqual([]);
    await app.stop();

    expect((await palHere(['restore', file, '--replace'], env)).stderr).toBe('');
    app = await start();
    await asked(2);
    expect(chat.asked(3, message).at(-1)?.toSorted()).toEqual(titles.toSorted());
    await chat.answer(3, message, '책 읽기');
    const counted = { counted: true, challenge: { title: '책 읽기' } };
    await until('it to count', async () => (await app.storage.db.checkIn.count({ where: counted })) === 1);
    await until('its mark', async () => (await driver.see(message)).marks.length === 1);
    expect(await settled(app.storage)).toEqual([]);
    expect(await auditDatabase(app.storage)).toEqual([]);
  });
});
