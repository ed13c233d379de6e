import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import type { Effect } from '../../../src/core/delivery/effect.ts';
import type { InboundMessage } from '../../../src/core/inbound.ts';
import type { AttachmentRef, ChallengeId, MessageRef, ProofId } from '../../../src/core/model/ids.ts';
import type { Line } from '../../../src/core/views.ts';
import { type Core, openCore, plain } from '../../support/core.ts';
import { inboundOver } from '../../support/inbound.ts';

// Two challenges stand in one channel: every post is for the one it was meant for, and is asked about at most once.
const now = Date.parse('2026-11-20T12:00:00+09:00');
const photo = { ref: 'F1' as AttachmentRef, name: 'run.jpg', type: 'image/jpeg', size: 10 };

describe.each([
  ['where one member can be told alone', true],
  ['where everybody reads the thread', false],
])('%s', (_name, privateNotice) => {
  let core: Core;
  let running: ChallengeId;
  let writing: ChallengeId;
  let member = '';
  let members = 0;

  beforeAll(async () => {
    core = await openCore(now, { privateNotice });
    running = await core.challenge({ title: '아침 달리기', emoji: '🏃' });
    writing = await core.challenge({ title: '글쓰기', emoji: '✍️', minLength: 5, proofKind: 'text' });
  });
  afterAll(() => core.stop());
  beforeEach(() => {
    member = `멤버${++members}`;
  });

  const join = async (...titles: string[]) => {
    for (const challenge of titles) await core.command(member, 'challenge join', { challenge });
  };
  const joinBoth = () => join('아침 달리기', '글쓰기');
  const countsFor = async ({ message }: InboundMessage) =>
    (
      await core.storage.db.$queryRaw<{ title: string }[]>`
        select c.title from check_in k join challenge c on c.id = k.challenge_id join proof p on p.id = k.proof_id
        where p.message_ref = ${message} and k.revoked_at is null order by 1`
    ).map(({ title }) => title);
  const proofOf = async ({ message }: InboundMessage) =>
    (await core.storage.db.proof.findFirstOrThrow({ where: { messageRef: message } })).id as ProofId;
  const questionOf = async (event: InboundMessage) => {
    const row = await core.storage.db.delivery.findUnique({
      where: { key: `choose:${await proofOf(event)}` },
    });
    const effect = row?.effect as Effect | undefined;
    if (effect?.do !== 'post' || effect.view.view !== 'note') return null;
    const { target, view } = effect;
    return {
      state: row!.state,
      target,
      line: plain(view.line),
      buttons: view.buttons!.map(({ label }) => label),
    };
  };
  const choose = async (who: string, event: InboundMessage, challenge: ChallengeId) =>
    core.press(who, actionId({ do: 'choose', proof: await proofOf(event), challenge }));

  test.each([
    ['its title', '오늘은 아침 달리기를 했어요', ['아침 달리기']],
    ['its emoji', '✍ 한 줄 남겨요', ['글쓰기']],
    ['its hashtag', '5km! #아침달리기', ['아침 달리기']],
    ['both', '아침 달리기 하고 #글쓰기 까지 했어요', ['글쓰기', '아침 달리기']],
  ])('a post counts for what it names: %s', async (_by, text, titles) => {
    await joinBoth();
    expect(await countsFor(await core.post(member, text))).toEqual(titles);
  });

  test('else it counts for the only one its member is in', async () => {
    await join('글쓰기');
    expect(await countsFor(await core.post(member, '오늘은 비가 왔어요'))).toEqual(['글쓰기']);
  });

  test('else for the only one it can count for', async () => {
    await joinBoth();
    expect(await countsFor(await core.post(member, '', { attachments: [photo] }))).toEqual(['아침 달리기']);
  });

  test('a challenge the member rests from is hardly meant', async () => {
    await joinBoth();
    await core.command(member, 'rest', { what: 'day', challenge: '글쓰기' });
    expect(await countsFor(await core.post(member, '오늘도 해냈어요'))).toEqual(['아침 달리기']);
  });

  test('else its member is asked, once, and the post waits without a check-in', async () => {
    await joinBoth();
    const event = await core.post(member, '오늘도 해냈어요');
    await core.inbound.message(event);
    expect(await countsFor(event)).toEqual([]);
    expect(await questionOf(event)).toEqual({
      state: 'pending',
      target: privateNotice
        ? { kind: 'private', channel: 'C1', member }
        : { kind: 'thread', on: event.message, title: `${member}님의 11월 20일` },
      line: expect.stringContaining('어느 챌린지의 인증인가요?'),
      buttons: ['🏃 아침 달리기', '✍️ 글쓰기'],
    });
  });

  test('once each of them is done, nobody is asked about talk', async () => {
    await joinBoth();
    await core.post(member, '아침 달리기 하고 #글쓰기 까지 했어요');
    const notes = () => core.storage.db.delivery.findMany({ where: { key: { startsWith: 'note:' } } });
    const before = (await notes()).length;
    for (const talk of ['다들 점심 드셨어요?', '저는 김밥이요']) {
      expect(await questionOf(await core.post(member, talk))).toBeNull();
    }
    expect(await notes()).toHaveLength(before + 1);
    // Whoever may be in danger is heard all the same.
    const cry = await core.post(member, '죽고 싶어요');
    const care = await core.storage.db.$queryRaw<{ proof: string }[]>`
      select p.id::text as proof from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      join proof p on p.id::text = j.payload->>'proof' where t.identifier = 'care' and p.message_ref = ${cry.message}`;
    expect(care).toHaveLength(1);
    const shown = await core.post(member, '사진과 함께 써요', { attachments: [photo] });
    expect(await questionOf(shown)).toMatchObject({ buttons: ['🏃 아침 달리기', '✍️ 글쓰기'] });
  });

  test('the choice counts at the time of the post, and is remembered for posts of that kind', async () => {
    await joinBoth();
    const event = await core.post(member, '오늘도 해냈어요', { at: now - 20 * 3_600_000 });
    expect(await choose(member, event, writing)).toBe(
      '글쓰기 인증 완료! 11월 19일 인증 · 첫 인증, 1일째 · 다음부터 이 채널의 글은 이 챌린지 인증으로 셀게요.',
    );
    expect(await countsFor(event)).toEqual(['글쓰기']);
    expect((await questionOf(event))!.state).toBe('skipped');
    const next = await core.post(member, '오늘도 해냈어요');
    expect(await countsFor(next)).toEqual(['글쓰기']);
    // A photo is another kind: it is asked about anew.
    const shown = await core.post(member, '사진과 함께 써요', { attachments: [photo] });
    expect(await countsFor(shown)).toEqual([]);
    await choose(member, shown, running);
    expect(await countsFor(shown)).toEqual(['아침 달리기']);
    expect(
      await core.storage.db.photo.count({ where: { proofId: await proofOf(shown), state: 'waiting' } }),
    ).toBe(1);
  });

  test('a photo that was taken out before the choice is no proof, and is not fetched', async () => {
    await joinBoth();
    const photos = await core.challenge({ title: '사진', proofKind: 'photo' });
    await join('사진');
    const other = { ...photo, ref: 'F2' as AttachmentRef, name: 'other.jpg' };
    const event = await core.post(member, '오늘도 해냈어요', { attachments: [photo, other] });
    const edit = { ...event, inThread: false };
    await core.inbound.edited({ ...edit, editedAt: now + 1, filesLeft: [other.ref] });
    const { id } = await core.storage.db.proof.findFirstOrThrow({ where: { messageRef: event.message } });
    const states = async () =>
      (await core.storage.db.photo.findMany({ where: { proofId: id }, orderBy: { ordinal: 'asc' } })).map(
        ({ state }) => state,
      );
    expect(await states()).toEqual(['erased', 'held']);
    await core.inbound.edited({ ...edit, editedAt: now + 2, filesLeft: [] });
    expect(await choose(member, event, photos)).toContain('사진');
    expect(await countsFor(event)).toEqual([]);
    // The words are there still.
    await choose(member, event, writing);
    expect(await countsFor(event)).toEqual(['글쓰기']);
    expect(await states()).toEqual(['erased', 'erased']);
    expect(await core.storage.db.proofChoice.findMany({ where: { member: { ref: member } } })).toMatchObject([
      { kind: 'text' },
    ]);
    await core.storage.db.challenge.delete({ where: { id: photos } });
  });

  test('an edit that takes the photo out and names a challenge is judged without it', async () => {
    await joinBoth();
    const event = await core.post(member, '오늘도 해냈어요', { attachments: [photo] });
    const photos = await core.challenge({ title: '사진', proofKind: 'photo' });
    await core.inbound.edited({
      ...event,
      text: '오늘도 #사진',
      editedAt: now + 1,
      inThread: false,
      filesLeft: [],
    });
    expect(await countsFor(event)).toEqual([]);
    await core.storage.db.challenge.delete({ where: { id: photos } });
  });

  test('only its author can choose', async () => {
    await joinBoth();
    const event = await core.post(member, '오늘도 해냈어요');
    expect(await choose('다른 멤버', event, running)).toBe(
      `이건 ${member}님께 여쭤본 거예요. ${member}님이 고르시면 바로 셀게요.`,
    );
    expect(await countsFor(event)).toEqual([]);
  });

  test('both buttons pressed many times at once count once, for one of them', async () => {
    await joinBoth();
    const event = await core.post(member, '오늘도 해냈어요');
    await Promise.all(Array.from({ length: 20 }, (_, n) => choose(member, event, n % 2 ? running : writing)));
    expect(await countsFor(event)).toHaveLength(1);
    expect(await core.storage.db.delivery.count({ where: { key: `react:${await proofOf(event)}` } })).toBe(1);
    expect(await choose(member, event, running)).toContain('인증으로 세었어요');
  });

  test('a post that was deleted counts for nothing any more', async () => {
    await joinBoth();
    const event = await core.post(member, '오늘도 해냈어요');
    await core.remove(event);
    expect(await choose(member, event, running)).toContain('지워졌거나 취소한 글');
    expect(await countsFor(event)).toEqual([]);
  });

  test('a post that waits for the choice is undone with its question, and may be counted after all', async () => {
    await joinBoth();
    const event = await core.post(member, '오늘도 해냈어요');
    const key = `choose:${await proofOf(event)}`;
    await core.storage.db.delivery.update({
      where: { key },
      data: { state: 'sent', messageRef: 'C1/question' },
    });
    expect(await core.menu(member, 'undo', event)).toContain('더 묻지 않아요');
    expect(
      (await core.storage.db.delivery.findUniqueOrThrow({ where: { key: `undo:${key}` } })).effect,
    ).toEqual({ do: 'remove', message: 'C1/question' });
    expect(await choose(member, event, running)).toContain('지워졌거나 취소한 글');
    expect(await core.menu(member, 'undo', event)).toBe('이 글로 센 인증이 없어요.');
    expect(await core.menu(member, 'count', event)).toContain('[🏃 아침 달리기] [✍️ 글쓰기]');
  });

  test('a question that stands is removed when it is answered', async () => {
    await joinBoth();
    const event = await core.post(member, '오늘도 해냈어요');
    const key = `choose:${await proofOf(event)}`;
    await core.storage.db.delivery.update({
      where: { key },
      data: { state: 'sent', messageRef: 'C1/question' },
    });
    await choose(member, event, running);
    expect(
      (await core.storage.db.delivery.findUniqueOrThrow({ where: { key: `undo:${key}` } })).effect,
    ).toEqual({
      do: 'remove',
      message: 'C1/question',
    });
  });

  test('a question answered while it is on its way is removed when it arrives', async () => {
    await joinBoth();
    const event = await core.post(member, '오늘도 해냈어요');
    const claimed = await core.storage.ledger.claim(`choose:${await proofOf(event)}` as never);
    if (claimed.kind !== 'claimed') throw new Error('not claimed');
    await choose(member, event, running);
    await core.storage.ledger.settle(claimed, { state: 'sent', message: 'C1/late' as never });
    expect(
      await core.storage.db.delivery.findUnique({ where: { key: `undo:${claimed.key}` } }),
    ).toMatchObject({ effect: { do: 'remove', message: 'C1/late' } });
  });

  test('whatever is asked about a post for both is answered with both', async () => {
    await joinBoth();
    const event = await core.post(member, '아침 달리기 하고 #글쓰기 까지 했어요');
    expect(await core.menu(member, 'count', event)).toBe(
      '이 글은 이미 아침 달리기, 글쓰기 인증으로 세었어요.',
    );
    expect(await core.menu(member, 'undo', event)).toBe(
      '아침 달리기, 글쓰기 인증을 취소했어요. 같은 글은 "인증으로 세기"로 다시 셀 수 있어요.',
    );
    const credit = '인증 완료! 첫 인증, 1일째';
    expect(await core.menu(member, 'count', event)).toBe(`아침 달리기 ${credit} 글쓰기 ${credit}`);
    // Counted for one, a second proof for the other: both are said.
    await core.menu(member, 'undo', event);
    await core.post(member, '오늘의 #글쓰기 한 줄');
    const second = await core.post(member, '아침 달리기 하고 #글쓰기 까지 했어요');
    await core.menu(member, 'undo', second);
    expect(await core.menu(member, 'count', second)).toBe(
      `아침 달리기 ${credit} 글쓰기: 오늘은 이미 인증했어요. 이 글도 기록에 함께 남겨 둘게요.`,
    );
  });

  describe('where the usual one is done for the day', () => {
    const shown = (text = '', change: Partial<InboundMessage> = {}) =>
      core.post(member, text, { attachments: [photo], ...change });
    const edit = (event: InboundMessage, text: string) =>
      core.inbound.edited({ ...event, text, editedAt: core.clock.now() + 1, inThread: false });
    const noteOf = async ({ message }: InboundMessage) => {
      const notes = await core.storage.db.delivery.findMany({
        where: { key: { startsWith: 'note:' }, proof: { messageRef: message }, state: 'pending' },
      });
      return notes.map(({ effect }) => plain((effect as unknown as { view: { line: Line } }).view.line));
    };
    const stays = '오늘은 이미 인증했어요. 이 글도 기록에 함께 남겨 둘게요.';
    /** As the buttons of the question say it. */
    const pressFirst = async (event: InboundMessage) => {
      const row = await core.storage.db.delivery.findUniqueOrThrow({
        where: { key: `choose:${await proofOf(event)}` },
      });
      const { view } = row.effect as unknown as { view: { buttons: { action: string }[] } };
      return core.press(member, view.buttons[0]!.action);
    };
    afterEach(() => core.set(now));
    /** A photo counted for running, which was chosen once. */
    const usual = async () => {
      await joinBoth();
      const first = await shown('사진과 함께 써요');
      await choose(member, first, running);
      expect(await countsFor(first)).toEqual(['아침 달리기']);
      return first;
    };

    test('a further photo is asked about while the other is open, the open one first; then it is a further one', async () => {
      await usual();
      const second = await shown('한 장 더 올려요');
      expect(await countsFor(second)).toEqual([]);
      expect(await questionOf(second)).toMatchObject({
        line: expect.stringContaining('아침 달리기 인증은 이미 했어요. 이 글은 어느 챌린지의 인증인가요?'),
        buttons: ['✍️ 글쓰기', '🏃 아침 달리기'],
      });
      expect(await pressFirst(second)).toBe('글쓰기 인증 완료! 첫 인증, 1일째');
      expect(await countsFor(second)).toEqual(['글쓰기']);
      for (const text of ['세 번째 사진이에요', '네 번째 사진이에요']) {
        const more = await shown(text);
        expect(await questionOf(more)).toBeNull();
        expect(await noteOf(more)).toEqual([`아침 달리기: ${stays}`]);
      }
      // Chosen for that one alone: the first of the next day counts as ever.
      core.set(now + 86_400_000);
      expect(await countsFor(await shown('다음 날의 사진이에요'))).toEqual(['아침 달리기']);
      const next = await shown('다음 날의 또 한 장');
      expect(await questionOf(next)).toMatchObject({ buttons: ['✍️ 글쓰기', '🏃 아침 달리기'] });
      expect(await choose(member, next, running)).toContain(`아침 달리기: ${stays}`);
    });

    test('it is asked about once a day: each further photo is for what the answer was', async () => {
      await usual();
      const second = await shown('한 장 더 올려요');
      expect(await choose(member, second, running)).toContain(stays);
      for (const text of ['세 번째 사진이에요', '네 번째 사진이에요']) {
        const more = await shown(text);
        expect(await questionOf(more)).toBeNull();
        expect(await countsFor(more)).toEqual(['아침 달리기']);
        expect(await noteOf(more)).toEqual([`아침 달리기: ${stays}`]);
      }
      // Named, or counted by hand, it is for the other all the same.
      expect(await countsFor(await shown('이건 #글쓰기 사진이에요'))).toEqual(['글쓰기']);
      core.set(now + 86_400_000);
      await shown('다음 날의 사진이에요');
      expect(await questionOf(await shown('다음 날의 또 한 장'))).toMatchObject({ state: 'pending' });
    });

    test('of two photos of one instant, judged at the same time, one is asked about', async () => {
      const first = await usual();
      const { proofs } = core.storage;
      const { promise: bothRead, resolve } = Promise.withResolvers<void>();
      let reads = 0;
      const atOnce: typeof proofs = {
        ...proofs,
        async lastQuestion(of) {
          const found = await proofs.lastQuestion(of);
          if (++reads === 2) resolve();
          await bothRead;
          return found;
        },
      };
      const { message: door } = inboundOver(core.storage, { clock: core.clock, proofs: atOnce });
      const all = ['2', '3'].map((n) => ({ ...first, message: `${first.message}-${n}` as MessageRef }));
      await Promise.all(all.map(door));
      const questions = await Promise.all(all.map(questionOf));
      expect(questions.filter((each) => each !== null)).toHaveLength(1);
      expect((await Promise.all(all.map(countsFor))).flat()).toEqual(['아침 달리기']);
    });

    test('until its member answers, further photos are for the usual one, and are told what to name', async () => {
      await usual();
      const second = await shown('한 장 더 올려요');
      const third = await shown('세 번째 사진이에요');
      expect(await questionOf(third)).toBeNull();
      expect(await countsFor(third)).toEqual(['아침 달리기']);
      expect(await noteOf(third)).toEqual([
        `아침 달리기: ${stays} 혹시 ✍️ 글쓰기 인증이라면, 글을 고쳐 챌린지 이름이나 이모지를 넣어 주세요. 바로 셀게요.`,
      ]);
      // Whoever has it counted by hand is asked.
      await core.menu(member, 'undo', third);
      expect(await core.menu(member, 'count', third)).toContain('[✍️ 글쓰기] [🏃 아침 달리기]');
      expect(await pressFirst(second)).toContain('글쓰기 인증 완료!');
    });

    test('whoever flew, and for whom it is the same day there, is not asked again', async () => {
      await usual();
      await choose(member, await shown('한 장 더 올려요'), running);
      // Ten in the morning in Seoul, eight in the evening of the day before in New York.
      core.set(now + 22 * 3_600_000);
      const flown = { ref: member as never, name: member, manager: false, zone: 'America/New_York' };
      const there = await core.post(member, '뉴욕에서 한 장', { attachments: [photo], member: flown });
      expect(await questionOf(there)).toBeNull();
      expect(await noteOf(there)).toEqual([`아침 달리기: ${stays}`]);
    });

    test('the question about a post that was deleted is asked of the next one', async () => {
      await usual();
      await core.remove(await shown('한 장 더 올려요'));
      expect(await questionOf(await shown('다시 올려요'))).toMatchObject({ state: 'pending' });
    });

    test('words, which may be talk, are no question: once a day they are told what to name', async () => {
      await joinBoth();
      await choose(member, await core.post(member, '오늘도 해냈어요'), running);
      const words = await core.post(member, '글도 한 줄 남겨요');
      expect(await questionOf(words)).toBeNull();
      expect(await noteOf(words)).toEqual([
        `아침 달리기: ${stays} 혹시 ✍️ 글쓰기 인증이라면, 글을 고쳐 챌린지 이름이나 이모지를 넣어 주세요. 바로 셀게요.`,
      ]);
      const more = await core.post(member, '다들 점심 드셨어요?');
      expect(await questionOf(more)).toBeNull();
      expect(await noteOf(more)).toEqual([]);
      // Named by an edit, it counts for that one, and what was said of it goes.
      await edit(words, '글도 한 줄 남겨요 #글쓰기');
      await edit(words, '글도 한 줄 남겨요 #글쓰기');
      expect(await countsFor(words)).toEqual(['글쓰기']);
      expect(await noteOf(words)).toEqual([]);
      expect(
        await core.storage.db.checkIn.findMany({ where: { proof: { messageRef: words.message } } }),
      ).toMatchObject([{ challengeId: writing, counted: true }]);
      const last = await core.post(member, '저는 김밥이요');
      expect(await questionOf(last)).toBeNull();
    });

    test('an edit of a further one that names nothing else, or what it cannot count for, leaves it where it is', async () => {
      await usual();
      const second = await shown('사진 한 장 더');
      await choose(member, second, running);
      expect(await countsFor(second)).toEqual(['아침 달리기']);
      const kept = () =>
        core.storage.db.checkIn.findMany({ where: { proof: { messageRef: second.message } } });
      await edit(second, '사진 한 장 더! 🏃');
      expect(await kept()).toMatchObject([{ challengeId: running, counted: false }]);
      // Too short for it.
      core.set(now + 1);
      await edit(second, '✍️ 글');
      expect(await kept()).toMatchObject([{ challengeId: running, counted: false }]);
      core.set(now + 2);
      await edit(second, '✍️ 이제 다섯 글자예요');
      expect(await kept()).toMatchObject([{ challengeId: writing, counted: true }]);
    });

    test('edited from one to the other and back, where both are done, it is kept for what it names last', async () => {
      const big = { ...photo, ref: 'F9' as AttachmentRef, name: 'big.jpg', size: 900_000_000 };
      await usual();
      await core.post(member, '오늘의 #글쓰기 한 줄');
      const further = await shown('🏃 한 장 더', { attachments: [photo, big] });
      expect(await countsFor(further)).toEqual(['아침 달리기']);
      const texts = ['✍️ 이제 다섯 글자예요', '🏃 아니, 달리기예요', '✍️ 역시 글쓰기였어요'];
      const titles = ['글쓰기', '아침 달리기', '글쓰기'];
      for (const [n, text] of texts.entries()) {
        core.set(now + n);
        await edit(further, text);
        expect(await countsFor(further)).toEqual([titles[n]]);
        expect(await noteOf(further)).toContainEqual(`${titles[n]}: ${stays}`);
      }
      const refused = { key: { startsWith: `refused-1:${await proofOf(further)}` } };
      expect(await core.storage.db.delivery.count({ where: refused })).toBe(1);
    });

    test('with a photo that was refused already it counts for another that is open', async () => {
      const big = { ...photo, ref: 'F9' as AttachmentRef, name: 'big.jpg', size: 900_000_000 };
      await usual();
      const further = await shown('🏃 한 장 더', { attachments: [big] });
      await edit(further, '✍️ 이제 다섯 글자예요');
      expect(
        await core.storage.db.checkIn.findMany({ where: { proof: { messageRef: further.message } } }),
      ).toMatchObject([{ challengeId: writing, counted: true }]);
    });

    test('the process died on such an edit, and it is told again: nothing is lost', async () => {
      await usual();
      const second = await shown('사진 한 장 더');
      await choose(member, second, running);
      const dying = { ...core.storage.proofs, write: () => Promise.reject(new Error('died')) };
      const died = inboundOver(core.storage, { clock: core.clock, proofs: dying });
      const again = { ...second, text: '✍️ 다섯 글자 넘게', editedAt: now + 1, inThread: false };
      await expect(died.edited(again)).rejects.toThrow('died');
      await core.inbound.edited(again);
      expect(await countsFor(second)).toEqual(['글쓰기']);
      expect(await noteOf(second)).toEqual([]);
    });

    test('a post that is asked about counts for what an edit names, and the question goes', async () => {
      await joinBoth();
      const event = await core.post(member, '오늘도 해냈어요');
      await edit(event, '오늘도 해냈어요!');
      expect(await countsFor(event)).toEqual([]);
      core.set(now + 1);
      await edit(event, '오늘도 해냈어요 🏃');
      expect(await countsFor(event)).toEqual(['아침 달리기']);
      expect((await questionOf(event))!.state).toBe('skipped');
    });

    test('undone and counted anew, its member is asked anew, and that is remembered', async () => {
      const first = await usual();
      await core.menu(member, 'undo', first);
      expect(await core.menu(member, 'count', first)).toBe(
        '어느 챌린지의 인증인가요? 한 번만 골라 주시면 다음부터는 알아서 셀게요. [🏃 아침 달리기] [✍️ 글쓰기]',
      );
      expect(await choose(member, first, writing)).toContain('이 챌린지 인증으로 셀게요');
      core.set(now + 86_400_000);
      expect(await countsFor(await shown('다음 날의 사진이에요'))).toEqual(['글쓰기']);
    });
  });

  test('counted by menu, the question is in the answer; of another’s post, its author is asked', async () => {
    await joinBoth();
    const event = await core.post(member, '오늘도 해냈어요');
    expect(await core.menu(member, 'count', event)).toContain('[🏃 아침 달리기] [✍️ 글쓰기]');
    const { id } = await core.storage.db.proof.findFirstOrThrow({
      where: { messageRef: event.message },
    });
    expect(await core.press(member, `1:choose:${id}:${running}`)).toContain('1일째');
    member = `${member} 친구`;
    await joinBoth();
    const other = await core.post(member, '하나 더 했어요');
    expect(await core.menu('관리자', 'count', other, true)).toContain('여쭤봤어요');
    expect(await questionOf(other)).toMatchObject({ state: 'pending' });
  });
});
