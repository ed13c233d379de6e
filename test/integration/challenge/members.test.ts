import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { actionId, type ChallengeAction, type Reply } from '../../../src/core/actions.ts';
import { PlatformError } from '../../../src/core/errors.ts';
import type { InboundMember } from '../../../src/core/inbound.ts';
import type { ChallengeId, DeliveryKey, MemberId, MessageRef, ProofId } from '../../../src/core/model/ids.ts';
import type { ChannelFacts } from '../../../src/core/ports.ts';
import { keptWords } from '../../support/kept-words.ts';
import { button, type Desk, junho, minji, openDesk, person, said, toneOf } from './desk.ts';

let desk: Desk;
/** What the platform tells of channels; of all others nothing. */
const channels = new Map<string, ChannelFacts | PlatformError>();
beforeAll(async () => {
  desk = await openDesk({
    async channelFacts(_, channel) {
      const facts = channels.get(channel) ?? null;
      if (facts instanceof PlatformError) throw facts;
      return facts;
    },
  });
});
afterAll(() => desk.close());

const press = (who: InboundMember, what: ChallengeAction, challenge: ChallengeId) =>
  desk.press(who, actionId({ do: what, challenge }));
const proofOf = async (message: MessageRef) =>
  desk.db.proof.findFirstOrThrow({
    where: { messageRef: message },
    include: { checkIns: true, cheer: true },
  });
const enrollments = (challengeId: ChallengeId) =>
  desk.db.enrollment.findMany({ where: { challengeId }, include: { member: { select: { ref: true } } } });

/** As if everything under a proof had been posted. */
async function sent(message: MessageRef, key: string): Promise<void> {
  const { id } = await proofOf(message);
  await desk.db.delivery.updateMany({
    where: { proofId: id, key: { startsWith: key } },
    data: { state: 'sent', messageRef: `${key}-of-${message}` },
  });
}

describe('joining', () => {
  test('is answered with the rule, and twice is once', async () => {
    const id = await desk.begin({ goal: 'week:3' }, 'C-join');
    const answers = await Promise.all([press(junho, 'join', id), press(junho, 'join', id)]);
    expect(answers.map(said).sort()).toEqual([
      '아침 달리기 챌린지에 온 걸 환영해요! 월-일 기준 주 3회, 다음 날 03:00까지. 챌린지 채널에 인증 글을 올리면 바로 셀게요.',
      '아침 달리기 챌린지에 이미 참여하고 있어요.',
    ]);
    expect(await enrollments(id)).toHaveLength(1);
  });

  test('before it begins says when', async () => {
    const id = await desk.begin({ startsOn: '2026-12-01' }, 'C-soon');
    expect(said(await press(junho, 'join', id))).toContain('12월 1일에 시작하니');
  });

  test('by a first proof, then by the button', async () => {
    const id = await desk.begin({}, 'C-proof');
    await desk.post(junho, '오늘 5km', 'C-proof');
    expect(said(await press(junho, 'join', id))).toContain('이미 참여하고 있어요');
  });

  test('an ended one is refused', async () => {
    const id = await desk.begin({}, 'C-over');
    await press(minji, 'endNow', id);
    expect(said(await press(junho, 'join', id))).toContain('이미 끝났어요');
  });
});

describe('leaving', () => {
  test('asks what is to become of the records; kept, they go on on return', async () => {
    const id = await desk.begin({ title: '돌아올 곳' }, 'C-leave');
    await desk.post(junho, '오늘 5km', 'C-leave');
    const asked = await desk.command(junho, 'challenge leave', { challenge: '돌아올 곳' });
    expect(said(asked)).toContain('나갈까요?');
    expect(said(await desk.press(junho, button(asked, '기록은 남기고 나가기')))).toContain('나왔어요');
    expect(said(await press(junho, 'leave', id))).toContain('참여하고 있지 않아요');
    expect(await enrollments(id)).toMatchObject([{ leftAt: expect.any(Date) }]);

    desk.at('11-25 15:00');
    expect(said(await press(junho, 'join', id))).toContain('돌아와서 반가워요');
    const [back] = await enrollments(id);
    expect(back).toMatchObject({ leftAt: null, streak: null });
    expect(back!.joinedOn.toISOString().slice(0, 10)).toBe('2026-11-21');
    expect(await desk.db.checkIn.count({ where: { challengeId: id } })).toBe(1);
    desk.at('11-21 15:00');
  });

  test('and erasing takes the check-ins, the words and what was said under them', async () => {
    const id = await desk.begin({ title: '지울 곳' }, 'C-erase');
    const mine = await desk.post(junho, '오늘 5km, 무릎이 아팠어요', 'C-erase');
    const theirs = await desk.post(person('U-other', '유나'), '저도요', 'C-erase');
    await sent(mine, 'react');
    await sent(mine, 'cheer');
    const answer = await press(junho, 'leaveErase', id);
    expect(said(answer)).toContain('인증 1개와 그 사진을 지우고');

    const erased = await proofOf(mine);
    expect(erased).toMatchObject({ text: '', checkIns: [], cheer: { state: 'givenUp', line1: null } });
    expect(erased.undoneAt).not.toBeNull();
    const undone = await desk.deliveries(`undo:react:${erased.id}`);
    expect(undone).toMatchObject([{ effect: { do: 'unreact', message: mine } }]);
    expect((await enrollments(id)).map(({ member }) => member.ref)).toEqual(['U-other']);
    // Nobody else's records are touched.
    expect(await proofOf(theirs)).toMatchObject({
      text: '저도요',
      undoneAt: null,
      checkIns: [{ counted: true }],
    });
    expect(said(await press(junho, 'leaveErase', id))).toContain('참여하고 있지 않아요');
    // Whoever comes back begins anew.
    desk.at('11-25 15:00');
    expect(said(await press(junho, 'join', id))).toContain('온 걸 환영해요');
    const back = (await enrollments(id)).find(({ member }) => member.ref === 'U-junho')!;
    expect(back.joinedOn.toISOString().slice(0, 10)).toBe('2026-11-25');
    desk.at('11-21 15:00');
  });

  test('while a cheer is being written: it says nothing', async () => {
    const id = await desk.begin({ title: '쓰는 중' }, 'C-writing');
    const message = await desk.post(junho, '오늘 5km', 'C-writing');
    const proof = (await proofOf(message)).id as ProofId;
    const context = await desk.storage.cheers.begin(proof);
    expect(context).not.toBeNull();
    await press(junho, 'leaveErase', id);
    const stored = await desk.storage.cheers.store(
      context!,
      {
        lines: ['5km나 달리셨네요.', '저도 곁에서 뛰고 싶어요.'],
        source: 'model',
        situation: 'usual',
        character: 'damjji',
        angle: 'detail',
        memory: null,
        model: 'm',
        promptVersion: '1',
        templateId: null,
        reason: null,
      },
      {
        key: `cheer:${proof}` as DeliveryKey,
        effect: {
          do: 'post',
          target: { kind: 'thread', on: message, title: '준호' },
          view: { view: 'cheer', lines: ['a', 'b'], footer: null, mood: 'happy' },
        },
      },
      null,
    );
    expect(stored).toBe('overtaken');
    expect(await desk.deliveries(`cheer:${proof}`)).toEqual([]);
    expect(await desk.storage.cheers.begin(proof)).toBeNull();
  });

  test('and erasing forgets what the cheers said of the words', async () => {
    const id = await desk.begin({ title: '잊을 곳' }, 'C-forget');
    const message = await desk.post(junho, '무릎이 아팠지만 5km', 'C-forget');
    const { id: proof } = await proofOf(message);
    const place = await desk.db.workspace.findFirstOrThrow();
    const view = {
      view: 'cheer',
      lines: ['무릎이 아팠는데도', '5km나 달리셨네요.'],
      footer: null,
      mood: 'happy',
    };
    await desk.db.delivery.createMany({
      data: [
        {
          key: `cheer:${proof}`,
          effect: { do: 'post', target: { kind: 'thread', on: message, title: '' }, view },
        },
        { key: `cheer-edit:${proof}:1`, effect: { do: 'edit', of: `cheer:${proof}`, view } },
      ].map((each) => ({ ...each, workspaceId: place.id, proofId: proof, state: 'sent', messageRef: 'm1' })),
    });
    await press(junho, 'leaveErase', id);
    const left = await desk.db.delivery.findMany({ where: { proofId: proof } });
    expect(left.map(({ key }) => key)).toContain(`undo:cheer:${proof}`);
    expect(JSON.stringify(left)).not.toContain('무릎');
  });

  test('while a proof is being written down: it is waited for, and goes as well', async () => {
    const id = await desk.begin({ title: '적는 중' }, 'C-race');
    const first = await desk.post(junho, '오늘 5km', 'C-race');
    const { workspaceId, memberId } = await proofOf(first);
    let erased: Promise<unknown> = Promise.resolve();
    await desk.db.$transaction(async (tx) => {
      // As boost_write_facts does: the place in the challenge, then the proof, then its check-in.
      await tx.enrollment.updateMany({
        where: { challengeId: id },
        data: { streakVersion: { increment: 1 } },
      });
      const proof = await tx.proof.create({
        data: { workspaceId, memberId, messageRef: 'C-race/2', channelRef: 'C-race', text: '하루 더' },
      });
      await tx.checkIn.create({
        data: {
          challengeId: id,
          memberId: memberId!,
          proofId: proof.id,
          day: new Date('2026-11-22'),
          at: new Date(),
          zone: 'Asia/Seoul',
        },
      });
      erased = press(junho, 'leaveErase', id);
      await vi.waitFor(async () => {
        const waiting = await desk.db.$queryRaw<unknown[]>`
          select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        expect(waiting).not.toEqual([]);
      }, 30_000);
    });
    await erased;
    expect(await desk.db.checkIn.count({ where: { challengeId: id } })).toBe(0);
    expect(await proofOf('C-race/2' as MessageRef)).toMatchObject({ text: '' });
  });

  test('stands when a post made before it is taken in late: it counts, and brings nobody back', async () => {
    const id = await desk.begin({ title: '먼저 올린 글' }, 'C-before');
    await desk.post(junho, '오늘 5km', 'C-before');
    desk.at('11-22 15:00');
    await press(junho, 'leave', id);
    const late = await desk.post(junho, '조금 전의 5km', 'C-before', desk.now() - 60_000);
    expect((await proofOf(late)).checkIns).toMatchObject([{ counted: true }]);
    expect(await desk.deliveries(`joined-${id}:${(await proofOf(late)).id}`)).toEqual([]);
    expect(await enrollments(id)).toMatchObject([{ leftAt: expect.any(Date) }]);
    // What is posted after it brings them back, as ever.
    await desk.post(junho, '돌아왔어요', 'C-before');
    expect(await enrollments(id)).toMatchObject([{ leftAt: null }]);
    desk.at('11-21 15:00');
  });

  test('and erasing keeps nothing of a post made before it that is taken in late; the next post begins anew', async () => {
    const id = await desk.begin({ title: '지운 뒤' }, 'C-late');
    await desk.post(junho, '오늘 5km', 'C-late');
    await press(junho, 'leaveErase', id);
    const before = desk.now() - 60_000;
    await desk.post(junho, '무릎이 아팠어요', 'C-late', before);
    const words = () => desk.db.proof.count({ where: { channelRef: 'C-late', text: { not: '' } } });
    expect([await enrollments(id), await words()]).toEqual([[], 0]);
    desk.at('11-21 15:10');
    await desk.post(junho, '다시 시작해요', 'C-late');
    expect([(await enrollments(id)).length, await words()]).toEqual([1, 1]);
    // Though they take part again by then.
    await desk.post(junho, '어제도 무릎이 아팠어요', 'C-late', before - 24 * 60 * 60_000);
    expect(await words()).toBe(1);
    expect(await enrollments(id)).toMatchObject([{ joinedOn: new Date('2026-11-21') }]);
    desk.at('11-21 15:00');
  });

  test('while what was said is on its way: it is taken back as soon as it stands', async () => {
    const id = await desk.begin({ title: '가는 중' }, 'C-sending');
    const message = await desk.post(junho, '오늘 5km', 'C-sending');
    const proof = (await proofOf(message)).id;
    const key = `react:${proof}` as DeliveryKey;
    const claimed = await desk.storage.ledger.claim(key);
    if (claimed.kind !== 'claimed') throw new Error(claimed.kind);
    await press(junho, 'leaveErase', id);
    await desk.storage.ledger.settle(claimed, { state: 'sent', message: null });
    expect(await desk.deliveries(`undo:${key}`)).toMatchObject([{ effect: { do: 'unreact' } }]);
  });

  test('while words about a proof are on their way: they are not kept once they have arrived', async () => {
    const id = await desk.begin({ title: '오는 중' }, 'C-words');
    const message = await desk.post(junho, '무릎이 아팠지만 5km', 'C-words');
    const { id: proof, workspaceId } = await proofOf(message);
    const view = { view: 'note', line: ['무릎이 아팠는데도'] };
    const posts = ['cheer', 'note', 'talk'].map((what) => `${what}:${proof}` as DeliveryKey);
    const edit = `cheer-edit:${proof}:1` as DeliveryKey;
    await desk.db.delivery.createMany({
      data: [
        ...posts.map((key) => ({
          key,
          effect: { do: 'post', target: { kind: 'thread', on: message, title: '' }, view },
        })),
        { key: edit, effect: { do: 'edit', of: `cheer:${proof}`, view } },
      ].map((each) => ({ ...each, workspaceId, proofId: proof })),
    });
    const claims = await Promise.all([...posts, edit].map((key) => desk.storage.ledger.claim(key)));
    await press(junho, 'leaveErase', id);
    for (const [n, claimed] of claims.entries()) {
      if (claimed.kind !== 'claimed') throw new Error(claimed.kind);
      const outcomes = [
        { state: 'sent', message: 'm1' as MessageRef },
        { state: 'dead', cause: 'forbidden', detail: '50013' },
        { state: 'skipped', cause: 'gone', detail: '10008' },
      ] as const;
      expect(await desk.storage.ledger.settle(claimed, outcomes[n % 3]!)).toBe('settled');
    }
    expect(await keptWords(desk.storage, ['무릎이'])).toEqual([]);
    expect(await desk.deliveries(`undo:cheer:${proof}`)).toMatchObject([{ effect: { do: 'remove' } }]);
    expect(await desk.deliveries(`undo:${edit}`)).toEqual([]);
  });

  test('takes along what was posted there and counted for nothing, and what was talked about under it', async () => {
    const id = await desk.begin({ title: '남김없이' }, 'C-nothing');
    const message = await desk.post(junho, '다람쥐를 봤어요', 'C-nothing');
    const { workspaceId, memberId } = await proofOf(message);
    await desk.db.proof.createMany({
      data: ['C-nothing', 'C-else'].map((channelRef) => ({
        ...{ workspaceId, memberId, channelRef, messageRef: `of-${channelRef}`, text: '다람쥐가 또' },
      })),
    });
    const said = { workspaceId, threadRef: message, at: new Date(), answer: '다람쥐 귀엽죠.' };
    await desk.db.talkTurn.createMany({
      data: [
        { ...said, messageRef: 'turn-1', memberId: memberId!, text: '다람쥐가 또 왔어요', state: 'verified' },
        { ...said, messageRef: 'turn-2', memberId: randomUUID(), text: '저도 봤어요', state: 'verified' },
      ],
    });
    await press(junho, 'leaveErase', id);
    const left = await desk.db.proof.findMany({ where: { text: { contains: '다람쥐' } } });
    expect(left.map(({ messageRef }) => messageRef)).toEqual(['of-C-else']);
    expect(await keptWords(desk.storage, ['다람쥐'])).toEqual(['proof.text']);
    const turns = await desk.db.talkTurn.findMany({
      where: { threadRef: message },
      orderBy: { messageRef: 'asc' },
    });
    expect(turns.map(({ text }) => text)).toEqual(['', '저도 봤어요']);
    await desk.db.proof.deleteMany({ where: { messageRef: 'of-C-else' } });
  });

  test('of somebody in danger leaves them in peace for no longer', async () => {
    const id = await desk.begin({ title: '쉬는 곳' }, 'C-care');
    const message = await desk.post(junho, '오늘은 너무 힘들어요', 'C-care');
    const { id: proof, memberId } = await proofOf(message);
    const then = new Date('2026-11-19T03:00:00Z');
    await desk.db.cheer.upsert({
      where: { proofId: proof },
      create: { proofId: proof, state: 'givenUp', reason: 'care', care: 'selfHarm', updatedAt: then },
      update: { state: 'givenUp', reason: 'care', care: 'selfHarm', updatedAt: then, line1: '힘들어도' },
    });
    const since = () => desk.storage.unitOfWork.run((tx) => tx.inCareSince(memberId as MemberId));
    expect((await since())!.at).toBe(then.getTime());
    await press(junho, 'leaveErase', id);
    expect((await since())!.at).toBe(then.getTime());
    expect(await desk.db.cheer.findUniqueOrThrow({ where: { proofId: proof } })).toMatchObject({
      reason: 'care',
      line1: null,
    });
    expect(await keptWords(desk.storage, ['힘들어'])).toEqual([]);
  });

  test('erasing one of two challenges leaves what counts for the other', async () => {
    const one = await desk.begin({ title: '하나' }, 'C-both');
    const two = await desk.begin({ title: '둘' }, 'C-both');
    const message = await desk.post(junho, '하나 둘 다 했어요 #하나 #둘', 'C-both');
    const { id: proof } = await proofOf(message);
    // However the post was judged: it counts for both.
    const member = await desk.db.member.findFirstOrThrow({ where: { ref: 'U-junho' } });
    for (const challengeId of [one, two])
      await desk.db.$executeRaw`
        insert into check_in (challenge_id, member_id, proof_id, day, at, zone)
        values (${challengeId}::uuid, ${member.id}::uuid, ${proof}::uuid, '2026-11-21', now(), 'Asia/Seoul') on conflict do nothing`;
    await press(junho, 'leaveErase', one);
    expect(await proofOf(message)).toMatchObject({
      text: '하나 둘 다 했어요 #하나 #둘',
      undoneAt: null,
      checkIns: [{ challengeId: two }],
    });
    expect(await desk.deliveries(`undo:react:${proof}`)).toEqual([]);
  });

  test('erasing has the photos that nothing else needs deleted', async () => {
    const id = await desk.begin({ title: '사진첩' }, 'C-photos');
    const message = await desk.post(junho, '사진과 함께', 'C-photos');
    const { id: proof } = await proofOf(message);
    await desk.db.photo.create({
      data: {
        proofId: proof,
        ordinal: 0,
        attachmentRef: 'a',
        name: 'a.jpg',
        state: 'kept',
        largeBlob: 'l',
        smallBlob: 's',
      },
    });
    await press(junho, 'leaveErase', id);
    const jobs = await desk.db.$queryRaw<{ payload: { proof: string } }[]>`
      select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'erasePhotos'`;
    expect(jobs.map(({ payload }) => payload.proof)).toContain(proof);
  });
});

test('info says everything, and where the asker stands', async () => {
  const id = await desk.begin(
    {
      title: '🏃 모두의 달리기',
      goal: 'week:3',
      startsOn: '2026-11-16',
      endsOn: '8주',
      teamGoal: '100',
      minLength: '10',
    },
    'C-info',
  );
  await desk.post(junho, '오늘은 한강에서 5km를 달렸어요', 'C-info');
  expect(said(await press(junho, 'info', id)).split('\n')).toEqual([
    '🏃 모두의 달리기',
    '월-일 기준 주 3회, 다음 날 03:00까지',
    '기간: 2026년 11월 16일~2027년 1월 10일 (56일)',
    '무엇으로 인증: 사진이나 글 · 10자 이상',
    '채널: #C-info',
    '하루가 끝나는 시각: 다음 날 03:00 (Asia/Seoul)',
    '지난 날 인증: 2일 전까지',
    '보호권: 14일마다 하나, 최대 2개',
    '함께 이룰 목표: 모두 합쳐 100일',
    '끝나기 전 알림: 없음',
    '참여: 1명',
    '진행자: 민지',
    '나: 지금까지 1일 · 연속 1주 · 보호권 1개',
  ]);
});

test('the list has one line each', async () => {
  const own = await openDesk();
  try {
    expect(said(await own.command(junho, 'challenge list'))).toBe('지금 하는 챌린지');
    await own.begin({ title: '🏃 달리기', goal: 'week:3', endsOn: '2026-12-01' });
    await own.begin({ title: '글쓰기', startsOn: '2026-12-01' }, 'C2');
    await own.draft({ title: '준비 중' }, 'C3');
    expect(said(await own.command(minji, 'challenge list')).split('\n')).toEqual([
      '지금 하는 챌린지',
      '🏃 달리기 · 월-일 기준 주 3회, 다음 날 03:00까지 · 0명 · 10일 남음 · #C1',
      '글쓰기 · 매일, 다음 날 03:00까지 · 0명 · 12월 1일 시작 · #C2',
      '준비 중 · 매일, 다음 날 03:00까지 · 0명 · 시작 전 · #C3',
    ]);
    expect(toneOf(await own.command(junho, 'challenge join', { challenge: '준비 중' }))).toBe('problem');
  } finally {
    await own.close();
  }
});

describe('a member’s name', () => {
  const named = async (name: string) => {
    const channel = `C-name-${[...name].length}`;
    const id = await desk.begin({ title: '이름' }, channel);
    const member = person(`U${[...name].length}`, name);
    await desk.post(member, '오늘 5km', channel);
    await press(member, 'boardOn', id);
    return said(await desk.press(junho, actionId({ do: 'board', challenge: id, by: 'days' })));
  };

  test('with a right-to-left override turns none of our words around', async () => {
    expect(await named('\u202e지\u2066나\u202c 멤버')).toContain('\n1위 지 나 멤버님 · 1일\n');
  });

  test('in which nothing can be seen is the platform’s own', async () => {
    expect(await named('\u3164\u200b\u202e')).toContain('\n1위 U3님 · 1일\n');
  });

  test('of five hundred emoji is cut between them', async () => {
    const board = await named('👨‍👩‍👧'.repeat(500));
    expect(board.split('👨‍👩‍👧')).toHaveLength(101);
    expect(board).toContain('👨‍👩‍👧님 · 1일');
  });
});

describe('a challenge in a channel that not everybody may read', () => {
  const closed = { closed: true, takesPosts: true };
  const stranger = person('U-stranger', '지수');
  const host = person('U-host', '하나');
  const shownIn = (reply: Reply) => JSON.stringify(reply).includes('여기서 올린');
  const list = async (who: InboundMember, channel = 'C1') =>
    said(await desk.command(who, 'challenge list', {}, channel));

  test('is there for its members, its hosts and in its channel; for others it does not exist', async () => {
    channels.set('C-closed', closed);
    const id = await desk.begin({ title: '조용한 방' }, 'C-closed');
    expect(await desk.challenge(id)).toMatchObject({ closed: true });
    const handover = { challenge: '조용한 방', member: 'U-host' };
    await desk.command(host, 'help');
    await desk.command(minji, 'challenge handover', handover);

    const unknown = { challenge: '없는 방' };
    const named = { challenge: '조용한 방' };
    const checkIn = { ...named, text: '몰래 올린 글' };
    const same = async (words: string, options: Record<string, string>, other: Record<string, string>) => {
      const answer = said(await desk.command(stranger, words, options));
      expect(answer).toBe(said(await desk.command(stranger, words, other)).replace('없는 방', '조용한 방'));
    };
    expect(await list(stranger)).not.toContain('조용한 방');
    for (const words of [
      'challenge info',
      'challenge join',
      'challenge leave',
      'leaderboard',
      'challenge edit',
      'rest',
    ])
      await same(words, named, unknown);
    await same('checkin', checkIn, { ...unknown, text: '몰래 올린 글' });
    const missing = randomUUID() as ChallengeId;
    for (const what of ['join', 'info', 'edit'] as const) {
      const action = (of: ChallengeId) =>
        what === 'edit'
          ? actionId({ do: 'edit', challenge: of, part: 'all' })
          : actionId({ do: what, challenge: of });
      expect(said(await desk.press(stranger, action(id)))).toBe(
        said(await desk.press(stranger, action(missing))),
      );
    }
    const board = (of: ChallengeId) =>
      desk.press(stranger, actionId({ do: 'board', challenge: of, by: 'current' }));
    expect(said(await board(id))).toBe(said(await board(missing)));
    expect(await enrollments(id)).toEqual([]);
    expect(await desk.db.proof.count({ where: { text: '몰래 올린 글' } })).toBe(0);

    expect(await list(minji)).toContain('조용한 방');
    expect(await list(host)).toContain('조용한 방');
    expect(await list(stranger, 'C-closed')).toContain('조용한 방');
    const here = await desk.press(
      stranger,
      actionId({ do: 'join', challenge: id }),
      {},
      { channel: 'C-closed' },
    );
    expect(said(here)).toContain('온 걸 환영해요');
    expect(await list(stranger)).toContain('조용한 방');
    // Elsewhere they leave, and may still have their records erased.
    await desk.post(stranger, '여기서 올린 인증', 'C-closed');
    const own = async (who: InboundMember) =>
      Promise.all([
        desk.command(who, 'records', named).then(shownIn),
        desk.command(who, 'search', { ...named, words: '인증' }).then(shownIn),
      ]);
    const left = await press(stranger, 'leave', id);
    expect(await own(stranger)).toEqual([true, true]);
    expect(await own(person('U-other', '다른'))).toEqual([false, false]);
    expect(await list(stranger)).not.toContain('조용한 방');
    expect(said(await desk.press(stranger, button(left, '기록도 지우기')))).toContain('인증 1개와');
    expect(await own(stranger)).toEqual([false, false]);
    desk.at('11-21 15:10');
    await desk.post(stranger, '방에서 올린 글', 'C-closed');
    desk.at('11-21 15:00');
    expect(await enrollments(id)).toMatchObject([{ leftAt: null }]);
  });

  test('is as its new channel is when it moves, and is looked at again when it stays', async () => {
    channels.set('C-inner', closed).set('C-outer', { closed: false, takesPosts: true });
    const id = await desk.begin({ title: '옮기는 방' }, 'C-outer');
    const move = async (channel: string) => {
      const form = await desk.press(minji, actionId({ do: 'edit', challenge: id, part: 'all' }));
      const answer = await desk.fill(minji, form, { channel });
      return [toneOf(answer), (await desk.challenge(id)).closed];
    };
    expect(await move('C-inner')).toEqual(['done', true]);
    channels.set('C-inner', new PlatformError('unavailable', 'down'));
    expect(await move('C-inner')).toEqual(['done', true]);
    channels.set('C-inner', { closed: false, takesPosts: true });
    expect(await move('C-inner')).toEqual(['done', false]);
    channels.set('C-inner', closed);
    expect(await move('C-inner')).toEqual(['done', true]);
    // Where the platform tells nothing, everybody may read it.
    expect(await move('C-told-nothing')).toEqual(['done', false]);
  });

  test('where nothing can be posted, it is neither made nor moved', async () => {
    channels.set('C-forum', { closed: false, takesPosts: false });
    const before = await desk.db.challenge.count();
    const wrong = { title: '다시 고를 방', endsOn: '2020-01-01' };
    const refused = await desk.draft(wrong, 'C-forum');
    expect(said(refused)).toContain('#C-forum에는 글을 바로 올릴 수 없어요');
    expect(said(refused)).toContain('빨라요');
    expect(await desk.db.challenge.count()).toBe(before);
    // What was typed is there again; only the channel has to be chosen anew.
    const again = await desk.press(minji, button(refused, '다시 적기'));
    const chosen = await desk.fill(minji, again, { channel: 'C-stay', endsOn: '' });
    expect(said(chosen)).toContain('다시 고를 방');
    expect(await desk.db.challenge.count()).toBe(before + 1);
    const id = await desk.begin({ title: '머무는 방' }, 'C-stay');
    const form = await desk.press(minji, actionId({ do: 'edit', challenge: id, part: 'all' }));
    expect(said(await desk.fill(minji, form, { channel: 'C-forum' }))).toContain('#C-forum에는');
    expect(await desk.challenge(id)).toMatchObject({ channelRef: 'C-stay' });
  });
});

describe('/checkin', () => {
  const cards = () => desk.deliveries('card:');
  test('shows the channel what counted and no more; the rest is kept, and its member told', async () => {
    await desk.begin({ title: '카드 방' }, 'C-cards');
    const checkIn = (text: string, channel = 'C-cards') =>
      desk.command(junho, 'checkin', { challenge: '카드 방', text }, channel);
    const before = (await cards()).length;
    const yours = await desk.command(junho, 'checkin', { challenge: '카드 방', text: '밖에서' }, 'C1');
    expect([toneOf(yours), said(yours)]).toEqual(['problem', expect.stringContaining('/challenge join')]);
    expect(said(await checkIn('첫 글'))).toContain('인증 완료');
    for (const text of ['둘째 글', '셋째 글']) expect(said(await checkIn(text))).toContain('이미 인증했어요');
    expect(await cards()).toHaveLength(before + 1);
    const kept = await desk.db.proof.findMany({
      where: { channelRef: 'C-cards' },
      include: { checkIns: true },
    });
    expect(kept.map(({ text, checkIns }) => [text, checkIns[0]?.counted]).sort()).toEqual([
      ['둘째 글', false],
      ['셋째 글', false],
      ['첫 글', true],
    ]);
    // In it by then, wherever it is typed.
    desk.at('11-22 15:00');
    expect(said(await checkIn('다음 날', 'C1'))).toContain('인증 완료');
    expect(await cards()).toHaveLength(before + 2);
    desk.at('11-21 15:00');
  });
});
