import { afterEach, describe, expect, test } from 'vitest';
import type { ProofKind } from '../../src/core/challenge/challenge.ts';
import { newChallenge } from '../../src/core/challenge/new-challenge.ts';
import { announceStart } from '../../src/core/challenge/start-challenge.ts';
import type { Inbound } from '../../src/core/inbound.ts';
import { dayOf } from '../../src/core/model/day.ts';
import type { Locale } from '../../src/core/model/locale.ts';
import type { Driver, Photo } from '../contract/driver.ts';
import { discordDriver } from '../contract/drivers/discord.ts';
import { slackDriver } from '../contract/drivers/slack.ts';
import { startFakeDiscord } from '../fakes/discord/index.ts';
import { jpegPhoto } from '../fixtures/photos.ts';
import { startTestApp, type TestApp, until } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { settled } from '../support/oracle.ts';

/**
 * Conversations as people would read them, written down and read by a person: `vitest run test/transcripts -u` writes them
 * anew. Ids and the clock are fixed, so a changed line is a changed product.
 */
const zone = 'Asia/Seoul';
const names = ['민지', '준호', 'Kim Alex', 'さくら', '🐹러너3'];

/** Seoul wall time in November 2026 as an instant. */
const seoul = (day: number, time: string) =>
  Date.parse(`2026-11-${String(day).padStart(2, '0')}T${time}:00+09:00`);

interface Stage {
  readonly lines: string[];
  at(day: number, time: string): void;
  says(who: number, text: string, photos?: readonly Photo[]): Promise<unknown>;
  does(what: string, work: () => Promise<unknown>): Promise<void>;
  deletes(who: number, message: unknown): Promise<void>;
  readonly driver: Driver;
}

let closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
});

async function stage(
  platform: 'discord' | 'slack',
  locale: Locale,
  proofKind: ProofKind,
  started: number,
): Promise<Stage> {
  let now = started;
  const clock = { now: () => now, monotonic: () => performance.now() };
  // An event has the same ids however often it is read: what is looked for again after a silence draws no others.
  const events: string[] = [];
  let event = 0;
  let drawn = 0;
  const newId = () => `00000000-0000-4000-8000-${String(2 * event + ++drawn).padStart(12, '0')}`;
  const begins = (id: string) => {
    if (!events.includes(id)) events.push(id);
    event = events.indexOf(id);
    drawn = 0;
  };
  const heard = new Set<string>();
  let deletions = 0;
  const listening = (inbound: Inbound): Inbound => ({
    ...inbound,
    async message(given) {
      begins(given.message);
      await inbound.message(given);
      heard.add(given.message);
    },
    async deleted(given) {
      await inbound.deleted(given);
      deletions += 1;
    },
    command(given) {
      begins(given.id);
      return inbound.command(given);
    },
    action(given) {
      begins(given.id);
      return inbound.action(given);
    },
  });
  const driver = (
    platform === 'discord'
      ? await discordDriver(await startFakeDiscord({ clock, rateLimits: 'off' }))
      : await slackDriver('socket', zone, clock.now)
  ) as Driver;
  const database = await freshDatabase();
  const app: TestApp = await startTestApp(
    database.url,
    { ...driver.config, timezone: zone, locale },
    { clock, newId, around: { inbound: listening } },
  );
  closing = [() => driver.stop(), () => database.drop(), () => app.stop()];
  await driver.attach(app);
  await begin(app, driver, proofKind, now);
  const lines: string[] = [];
  const posted: { message: unknown; seen: string; gone: boolean }[] = [];

  /** Writes under each message what appeared there since. */
  async function look(): Promise<void> {
    expect(await settled(app.storage)).toEqual([]);
    for (const each of posted) {
      const { marks, thread, others } = await driver.see(each.message);
      // Cheer, notes, cards and the offer of nudges are posted side by side; which comes first is not promised.
      const place = (text: string) =>
        text.includes('-# ') ? 0 : text.includes('\n') ? 2 : text.includes('알려 드릴까요') ? 3 : 1;
      const ordered = [...thread].sort((a, b) => place(a) - place(b));
      const said = ordered.flatMap((text) => text.split('\n')).map((text) => `    담찌: ${text}`);
      const shown = [
        ...(marks.length > 0 && !each.gone ? [`    [${marks.join(' ')}]`] : []),
        ...said,
        ...others.map((text) => `    ${text}`),
      ].join('\n');
      if (shown === each.seen) continue;
      each.seen = shown;
      lines.push(shown.trim() === '' ? '    (nothing of ours is left)' : shown);
    }
  }
  const wall = () => new Date(now + 9 * 3_600_000).toISOString().slice(11, 16);

  return {
    lines,
    driver,
    at(day, time) {
      now = seoul(day, time);
      lines.push('', `-- November ${day}`);
    },
    async says(who, text, photos = []) {
      const files = photos.map(({ name }) => `(${name})`);
      lines.push(`${wall()} ${names[who]}: ${[text, ...files].filter((part) => part !== '').join(' ')}`);
      const before = heard.size;
      const message = await driver.post(driver.member(who), text, photos);
      posted.push({ message, seen: '', gone: false });
      await until('it is taken in', () => heard.size > before);
      await look();
      return message;
    },
    async deletes(who, message) {
      lines.push(`${wall()} * ${names[who]} deletes the first post`);
      for (const each of posted) each.gone ||= each.message === message;
      const before = deletions;
      await driver.remove(message);
      await until('it is taken back', () => deletions > before);
      await look();
    },
    async does(what, work) {
      const answer = await work();
      lines.push(`${wall()} * ${what}`);
      if (typeof answer === 'string') lines.push(`    (only they see) ${answer.split('\n').join('\n    ')}`);
      await look();
    },
  };
}

async function begin(app: TestApp, driver: Driver, proofKind: ProofKind, now: number): Promise<void> {
  await app.storage.unitOfWork.run(async (tx) => {
    const workspace = await tx.ensureWorkspace(driver.name, driver.workspace, 'test');
    const challenge = newChallenge({
      title: '아침 달리기',
      goal: { kind: 'perWeek', n: 3 },
      proofKind,
      startsOn: dayOf(now, zone, 180),
      endsOn: null,
      workspace: workspace.id,
      channel: driver.channel,
      timezone: zone,
      call: 'transcript',
      startedAt: 0,
    });
    const { id } = await tx.createChallenge(challenge);
    await announceStart(tx, workspace, { ...challenge, id }, now);
  });
  expect(await settled(app.storage)).toEqual([]);
}

describe.each(['discord', 'slack'] as const)('on %s', (platform) => {
  test('the first days of a member', async () => {
    const { at, says, does, deletes, lines, driver } = await stage(
      platform,
      'ko',
      'either',
      seoul(16, '07:00'),
    );
    lines.push(
      ...(await driver.channelSays()).flatMap((text) => text.split('\n')).map((text) => `담찌: ${text}`),
    );
    at(16, '07:12');
    const first = await says(1, '오늘 아침 5km 달렸어요');
    await says(1, '저녁에 또 달렸어요!');
    at(17, '23:40');
    await says(1, '', [
      { name: '한강.jpg', type: 'image/jpeg', bytes: await jpegPhoto({ width: 64, height: 48 }) },
    ]);
    at(19, '00:30');
    await says(1, '자정 넘어서 3km');
    await says(2, '저도 시작해요 <@everyone> *bold* _x_');
    at(19, '08:00');
    await deletes(1, first);
    await does('준호 asks for help', () => driver.command(driver.member(1), 'help'));
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`first-days.${platform}.txt`);
  });

  test('photos, and what only looks like one', async () => {
    const { at, says, does, lines, driver } = await stage(platform, 'ko', 'photo', seoul(16, '07:00'));
    at(16, '20:15');
    await says(1, '내일 몇 시에 모일까요');
    await says(1, '', [
      { name: '기록.pdf', type: 'application/pdf', bytes: new TextEncoder().encode('%PDF-1.7') },
    ]);
    const page = new TextEncoder().encode('<!doctype html><html></html>');
    const photo = await says(1, '드디어 찍었어요', [
      { name: 'run.jpg', type: 'image/jpeg', bytes: await jpegPhoto({ width: 64, height: 48 }) },
      { name: 'cat.jpg', type: 'image/jpeg', bytes: page },
    ]);
    await does('준호 undoes it', () => driver.menu(driver.member(1), 'undo', photo));
    await does('준호 counts it again', () => driver.menu(driver.member(1), 'count', photo));
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`photos.${platform}.txt`);
  });
});
