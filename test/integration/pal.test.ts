import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finishCard } from '../../src/core/closing/finish-card.ts';
import type { Effect } from '../../src/core/delivery/effect.ts';
import { messagesFor } from '../../src/core/messages/index.ts';
import type { ChallengeId, ChannelRef, MemberId, MemberRef, WorkspaceRef } from '../../src/core/model/ids.ts';
import type { Locale } from '../../src/core/model/locale.ts';
import type { CardView, View } from '../../src/core/views.ts';
import { type Core, openCore } from '../support/core.ts';
import { inboundOver } from '../support/inbound.ts';

const seoul = (day: number) => Date.parse(`2026-11-${String(day).padStart(2, '0')}T07:10:00+09:00`);
let here: Core;
let challenge: ChallengeId;

beforeAll(async () => {
  here = await openCore(seoul(1));
  challenge = await here.challenge();
});
afterAll(() => here.stop());

/** Asked from an app that speaks `app`. */
async function asks(
  who: string,
  path: string,
  options: Readonly<Record<string, string>> = {},
  app: Locale | null = null,
): Promise<View> {
  const reply = await here.inbound.command({
    platform: 'slack',
    workspace: 'T1' as WorkspaceRef,
    channel: 'C1' as ChannelRef,
    member: { ref: who as MemberRef, name: who, manager: false, locale: app },
    id: randomUUID(),
    at: here.clock.now(),
    locale: app,
    path: path.split(' '),
    options,
    attachments: [],
    target: null,
  });
  if (reply.kind !== 'message') throw new Error(`${path} was answered by a ${reply.kind}`);
  return reply.view;
}
const languageOf = (view: View) => {
  const [, , language] = (view as CardView).fields;
  return `${language?.label}: ${language?.value.join('')}`;
};

test('a chosen language stands whatever the app speaks, until it is left to the app again', async () => {
  const { db } = here.storage;
  const stored = async () => (await db.member.findFirstOrThrow({ where: { ref: 'U1' } })).locale;
  expect(languageOf(await asks('U1', 'pal', {}, 'en'))).toBe('Language: English (automatic)');
  expect(languageOf(await asks('U1', 'pal', { language: 'ja' }, 'en'))).toBe('言語: 日本語');
  expect(languageOf(await asks('U1', 'pal', {}, 'en'))).toBe('言語: 日本語');
  expect(await stored()).toBe('ja');
  // A post brings what the app speaks as well.
  await here.post('U1', '강변을 달렸어요', {
    member: { ref: 'U1' as MemberRef, name: 'U1 now', locale: 'en' },
  });
  expect(await stored()).toBe('ja');
  expect(languageOf(await asks('U1', 'pal', { language: 'auto' }, 'en'))).toBe(
    'Language: English (automatic)',
  );
  await asks('U1', 'pal', {}, 'ko');
  expect(await stored()).toBe('ko');
  expect(await db.note.count({ where: { key: { startsWith: 'language:' } } })).toBe(0);
});

test('what cannot be done is said in the language somebody chose too', async () => {
  await asks('U-said', 'pal', { language: 'ja' }, 'en');
  const texts = messagesFor('ja').answer;
  const wrong = await asks('U-said', 'pal', { tone: 'loud' }, 'en');
  expect(JSON.stringify(wrong)).toContain('この中から選んでください: あたたかく');
  const place = { platform: 'slack', workspace: 'T1', channel: 'C1', member: { ref: 'U-said', name: 'U' } };
  const event = { ...place, id: randomUUID(), at: here.clock.now(), locale: 'en', values: {} } as const;
  const unknown = await here.inbound.action({ ...event, action: 'b9:nothing' } as never);
  expect(unknown).toMatchObject({ view: { lines: [texts.unknownButton()] } });

  // A transaction that fails, once.
  const { unitOfWork } = here.storage;
  let failures = 0;
  const failing: typeof unitOfWork = {
    run: (work) => (failures++ === 0 ? Promise.reject(new Error('no connection')) : unitOfWork.run(work)),
  };
  const inbound = inboundOver(here.storage, { clock: here.clock, unitOfWork: failing });
  const call = { ...event, path: ['pal'], options: {}, attachments: [], target: null };
  const failed = await inbound.command(call as never);
  expect(failed).toMatchObject({ view: { tone: 'problem', lines: [texts.failed()] } });
});

test('what nobody offers is not set', async () => {
  const before = await asks('U2', 'pal');
  expect(await asks('U2', 'pal', { character: 'dragon' })).toMatchObject({ view: 'answer', tone: 'problem' });
  expect(await asks('U2', 'pal')).toEqual(before);
  const refused = await asks('U2', 'pal', { character: 'chorong', timezone: 'Mars' });
  expect(refused).toMatchObject({ view: 'answer', tone: 'problem' });
  expect(await asks('U2', 'pal')).toEqual(before);
});

test('a member’s own cards show who cheers them', async () => {
  const { db, unitOfWork } = here.storage;
  await asks('U3', 'pal', { character: 'chorong' });
  for (let day = 1; day <= 7; day++) {
    here.set(seoul(day));
    await here.post('U3', `${day}번째 기록을 남겨요`);
  }
  expect(await asks('U3', 'streak')).toMatchObject({ picture: { kind: 'streak', character: 'chorong' } });
  const others = [
    ['month', 'calendar', {}],
    ['year', 'calendar', { show: 'year' }],
    ['stats', 'stats', {}],
    ['leaderboard', 'leaderboard', {}],
  ] as const;
  await asks('U3', 'leaderboard', { me: 'show' });
  for (const [kind, path, options] of others)
    expect(await asks('U3', path, options)).toMatchObject({ picture: { kind, character: 'chorong' } });
  const { effect } = await db.delivery.findFirstOrThrow({ where: { key: { startsWith: 'milestone:' } } });
  const { view } = effect as unknown as Extract<Effect, { view: unknown }>;
  expect(view).toMatchObject({ picture: { kind: 'milestone', number: 7, character: 'chorong' } });
  const { id } = await db.member.findFirstOrThrow({ where: { ref: 'U3' } });
  const finisher = await unitOfWork.run((tx) => tx.findFinisher(challenge, id as MemberId));
  expect(finishCard(finisher!, here.clock.now(), () => null)).toMatchObject({
    picture: { kind: 'finish', character: 'chorong' },
  });
  // 담찌 is who is there where nobody is named: pictures kept from before stay the same.
  await asks('U3', 'pal', { character: 'damjji' });
  expect((await asks('U3', 'streak')) as CardView).not.toHaveProperty('picture.character');
});

test.each<[Locale, RegExp]>([
  ['ko', /cat.*담찌, 뭉치, 느루, 초롱/],
  ['en', /cat.*Damjji, Mungchi, Neuru, Chorong/],
  ['ja', /cat.*ダムチ、ムンチ、ヌル、チョロン/],
])('an animal nobody knows is told, with those there are, and nothing is set (%s)', async (locale, said) => {
  const view = await asks('U9', 'pal', { character: 'cat', tone: 'short' }, locale);
  expect(view).toMatchObject({ view: 'answer', tone: 'problem' });
  expect(JSON.stringify(view)).toMatch(said);
  const [, tone] = ((await asks('U9', 'pal', {}, 'en')) as CardView).fields;
  expect(tone?.value.join('')).not.toContain('short');
});
