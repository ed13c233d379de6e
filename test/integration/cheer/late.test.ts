import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CheerAnswer, CheerRequest } from '../../../src/core/cheer/generator.ts';
import type { InboundMessage } from '../../../src/core/inbound.ts';
import { type Desk, openDesk } from './desk.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
const minute = 60_000;
const slow: CheerAnswer = { kind: 'unavailable', reason: 'timeout', retryAfterMs: null, fatal: false };
let desk: Desk;
let away = true;
let count = 0;

function answer({ text }: CheerRequest): CheerAnswer {
  if (away) return slow;
  return {
    kind: 'answer',
    lines: [`${text} 이야기에 담찌 귀가 쫑긋했어요.`, '해바라기씨 하나를 같이 세어 볼게요.'],
    evidence: [{ source: 'text', quote: text }],
    photoSeen: null,
    model: 'm',
  };
}

beforeAll(async () => {
  desk = await openDesk(noon, answer);
  await desk.challenge();
});
afterAll(() => desk.stop());
beforeEach(() => {
  desk.set(noon);
  away = true;
});

/** A proof whose template was posted while the model did not answer. */
async function answeredByTemplate() {
  const post = await desk.post(`멤버${++count}`, `강변 걷기 ${count}번째`);
  await desk.write();
  await desk.postAll();
  const proof = await desk.proofOf(post);
  expect(await cheerOf(proof)).toMatchObject({ source: 'template', state: 'posted', revision: 0 });
  return { post, proof };
}

const cheerOf = (proof: string) => desk.storage.db.cheer.findUniqueOrThrow({ where: { proofId: proof } });
const keys = async (proof: Awaited<ReturnType<Desk['proofOf']>>) =>
  (await desk.said(proof)).map(({ key }) => key);

describe('a model that answers after the template was posted', () => {
  test('edits it once', async () => {
    const { proof } = await answeredByTemplate();
    away = false;
    expect(await desk.late()).toBe(1);
    await desk.postAll();
    expect(await keys(proof)).toEqual([`cheer:${proof}`, `cheer-edit:${proof}:1`]);
    expect(await cheerOf(proof)).toMatchObject({
      source: 'model',
      state: 'posted',
      revision: 1,
      angle: expect.any(String),
    });
    expect(await desk.late()).toBe(0);
    await desk.writeLate({ proof, revision: 0, until: noon + 9 * minute });
    await desk.writeLate({ proof, revision: 1, until: noon + 9 * minute });
    expect(await keys(proof)).toHaveLength(2);
  });

  test('before the template was posted: the template is posted, then edited', async () => {
    const post = await desk.post('빠른이', '아침 산책');
    await desk.write();
    away = false;
    await desk.late();
    await desk.postAll();
    await desk.postAll();
    const proof = await desk.proofOf(post);
    expect(await keys(proof)).toEqual([`cheer:${proof}`, `cheer-edit:${proof}:1`]);
    expect(await cheerOf(proof)).toMatchObject({ source: 'model', state: 'posted' });
  });

  test('is asked again while it does not, and not after ten minutes', async () => {
    const { proof } = await answeredByTemplate();
    let jobs = 0;
    for (let at = noon; at < noon + 20 * minute; at += minute / 6) {
      desk.set(at);
      const due = await desk.storage.db.$queryRaw<{ due: number }[]>`
        select count(*)::int as due from graphile_worker.jobs
        where task_identifier = 'lateCheer' and run_at <= ${new Date(at)}`;
      if (due[0]!.due > 0) jobs += await desk.late();
    }
    expect(jobs).toBeGreaterThanOrEqual(4);
    expect(jobs).toBeLessThanOrEqual(5);
    expect(await cheerOf(proof)).toMatchObject({ source: 'template', revision: 0 });
    expect(await desk.late()).toBe(0);
  });
});

describe('never', () => {
  test('after the proof was edited: the cheer follows the edit alone', async () => {
    const { post, proof } = await answeredByTemplate();
    desk.set(noon + minute);
    await desk.edit(post, '강변 대신 뒷산을 걸었어요', noon + minute);
    away = false;
    await desk.late();
    expect(await keys(proof)).toEqual([`cheer:${proof}`]);
    await desk.write();
    await desk.late();
    await desk.postAll();
    expect(await keys(proof)).toEqual([`cheer:${proof}`, `cheer-edit:${proof}:1`]);
    expect((await desk.said(proof))[1]?.view.lines[0]).toContain('뒷산');
    // Told again, it may call people and places by other names by then.
    await desk.edit(post, '강변 대신 북한산을 걸었어요', noon + minute);
    await desk.write();
    expect(await keys(proof)).toEqual([`cheer:${proof}`, `cheer-edit:${proof}:1`]);
  });

  test('with words that were edited while the model was asked', async () => {
    const { post, proof } = await answeredByTemplate();
    const context = await desk.storage.cheers.beginLate(proof, 0);
    // A change of no substance writes no new cheer, yet the text is another.
    await desk.edit(post, `${post.text}!`);
    const stored = await desk.storage.cheers.storeLate(
      context!,
      {
        lines: ['가', '나'],
        source: 'model',
        situation: 'usual',
        character: 'damjji',
        angle: 'detail',
        memory: null,
        model: 'm',
        templateId: null,
        promptVersion: null,
        reason: null,
      },
      { key: `cheer-edit:${proof}:1` as never, effect: { do: 'remove', message: 'x' as never } },
    );
    expect(stored).toBe(false);
    expect(await keys(proof)).toHaveLength(1);
  });

  test('after the proof was deleted', async () => {
    const { post, proof } = await answeredByTemplate();
    await desk.remove(post);
    away = false;
    await desk.late();
    expect(await keys(proof)).toEqual([`cheer:${proof}`]);
    expect(await cheerOf(proof)).toMatchObject({ state: 'givenUp', reason: 'deleted' });
  });

  test('after a member chose to hear nothing', async () => {
    const { post, proof } = await answeredByTemplate();
    await desk.storage.db.member.updateMany({ where: { ref: post.member.ref }, data: { tone: 'silent' } });
    away = false;
    await desk.late();
    expect(await keys(proof)).toEqual([`cheer:${proof}`]);
  });
});

describe('tones', () => {
  test('silent: nothing is to be posted but the mark, also after an edit, until the tone is another', async () => {
    away = false;
    await desk.post('고요', '첫 인사');
    await desk.storage.db.member.updateMany({ where: { ref: '고요' }, data: { tone: 'silent' } });
    await desk.write();
    const first = await desk.storage.db.cheer.findFirstOrThrow({ where: { reason: 'silent' } });
    const proof = first.proofId as Awaited<ReturnType<Desk['proofOf']>>;
    expect(first.state).toBe('givenUp');
    expect(await keys(proof)).toEqual([]);
    expect(await desk.storage.db.delivery.count({ where: { key: `react:${proof}` } })).toBe(1);
    const { messageRef } = await desk.storage.db.proof.findUniqueOrThrow({ where: { id: proof } });
    const event = { ...(await desk.post('딴이', '다른 글')), message: messageRef as never };
    await desk.edit(event, '첫 인사를 고쳐 썼어요');
    await desk.write();
    expect(await keys(proof)).toEqual([]);
    await desk.storage.db.member.updateMany({ where: { ref: '고요' }, data: { tone: 'warm' } });
    await desk.edit(event, '마음이 바뀌어서 다시 썼어요');
    await desk.write();
    expect(await keys(proof)).toEqual([`cheer:${proof}`]);
  });

  test('emoji: one line without words, which later cheers are not compared with', async () => {
    away = false;
    const post = await desk.post('손짓', '물 한 잔');
    await desk.storage.db.member.updateMany({ where: { ref: '손짓' }, data: { tone: 'emoji' } });
    await desk.write();
    const proof = await desk.proofOf(post);
    const [said] = await desk.said(proof);
    expect(said?.view.lines).toHaveLength(1);
    expect(said?.view.lines[0]).not.toMatch(/\p{L}/u);
    expect(await cheerOf(proof)).toMatchObject({ line2: null, state: 'verified', source: 'template' });
    desk.set(noon + 24 * 60 * minute);
    await desk.storage.db.member.updateMany({ where: { ref: '손짓' }, data: { tone: 'warm' } });
    await desk.post('손짓', '물 두 잔');
    await desk.write();
    expect(desk.asked.at(-1)?.recent).toEqual([]);
  });

  test('what was said of a proof that was taken back is shown to no model: it quotes the proof', async () => {
    away = false;
    const posts: InboundMessage[] = [];
    for (const [n, text] of ['강변 의자', '다락방 창문', '뒷마당 그네'].entries()) {
      desk.set(noon + n * 24 * 60 * minute);
      posts.push(await desk.post('거둠', text));
      await desk.write();
    }
    // The first time it is asked: a repair is shown what it said before.
    const shownFor = (text: string) => desk.asked.find((asked) => asked.text === text)!.recent;
    const before = shownFor('뒷마당 그네');
    expect(before).toHaveLength(2);
    await desk.remove(posts[0]!);
    const undone = await desk.proofOf(posts[1]!);
    await desk.storage.db.proof.update({ where: { id: undone }, data: { undoneAt: new Date() } });
    desk.set(noon + 3 * 24 * 60 * minute);
    await desk.post('거둠', '옥상 빨래');
    await desk.write();
    const recent = shownFor('옥상 빨래');
    expect(recent).toHaveLength(1);
    expect(before).not.toContain(recent[0]);
  });
});

test('an edit while photos are fetched lets the cheer wait for them no less, and no longer', async () => {
  const photo = { ref: 'F1' as never, name: 'a.jpg', type: 'image/jpeg', size: 1 };
  const due = async (proof: string) => {
    const [job] = await desk.storage.db.$queryRaw<{ at: Date }[]>`
      select run_at as at from graphile_worker.jobs where key = ${`cheer:${proof}`}`;
    return job!.at.getTime() - noon;
  };
  const post = await desk.post('사진사', '노을 사진', { attachments: [photo] });
  const proof = await desk.proofOf(post);
  expect(await due(proof)).toBe(9_000);
  desk.set(noon + 3_000);
  await desk.edit(post, '한강에서 본 노을 사진');
  expect(await due(proof)).toBe(9_000);
  desk.set(noon + 8_000);
  await desk.edit(post, '한강에서 본 분홍빛 노을 사진');
  expect(await due(proof)).toBe(10_000);
  await desk.storage.db.photo.updateMany({ where: { proofId: proof }, data: { state: 'kept' } });
  desk.set(noon + 8_500);
  await desk.edit(post, '한강에서 본 보랏빛 노을 사진');
  expect(await due(proof)).toBe(10_500);
});
