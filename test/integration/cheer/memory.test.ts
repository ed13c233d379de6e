import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cheerDelivery } from '../../../src/core/cheer/delivery.ts';
import type { CheerAnswer, CheerRequest } from '../../../src/core/cheer/generator.ts';
import type { WrittenCheer } from '../../../src/core/cheer/store.ts';
import type { InboundMessage } from '../../../src/core/inbound.ts';
import type { Recall } from '../../../src/core/memory/recall.ts';
import { createRemember } from '../../../src/core/memory/remember.ts';
import type { ChallengeId, MemberId, ProofId } from '../../../src/core/model/ids.ts';
import { until } from '../../support/app.ts';
import { cheering } from '../../support/cheering.ts';
import { guardThatSays } from '../../support/guard.ts';
import { type Desk, openDesk } from './desk.ts';

const noon = Date.parse('2026-11-20T12:00:00+09:00');
const day = 86_400_000;
let desk: Desk;
let running: ChallengeId;
let members = 0;

/** Recalls wherever it may, and else speaks of the words. */
function answer({ memories: [memory], text }: CheerRequest): CheerAnswer {
  const quote = memory?.split(': ')[1]?.slice(0, 6);
  const said = text.split(' ').slice(0, 2).join(' ');
  return {
    kind: 'answer',
    lines: quote
      ? [`${said} 하신 오늘, ${quote} 하시던 날이 떠올라요.`, '담찌가 그 길을 아직 간직하고 있었어요.']
      : [`${said} 이야기를 담찌가 귀 쫑긋 들었어요.`, '해바라기씨 하나 아껴 두었다가 나눠 드릴게요.'],
    evidence: quote ? [{ source: 'memory', quote }] : [{ source: 'text', quote: said }],
    photoSeen: null,
    model: 'm',
  };
}

beforeAll(async () => {
  desk = await openDesk(noon, answer);
  running = await desk.challenge({ title: '달리기' }, 'C1');
  await desk.challenge({ title: '글쓰기' }, 'C2');
});
afterAll(() => desk.stop());

/** Somebody new who ran along the river every day for so many days, up to yesterday. */
async function runner(days: number, words = (n: number) => `한강에서 ${n}km 달렸어요`) {
  const name = `주자${++members}`;
  const posts: InboundMessage[] = [];
  for (let ago = days; ago > 0; ago--) {
    desk.set(noon - ago * day);
    posts.push(await desk.post(name, words(days - ago + 1)));
    await desk.write();
  }
  desk.set(noon);
  const { id } = await desk.storage.db.member.findFirstOrThrow({ where: { ref: name } });
  return { name, posts, id: id as MemberId };
}

/** The days of what comes up for one who ran by the river now. */
async function recalled(
  member: MemberId,
  text = '한강에서 40km 달렸어요',
  challenge = running,
): Promise<string[]> {
  const recall = desk.deps.recall as Recall;
  const payer = { workspace: 'w' as never, member };
  const found = await recall({ member, challenge, text, at: noon, payer }, AbortSignal.timeout(1_000));
  return found.map((each) => each.day.slice(5)).sort();
}

describe('what is recalled', () => {
  test('own proofs of three days and older, three at most; not those that speak of something else', async () => {
    const { id } = await runner(4);
    expect(await recalled(id)).toEqual(['11-16', '11-17']);
    expect(await recalled(id, '오늘은 소설책 30쪽')).toEqual([]);
    const { id: old } = await runner(8);
    expect(await recalled(old)).toHaveLength(3);
  });

  test('nothing that says the very same', async () => {
    const { id } = await runner(5, () => '한강 달리기 완료!');
    expect(await recalled(id, '한강 달리기 완료')).toEqual([]);
    expect(await recalled(id, '한강 달리기 오늘도 완료')).not.toEqual([]);
  });

  test('nothing that tells of bad news', async () => {
    const sad = ' 어제 할머니가 돌아가셨어요';
    const { id } = await runner(4, (n) => `한강에서 ${n}km 달렸어요.${n === 1 ? sad : ''}`);
    expect(await recalled(id)).toEqual(['11-17']);
  });

  test('of no other challenge, and of nobody else', async () => {
    const { id } = await runner(4);
    const { id: other } = await runner(1);
    const writing = (await desk.storage.db.challenge.findFirstOrThrow({ where: { title: '글쓰기' } })).id;
    expect(await recalled(id, undefined, writing as ChallengeId)).toEqual([]);
    expect(await recalled(other)).toEqual([]);
  });

  test('vectors of another embedder are not compared', async () => {
    const { id } = await runner(4);
    await desk.storage.db.memory.updateMany({ where: { memberId: id }, data: { embedder: 'model-1' } });
    expect(await recalled(id)).toEqual([]);
    // The search makes those of today's embedder.
    await desk.rememberOlder();
    expect(await recalled(id)).toEqual(['11-16', '11-17']);
  });
});

describe('what never comes back', () => {
  test('a proof that was deleted', async () => {
    const { id, posts } = await runner(4);
    await desk.remove(posts[0]!);
    expect(await recalled(id)).toEqual(['11-17']);
    expect(await desk.storage.db.memory.count({ where: { memberId: id } })).toBe(3);
    await desk.rememberOlder();
    expect(await recalled(id)).toEqual(['11-17']);
  });

  test('one that was undone', async () => {
    const { id, name, posts } = await runner(4);
    await desk.menu(name, 'undo', posts[1]!);
    expect(await recalled(id)).toEqual(['11-16']);
  });

  test('one that is deleted while it is being remembered', async () => {
    const { id, posts } = await runner(4);
    const proof = await desk.proofOf(posts[0]!);
    const found = await desk.storage.memories.rememberable(proof);
    await desk.remove(posts[0]!);
    await desk.storage.memories.keep(found!, 'ngrams-1', new Int8Array(256).fill(1));
    expect(await desk.storage.db.memory.count({ where: { proofId: proof } })).toBe(0);
    expect(await recalled(id)).toEqual(['11-17']);
  });

  test('one in which somebody needed help, whenever that was seen', async () => {
    const { id, posts } = await runner(5, (n) =>
      n === 2 ? '한강에서 달렸는데 살고 싶지 않아요' : `한강에서 ${n}km`,
    );
    await desk.storage.db.cheer.update({
      where: { proofId: await desk.proofOf(posts[0]!) },
      data: { care: 'selfHarm' },
    });
    expect(await recalled(id, '한강에서 9km')).toEqual(['11-17']);
  });

  test('one that nobody could look at, until somebody did', async () => {
    const name = `주자${++members}`;
    const post = await desk.post(name, '한강에서 달렸어요');
    const proof = await desk.proofOf(post);
    const kept = async () => {
      await desk.work<{ proof: ProofId }>('remember', ({ proof: each }) => remember(each));
      await desk.rememberOlder();
      return desk.storage.db.memory.count({ where: { proofId: proof } });
    };
    const remember = createRemember(desk.remembering);
    const unseen = { kind: 'noFreeText', why: 'moderation timeout', hard: false, unseen: true } as const;
    await cheering({ ...desk.deps, guard: guardThatSays(unseen) }).writeCheer(proof);
    expect(await desk.said(proof)).toHaveLength(1);
    expect(await kept()).toBe(0);
    expect(await desk.late()).toBeGreaterThan(0);
    expect(await kept()).toBe(1);
  });

  test('one of a member who wants no words, where nobody could look at it', async () => {
    const { id, name } = await runner(1);
    await desk.storage.db.member.update({ where: { id }, data: { tone: 'silent' } });
    const post = await desk.post(name, '한강에서 9km 달렸어요');
    const proof = await desk.proofOf(post);
    const unseen = { kind: 'noFreeText', why: 'moderation timeout', hard: false, unseen: true } as const;
    await cheering({ ...desk.deps, guard: guardThatSays(unseen) }).writeCheer(proof);
    await desk.write();
    await desk.rememberOlder();
    expect(await desk.storage.db.memory.count({ where: { proofId: proof } })).toBe(0);
    // Edited, it is looked at anew.
    await desk.edit(post, '한강에서 10km 달렸어요');
    await desk.write();
    expect(await desk.storage.db.memory.count({ where: { proofId: proof } })).toBe(1);
  });

  test('one that comes to care while it is being remembered', async () => {
    const { posts } = await runner(1);
    const proof = await desk.proofOf(posts[0]!);
    const found = await desk.storage.memories.rememberable(proof);
    let keeping: Promise<void> | null = null;
    await desk.storage.unitOfWork.run(async (tx) => {
      await tx.lockCare(proof);
      await tx.saveCare(proof, 'selfHarm', noon);
      await tx.forgetProof(proof);
      keeping = desk.storage.memories.keep(found!, 'ngrams-1', new Int8Array(256).fill(1));
      await until('it to wait', async () => {
        const [waiting] = await desk.storage.db.$queryRaw<{ count: number }[]>`
          select count(*)::int as count from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`;
        return waiting!.count > 0;
      });
    });
    await keeping;
    expect(await desk.storage.db.memory.count({ where: { proofId: proof } })).toBe(0);
  });

  test('one that was edited into a crisis, from that moment on', async () => {
    const { id, posts } = await runner(5);
    const proof = await desk.proofOf(posts[0]!);
    await desk.edit(posts[0]!, '한강에서 1km 달렸는데 자꾸 죽고 싶어요');
    expect(await recalled(id)).toEqual(['11-16', '11-17']);
    // Nor for who had compared its old words just before.
    expect(await desk.storage.memories.words(id, [proof])).toEqual([]);
  });

  test('records that were erased', async () => {
    const { id, name } = await runner(4);
    await desk.press(name, `1:leaveErase:${running}`);
    expect(await desk.storage.db.memory.count({ where: { memberId: id } })).toBe(0);
  });

  test('old words of a proof that was edited; its new ones do', async () => {
    const { id, posts } = await runner(4);
    await desk.edit(posts[0]!, '수영장에서 20바퀴 돌았어요');
    expect(await recalled(id)).toEqual(['11-17']);
    expect(await recalled(id, '수영장에서 30바퀴 돌았어요')).toEqual([]);
    await desk.write();
    expect(await recalled(id, '수영장에서 30바퀴 돌았어요')).toEqual(['11-16']);
  });
});

describe('leaving a memory out', () => {
  test('only its author can, once for good', async () => {
    const { id, name, posts } = await runner(4);
    const proof = await desk.proofOf(posts[0]!);
    expect(await desk.press('남', `1:forget:${proof}`)).toContain(`${name}님의 기억이라`);
    expect(await recalled(id)).toHaveLength(2);
    expect(await desk.press(name, `1:forget:${proof}`)).toContain(
      '11월 16일의 기록은 앞으로 응원에서 꺼내지 않을게요',
    );
    expect(await recalled(id)).toEqual(['11-17']);
    expect(await desk.press(name, `1:forget:${proof}`)).toContain('이미 꺼내지 않기로 한');
    // Also not in other words.
    await desk.edit(posts[0]!, '한강에서 20km나 달렸어요');
    await desk.write();
    await desk.rememberOlder();
    expect(await recalled(id)).toEqual(['11-17']);
  });

  test('a button of another workspace, or of nothing, is none of ours', async () => {
    const { posts } = await runner(1);
    const proof = await desk.proofOf(posts[0]!);
    const place = await desk.storage.db.workspace.create({
      data: { platform: 'slack', ref: `T-${members}`, name: '', locale: 'ko', timezone: 'Asia/Seoul' },
    });
    await desk.storage.db.proof.update({ where: { id: proof }, data: { workspaceId: place.id } });
    expect(await desk.press('주자1', `1:forget:${proof}`)).toContain('더는 쓰지 않는 버튼');
    expect(await desk.press('주자1', '1:forget:00000000-0000-4000-8000-00000000ffff')).toContain(
      '더는 쓰지 않는',
    );
  });
});

/** Somebody whose cheer of today recalls their proof of yesterday. */
async function reminded({ posted = true } = {}) {
  const who = await runner(1);
  const { cheers, memories } = desk.storage;
  const past = who.posts[0]!;
  const post = await desk.post(who.name, '뒷산에 올라 해돋이를 봤어요');
  const memory = await desk.proofOf(past);
  const proof = await desk.proofOf(post);
  await desk.work('cheer', async () => {
    const context = (await cheers.begin(proof))!;
    const [remembered] = await memories.words(who.id, [memory]);
    const { lines } = answer({ memories: [`어제: ${past.text}`], text: post.text } as never) as never;
    const said: WrittenCheer = { ...byModel, lines, memory };
    const around = { credit: null, memory: remembered!, linkTo: () => null };
    expect(await cheers.store(context, said, cheerDelivery(context, said, around), null)).toBe('stored');
  });
  await desk.write();
  if (posted) await desk.postAll();
  return { ...who, post, proof, past, memory, words: past.text.slice(0, 6) };
}
const byModel = {
  source: 'model',
  situation: 'usual',
  character: 'damjji',
  angle: 'memory',
  model: 'm',
  templateId: null,
  promptVersion: null,
  reason: null,
} as const;
type Reminded = Awaited<ReturnType<typeof reminded>>;

/** Everything that is kept of the cheer of a proof. */
async function keptOf(proof: ProofId): Promise<string> {
  const { db } = desk.storage;
  const cheer = await db.cheer.findUniqueOrThrow({ where: { proofId: proof } });
  return JSON.stringify([cheer, await db.delivery.findMany({ where: { proofId: proof } })]);
}
const cheerOf = (proof: ProofId) => desk.storage.db.cheer.findUniqueOrThrow({ where: { proofId: proof } });

describe('the cheer that recalls', () => {
  test('links the proof and carries the button', async () => {
    const { name, id } = await runner(6);
    // Nothing said before stands in its way.
    await desk.storage.db.cheer.updateMany({
      where: { proof: { memberId: id } },
      data: { line2: null, angle: null },
    });
    let found: Awaited<ReturnType<Desk['said']>>[number] | null = null;
    for (let n = 0; n < 40 && !found; n++) {
      desk.set(noon + n * day);
      const post = await desk.post(name, `한강에서 ${n + 20}km 달렸어요`);
      await desk.write();
      const [said] = await desk.said(await desk.proofOf(post));
      if (said?.view.memory) found = said;
      await desk.storage.db.cheer.updateMany({ where: { proof: { memberId: id } }, data: { line2: null } });
    }
    desk.set(noon);
    const { memory, buttons } = found!.view;
    const recalledProof = buttons![0]!.action.split(':').at(-1) as ProofId;
    const { messageRef } = await desk.storage.db.proof.findUniqueOrThrow({ where: { id: recalledProof } });
    expect(memory).toEqual([
      '떠올린 기록: ',
      expect.objectContaining({ url: `https://chat.example/${messageRef}` }),
    ]);
    expect(await desk.storage.db.cheer.count({ where: { memoryId: recalledProof } })).toBe(1);
  });

  test.each<[string, (of: Reminded) => Promise<unknown>]>([
    ['deleted', ({ past }) => desk.remove(past)],
    ['undone', ({ name, past }) => desk.menu(name, 'undo', past)],
    ['left out by its member', ({ name, memory }) => desk.press(name, `1:forget:${memory}`)],
    ['edited', ({ past }) => desk.edit(past, '수영장에서 20바퀴 돌았어요')],
    [
      'edited and remembered anew before the job comes',
      async ({ past }) => {
        await desk.edit(past, '수영장에서 20바퀴 돌았어요');
        await desk.write();
      },
    ],
    ['edited into a crisis', ({ past }) => desk.edit(past, '달렸는데 자꾸 죽고 싶어요')],
    [
      'removed by a manager',
      async ({ past, memory }) => {
        const { day: on } = await desk.storage.db.checkIn.findFirstOrThrow({ where: { proofId: memory } });
        const said = await desk.command('관리자', 'admin remove', {
          challenge: '달리기',
          member: past.member.ref,
          day: on.toISOString().slice(0, 10),
          reason: '실수로 올린 글',
        });
        expect(said).toContain('뺐');
      },
    ],
  ])('is said anew without it when it was %s: once, in its place, by a template', async (_what, happens) => {
    const of = await reminded();
    const { proof, words } = of;
    await happens(of);
    await desk.work('care', async () => undefined);
    expect(await desk.without()).toBe(1);
    expect(await cheerOf(proof)).toMatchObject({
      source: 'template',
      memoryId: null,
      revision: 1,
      state: 'verified',
    });
    await desk.postAll();
    const said = await desk.said(proof);
    expect(said.map(({ key }) => key)).toEqual([`cheer:${proof}`, `cheer-edit:${proof}:1`]);
    expect(said[1]!.view).not.toHaveProperty('memory');
    expect(said[1]!.view).not.toHaveProperty('buttons');
    expect(said[1]!.view.lines).toHaveLength(2);
    // Nor do the old words stay where they were kept.
    expect(await keptOf(proof)).not.toContain(words);
    expect(await cheerOf(proof)).toMatchObject({ state: 'posted' });
    expect(await desk.without()).toBe(0);
    await desk.sayWithout(of);
    expect(await desk.said(proof)).toHaveLength(2);
  });

  test('is said anew once, however often it is asked for, at once or after a kill', async () => {
    const of = await reminded();
    await desk.remove(of.past);
    await Promise.all([desk.sayWithout(of), desk.sayWithout(of), desk.sayWithout(of)]);
    await desk.without();
    await desk.postAll();
    expect((await desk.said(of.proof)).map(({ key }) => key)).toEqual([
      `cheer:${of.proof}`,
      `cheer-edit:${of.proof}:1`,
    ]);
    expect(await cheerOf(of.proof)).toMatchObject({ revision: 1, state: 'posted' });
  });

  test('is said anew with the fact or not at all', async () => {
    const of = await reminded();
    const killed = desk.storage.unitOfWork.run(async (tx) => {
      await tx.forgetProof(of.memory);
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await desk.without()).toBe(0);
    expect(await desk.storage.db.memory.count({ where: { proofId: of.memory } })).toBe(1);
  });

  test('not yet posted, is posted without it', async () => {
    const of = await reminded({ posted: false });
    await desk.remove(of.past);
    await desk.without();
    const [first, edit] = await desk.said(of.proof);
    expect(first!.view).toEqual(edit!.view);
    expect(await keptOf(of.proof)).not.toContain(of.words);
  });

  test('being written anew for its own sake is left to that', async () => {
    const of = await reminded();
    desk.set(desk.clock.now() + day);
    await desk.edit(of.post, '오늘은 뒷산에 올랐어요');
    await desk.remove(of.past);
    expect(await desk.without()).toBe(0);
    await desk.write();
    await desk.postAll();
    expect(desk.asked.at(-1)!.text).toBe('오늘은 뒷산에 올랐어요');
    expect(await cheerOf(of.proof)).toMatchObject({ memoryId: null, state: 'posted' });
    expect((await cheerOf(of.proof)).reason).not.toBe('what it recalled is gone');
    expect((await desk.said(of.proof)).map(({ key }) => key)).toEqual([
      `cheer:${of.proof}`,
      `cheer-edit:${of.proof}:1`,
    ]);
  });

  test.each([
    ['emoji', 2, 1],
    ['silent', 1, 0],
  ] as const)('of a member who by now wants %s is said in that way', async (tone, deliveries, lines) => {
    const of = await reminded();
    await desk.storage.db.member.update({ where: { id: of.id }, data: { tone } });
    await desk.remove(of.past);
    await desk.without();
    await desk.postAll();
    const said = await desk.said(of.proof);
    expect(said).toHaveLength(deliveries);
    expect(await desk.storage.db.delivery.count({ where: { key: `undo:cheer:${of.proof}` } })).toBe(
      1 - lines,
    );
    expect(await keptOf(of.proof)).not.toContain(of.words);
  });

  test('and was kept silent after an edit is taken away', async () => {
    const of = await reminded();
    await desk.storage.db.member.update({ where: { id: of.id }, data: { tone: 'silent' } });
    desk.set(desk.clock.now() + day);
    await desk.edit(of.post, '오늘은 뒷산에 올랐어요');
    await desk.write();
    expect(await desk.without()).toBe(1);
    expect(await desk.storage.db.delivery.count({ where: { key: `undo:cheer:${of.proof}` } })).toBe(1);
    expect(await cheerOf(of.proof)).toMatchObject({ state: 'givenUp', reason: 'silent', memoryId: null });
    expect(await keptOf(of.proof)).not.toContain(of.words);
  });

  test.each([
    ['dead', 'forbidden: 50013'],
    ['skipped', 'what it hangs on was never posted'],
  ])('and was %s before it was said is not said by a retry either', async (state, reason) => {
    const of = await reminded({ posted: false });
    const { db } = desk.storage;
    await db.delivery.update({ where: { key: `cheer:${of.proof}` }, data: { state, reason } });
    await db.cheer.update({ where: { proofId: of.proof }, data: { state: 'givenUp', reason } });
    await desk.remove(of.past);
    await desk.without();
    expect(await keptOf(of.proof)).not.toContain(of.words);
    expect(await db.delivery.findMany({ where: { key: { endsWith: `cheer:${of.proof}` } } })).toMatchObject([
      { state: 'skipped', reason: 'forgotten' },
    ]);
    expect(await cheerOf(of.proof)).toMatchObject({ state: 'givenUp', reason, memoryId: null });
  });

  test('of a proof that counts no more is taken away', async () => {
    const of = await reminded();
    await desk.storage.db.checkIn.updateMany({
      where: { proofId: of.proof },
      data: { revokedAt: new Date() },
    });
    await desk.remove(of.past);
    await desk.without();
    expect(await desk.storage.db.delivery.count({ where: { key: `undo:cheer:${of.proof}` } })).toBe(1);
    expect(await keptOf(of.proof)).not.toContain(of.words);
  });

  test('something that goes while it is being written is written anew', async () => {
    const { name, id, posts } = await runner(1);
    const { cheers, memories } = desk.storage;
    const memory = await desk.proofOf(posts[0]!);
    const [recalls] = await memories.words(id, [memory]);
    const proof = await desk.proofOf(await desk.post(name, '뒷산에 올라 해돋이를 봤어요'));
    const outcomes: string[] = [];
    const { writeCheer } = cheering({
      ...desk.deps,
      cheers: {
        ...cheers,
        async store(context, cheer, delivery, later) {
          const first = outcomes.length === 0;
          if (first) await desk.remove(posts[0]!);
          const recalling = first
            ? ([
                { ...cheer, memory },
                { ...delivery, recalls: recalls! },
              ] as const)
            : null;
          const [said, told] = recalling ?? [cheer, delivery];
          const stored = await cheers.store(context, said, told, later);
          outcomes.push(stored);
          return stored;
        },
      },
    });
    await desk.work<{ proof: ProofId }>('cheer', (job) => writeCheer(job.proof));
    expect(outcomes).toEqual(['forgotten', 'stored']);
    expect(await cheerOf(proof)).toMatchObject({ state: 'verified', memoryId: null, revision: 0 });
  });

  test('something that is taken back while it is being stored is found by who takes it back', async () => {
    const { name, id, posts } = await runner(1);
    const { cheers, memories } = desk.storage;
    const memory = await desk.proofOf(posts[0]!);
    const [recalls] = await memories.words(id, [memory]);
    const proof = await desk.proofOf(await desk.post(name, '뒷산에 올라 해돋이를 봤어요'));
    await desk.work('cheer', async () => undefined);
    const context = (await cheers.begin(proof))!;
    const said: WrittenCheer = { ...byModel, lines: ['가', '나'], memory };
    const told = cheerDelivery(context, said, { credit: null, memory: recalls!, linkTo: () => null });
    // In whichever order they come: either nothing is stored, or it is said anew.
    const [stored] = await Promise.all([cheers.store(context, said, told, null), desk.remove(posts[0]!)]);
    expect(await desk.without()).toBe(stored === 'stored' ? 1 : 0);
    expect(await cheerOf(proof)).toMatchObject(
      stored === 'stored' ? { memoryId: null, revision: 1 } : { state: 'generating', memoryId: null },
    );
    await desk.writeCheer(proof);
  });

  test('is no measure for the next one from the moment on that its past is gone', async () => {
    const of = await reminded();
    const line1 = (await cheerOf(of.proof)).line1!;
    const next = async (n: number) => {
      desk.set(noon + n * day);
      await desk.post(of.name, `뒷산을 ${n}번 올랐어요`);
      await desk.write();
      return desk.asked.at(-1)!.recent.join();
    };
    expect(await next(1)).toContain(line1);
    await desk.remove(of.past);
    expect(await next(2)).not.toContain(line1);
  });
});

describe('the search for older proofs', () => {
  test('finds what was never remembered, once, and keeps nothing of what says nothing', async () => {
    const { id, posts } = await runner(5, (n) => (n === 5 ? '🐹🐹' : `한강에서 ${n}km 달렸어요`));
    const { db } = desk.storage;
    await db.memory.deleteMany({ where: { memberId: id } });
    await desk.rememberOlder();
    expect(await db.memory.count({ where: { memberId: id } })).toBe(5);
    const silentOne = await db.memory.findUniqueOrThrow({
      where: { proofId: await desk.proofOf(posts[4]!) },
    });
    expect(silentOne.vector).toHaveLength(0);
    const before = await db.memory.findMany({ where: { memberId: id }, orderBy: { proofId: 'asc' } });
    await desk.rememberOlder();
    expect(await db.memory.findMany({ where: { memberId: id }, orderBy: { proofId: 'asc' } })).toEqual(
      before,
    );
  });

  test('a proof that was never looked at for its cheer is not remembered', async () => {
    const { posts } = await runner(1);
    const second = await desk.post(posts[0]!.member.ref, '한강에서 또 달렸어요', { at: noon - day });
    await desk.rememberOlder();
    expect(await desk.storage.db.memory.count({ where: { proofId: await desk.proofOf(second) } })).toBe(0);
  });
});
