import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Effect } from '../../../src/core/delivery/effect.ts';
import type { InboundMessage } from '../../../src/core/inbound.ts';
import type { AttachmentRef, MemberId, MemberRef } from '../../../src/core/model/ids.ts';
import { createOfferNudge } from '../../../src/core/nudge/personal/offer.ts';
import { plain } from '../../support/core.ts';
import { quietLog } from '../../support/quiet.ts';
import { type Desk, openDesk } from './desk.ts';

/** A club that speaks Korean, on a platform that tells nobody's language. */
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(Date.parse('2026-11-20T20:00:00+09:00'), () => ({
    kind: 'unavailable',
    reason: 'down',
    retryAfterMs: null,
    fatal: true,
  }));
  await desk.challenge({ title: '5km', graceMinutes: 0 });
});
afterAll(() => desk.stop());

const photo = { ref: 'file' as AttachmentRef, name: 'run.jpg', type: 'image/jpeg', size: 1_000 };

async function cheerOf(event: InboundMessage) {
  await desk.write();
  const proof = await desk.proofOf(event);
  const { effect } = await desk.storage.db.delivery.findFirstOrThrow({
    where: { proofId: proof, key: { startsWith: 'cheer:' } },
  });
  const { target, view } = effect as unknown as Extract<Effect, { do: 'post' }>;
  const title = 'title' in target ? target.title : '';
  return { title, lines: view.view === 'cheer' ? view.lines.join(' ') : '' };
}

const korean = /[가-힣]/u;
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

test.each([
  ['日本語', '今日は5キロ走りました。気持ちよかったです', japanese, /さんの/u],
  ['Alex', 'I ran 5 km with my dog and it was so much fun today', /^[^가-힣ぁ-ん]+$/u, / · /u],
  ['민아', '오늘도 5km 달렸어요', korean, /님의/u],
  ['Chris', 'run 5km', korean, /님의/u],
  ['섞어', 'morning run 오늘도 done', korean, /님의/u],
] as const)('what %s posts is cheered in its language', async (member, text, spoken, named) => {
  const { title, lines } = await cheerOf(await desk.post(member, text));
  expect(lines).toMatch(spoken);
  expect(title).toMatch(named);
  // How they are spoken to elsewhere stays as it was.
  const { locale } = await desk.storage.db.member.findFirstOrThrow({ where: { ref: member } });
  expect(locale).toBeNull();
});

test('a photo without words is cheered in the language of the house', async () => {
  const { lines, title } = await cheerOf(await desk.post('사진가', '', { attachments: [photo] }));
  expect(lines).toMatch(korean);
  expect(title).toMatch(/님의/u);
});

test('who chose a language is cheered in that one, whatever they write', async () => {
  const member = { ref: 'chosen' as MemberRef, name: 'Yuna', locale: 'en' as const, manager: false };
  const { lines } = await cheerOf(
    await desk.post('chosen', '今日は5キロ走りました。楽しかったです', { member }),
  );
  expect(lines).not.toMatch(japanese);
  expect(lines).not.toMatch(korean);
});

test('why a post did not count is said in its language, too; an edit moves the cheer along', async () => {
  await desk.post('二回目', '朝も5キロ走りました');
  const again = await desk.post('二回目', '夜もまた5キロ走りました');
  const { effect } = await desk.storage.db.delivery.findFirstOrThrow({
    where: { key: { startsWith: 'note' }, effect: { path: ['target', 'on'], equals: again.message } },
  });
  const { view } = effect as unknown as Extract<Effect, { do: 'post' }>;
  expect(view.view === 'note' && plain(view.line)).toMatch(japanese);

  const event = await desk.post('編集', '오늘도 5km 달렸어요');
  expect((await cheerOf(event)).lines).toMatch(korean);
  await desk.postAll();
  await desk.edit(event, '今日は10キロ走りました。疲れました');
  await desk.write();
  const said = await desk.said(await desk.proofOf(event));
  expect(said.at(-1)?.view.lines.join(' ')).toMatch(japanese);
});

test('the line that they joined and the offer of nudges beside it are in one language', async () => {
  const event = await desk.post('初めて', '今日から走り始めました。よろしくお願いします');
  const proof = await desk.proofOf(event);
  await desk.write();
  await desk.postAll();
  await desk.storage.db.cheer.updateMany({ where: { proofId: proof }, data: { state: 'posted' } });
  const { id, locale } = await desk.storage.db.member.findFirstOrThrow({ where: { ref: '初めて' } });
  const { unitOfWork } = desk.storage;
  const deps = { unitOfWork, privateNotice: () => true, clock: desk.clock, log: quietLog };
  await createOfferNudge(deps)({ member: id as MemberId, proof });
  const said = await desk.storage.db.delivery.findMany({
    where: { OR: [{ key: `nudge-offer:${id}` }, { key: { startsWith: 'joined-' }, proofId: proof }] },
  });
  expect(said).toHaveLength(2);
  for (const { effect } of said) {
    const { view } = effect as unknown as Extract<Effect, { do: 'post' }>;
    if (view.view !== 'note') throw new Error(`no note but ${view.view}`);
    expect(plain(view.line)).toMatch(japanese);
    expect(plain(view.line)).not.toMatch(korean);
    for (const { label } of view.buttons ?? []) expect(label).not.toMatch(korean);
  }
  expect(locale).toBeNull();
});
