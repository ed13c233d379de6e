import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import type { Effect } from '../../src/core/delivery/effect.ts';
import type { ChannelRef, MemberRef, ProofId, WorkspaceRef } from '../../src/core/model/ids.ts';
import { LOCALES, type Locale } from '../../src/core/model/locale.ts';
import { createReadStreak } from '../../src/core/streak/read-streak.ts';
import type { CheerView, View } from '../../src/core/views.ts';
import { cheering } from '../support/cheering.ts';
import { type Core, openCore, plain } from '../support/core.ts';

/**
 * Choosing who cheers, how and in which language, and what the next cheers sound like, in each language; without a model.
 * `vitest run test/transcripts -u` writes them anew.
 */
const seoul = (day: number, time: string) =>
  Date.parse(`2026-11-${String(day).padStart(2, '0')}T${time}:00+09:00`);

let core: Core | null = null;
afterEach(async () => {
  await core?.stop();
  core = null;
});

test.each(LOCALES)('whoever cheers is chosen, in %s', async (locale) => {
  const { lines, asks, posts } = await stage(locale);
  const [june, nara, host] = names[locale];

  await asks(june, 'pal');
  expect(await posts(june)).toMatchObject({ character: 'damjji' });
  for (const character of ['mungchi', 'neuru', 'chorong']) {
    await asks(june, 'pal', { character });
    expect(await posts(june)).toMatchObject({
      character,
      templateId: expect.stringContaining(`${character}/${locale}/`),
    });
  }
  for (const tone of ['short', 'emoji', 'silent', 'warm']) {
    await asks(june, 'pal', { tone });
    const { line1, line2, state, character } = await posts(june);
    if (tone === 'silent') expect([state, line1]).toEqual(['givenUp', null]);
    else expect([character, line2 === null]).toEqual(['chorong', tone === 'emoji']);
  }
  const other = locale === 'en' ? 'ja' : 'en';
  await asks(june, 'pal', { language: other });
  expect(await posts(june)).toMatchObject({ templateId: expect.stringContaining(`chorong/${other}/`) });
  await asks(june, 'pal', { language: 'auto', timezone: 'Mars' });
  await asks(june, 'pal', { language: 'auto', timezone: 'tokyo' });

  await asks(nara, 'settings', { character: 'neuru' });
  await asks(host, 'settings', { character: 'neuru' }, true);
  expect(await posts(nara)).toMatchObject({ character: 'neuru' });
  await asks(june, 'pal', { character: 'workspace' });
  expect(await posts(june)).toMatchObject({ character: 'neuru' });
  await expect(`${lines.join('\n').trim()}\n`).toMatchFileSnapshot(`pal.${locale}.txt`);
});

const names: Readonly<Record<Locale, readonly [string, string, string]>> = {
  ko: ['준호', '나래', '관리자 하나'],
  en: ['June', 'Nara', 'Hana'],
  ja: ['ジュンホ', 'ナレ', 'ハナ'],
};
const words: Readonly<Record<Locale, { readonly title: string; readonly text: string }>> = {
  ko: { title: '아침 달리기', text: '강변을 천천히 달렸어요' },
  en: { title: 'Morning run', text: 'A slow run along the river' },
  ja: { title: '朝ラン', text: '川沿いをゆっくり走りました' },
};

async function stage(locale: Locale) {
  const here = await openCore(seoul(1, '07:00'));
  core = here;
  const { db } = here.storage;
  await here.storage.unitOfWork.run(async (tx) => {
    const { id } = await tx.ensureWorkspace('slack', 'T1' as never);
    await tx.saveSettings(id, { locale });
  });
  await here.challenge({ title: words[locale].title });
  const { writeCheer } = cheering({
    ...here.storage,
    readStreak: createReadStreak(here.storage),
    clock: here.clock,
  });
  const lines: string[] = [];
  let day = 1;
  return {
    lines,
    async asks(who: string, path: string, options: Readonly<Record<string, string>> = {}, manager = false) {
      const typed = Object.entries(options).map(([name, value]) => ` ${name}: ${value}`);
      lines.push('', `* ${who}: /${path}${typed.join('')}`);
      const reply = await here.inbound.command({
        platform: 'slack',
        workspace: 'T1' as WorkspaceRef,
        channel: 'C1' as ChannelRef,
        member: { ref: who as MemberRef, name: who, manager },
        id: randomUUID(),
        at: here.clock.now(),
        locale: null,
        path: path.split(' '),
        options,
        attachments: [],
        target: null,
      });
      if (reply.kind !== 'message') throw new Error(`${path} was answered by a ${reply.kind}`);
      lines.push(...told(reply.view).map((line) => `    (only they see) ${line}`));
    },
    /** A proof on the next day, its cheer, and what was stored of it. */
    async posts(who: string) {
      here.set(seoul(++day, '07:10'));
      const { text } = words[locale];
      lines.push(`${who}: ${text}`);
      const { message } = await here.post(who, text);
      const { id } = await db.proof.findFirstOrThrow({ where: { messageRef: message } });
      await writeCheer(id as ProofId);
      const delivery = await db.delivery.findUnique({ where: { key: `cheer:${id}` } });
      const view = delivery && (delivery.effect as unknown as Extract<Effect, { view: unknown }>).view;
      lines.push(...(view ? cheer(view as CheerView) : ['    (nothing but the mark)']));
      return db.cheer.findUniqueOrThrow({ where: { proofId: id } });
    },
  };
}

function cheer({ lines, speaker, mood }: CheerView): readonly string[] {
  const face = `${speaker?.character ?? 'damjji'}, ${mood}`;
  return [
    ...lines.map((line) => `    (${face}) ${line}`),
    ...(speaker?.line ? [`      ${speaker.line}`] : []),
  ];
}

function told(view: View): readonly string[] {
  const fields = 'fields' in view ? view.fields.map(({ label, value }) => `${label}: ${plain(value)}`) : [];
  const title = view.view === 'card' ? [`[${view.speaker?.character}] ${view.title}`] : [];
  return [...title, ...('lines' in view ? view.lines.map((line) => plain(line as never)) : []), ...fields];
}
