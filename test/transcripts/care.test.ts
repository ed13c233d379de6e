import { afterEach, expect, test } from 'vitest';
import type { Locale } from '../../src/core/model/locale.ts';
import type { Driver } from '../contract/driver.ts';
import { discordDriver } from '../contract/drivers/discord.ts';
import { startFakeDiscord } from '../fakes/discord/index.ts';
import { startTestApp } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { freshDatabase } from '../support/database.ts';
import { settled } from '../support/oracle.ts';

/**
 * What everybody sees when somebody is in danger, to be read by a person: `vitest run test/transcripts -u` writes it anew.
 */
const noon = Date.parse('2026-11-20T03:00:00Z');

interface Scene {
  readonly zone: string;
  readonly host: string;
  readonly posts: readonly string[];
}

const scenes: Readonly<Record<Locale, Scene>> = {
  ko: {
    zone: 'Asia/Seoul',
    host: '아침에 3km 뛰었어요',
    posts: [
      '오늘도 나갔다 왔어요. 그런데 자꾸 죽고 싶어요',
      '남편한테 또 맞았어요. 그래도 일기는 씁니다',
      '동생이 자해한 걸 봤어요',
      '먹토하고 두 시간 걸었어요',
      '할머니가 돌아가셨어요. 오늘은 한 줄만',
      '배고파 죽겠다 ㅋㅋ 그래도 5km',
    ],
  },
  en: {
    zone: 'America/New_York',
    host: 'three miles this morning',
    posts: [
      "went out again, but I don't want to be here anymore",
      'my husband hit me again last night',
      'my brother says he wants to die',
      'made myself throw up after dinner again',
      'my grandma passed away, one line today',
      'I am dying of hunger lol, 5k done',
    ],
  },
  ja: {
    zone: 'Asia/Tokyo',
    host: '今朝は3km走りました',
    posts: [
      '今日も出かけました。でも、もう消えてしまいたいです',
      '夫にまた殴られました',
      '弟がリストカットしているのを見ました',
      '過食嘔吐のあと2時間歩いた',
      '祖母が亡くなりました。今日は一行だけ',
      'お腹すいて死にそうだけど5km',
    ],
  },
};

let closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
});

test.each(Object.entries(scenes) as [Locale, Scene][])('in %s', async (locale, scene) => {
  let now = noon;
  let ids = 0;
  const clock = { now: () => now, monotonic: () => performance.now() };
  const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
  const driver = (await discordDriver(await startFakeDiscord({ clock, rateLimits: 'off' }))) as Driver;
  const database = await freshDatabase();
  const app = await startTestApp(
    database.url,
    { ...driver.config, timezone: scene.zone, locale },
    { clock, newId },
  );
  closing = [() => driver.stop(), () => database.drop(), () => app.stop()];
  await driver.attach(app);
  await app.storage.db.challenge.updateMany({ data: { endedAt: new Date(0) } });
  await beginChallenge(app.storage, driver, { title: 'Run', timezone: scene.zone });
  const host = await driver.post(driver.member(0), scene.host);
  await credited(host);
  const { memberId } = await app.storage.db.proof.findFirstOrThrow({ where: { text: scene.host } });
  await app.storage.db.challenge.updateMany({ data: { createdBy: memberId } });
  expect(await settled(app.storage)).toEqual([]);
  const seenBefore = new Map<number, number>();
  await news(0);

  const lines: string[] = [];
  const indent = (text: string) => text.split('\n').map((line) => `      ${line}`);
  for (const [index, text] of scene.posts.entries()) {
    // A day each, so that each is answered; the members take turns.
    now += 24 * 3_600_000;
    // Words are drawn by the id of the proof, and what is read once more after a day's absence is given ids as well.
    ids = (index + 1) * 1_000;
    const who = 1 + (index % 4);
    const message = await driver.post(driver.member(who), text);
    await credited(message);
    expect(await settled(app.storage)).toEqual([]);
    const { marks, thread: posted } = await driver.see(message);
    // Cards and cheers are posted side by side; which comes first is not promised.
    const thread = [...posted].sort((a, b) => Number(b.startsWith('## ')) - Number(a.startsWith('## ')));
    const told = await news(who);
    const hostTold = await news(0);
    lines.push(`${text}`, `  [${marks.join(' ')}]`);
    lines.push('  the channel sees', ...(thread.length > 0 ? thread.flatMap(indent) : ['      (nothing)']));
    if (told.length > 0) lines.push('  they alone see', ...told.flatMap(indent));
    if (hostTold.length > 0) lines.push('  the host sees', ...hostTold.flatMap(indent));
    lines.push('');
  }
  expect(JSON.stringify(app.log)).not.toMatch(/죽고|맞았|消えて|hit me|selfHarm|abuse/u);
  await expect(`${lines.join('\n')}`).toMatchFileSnapshot(`care.${locale}.txt`);

  async function credited(message: unknown): Promise<void> {
    const { marks } = await driver.see(message);
    if (marks.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
    await credited(message);
  }

  /** What this member was told privately since the last look. */
  async function news(n: number): Promise<readonly string[]> {
    const all = await driver.privately(driver.member(n));
    const fresh = all.slice(seenBefore.get(n) ?? 0);
    seenBefore.set(n, all.length);
    return fresh;
  }
});
