import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import { createCloseDueChallenge } from '../../../src/core/challenge/close-challenge.ts';
import { createFinishCard } from '../../../src/core/closing/finish-card.ts';
import type { Effect } from '../../../src/core/delivery/effect.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type {
  ChallengeId,
  ChannelRef,
  MemberId,
  MemberRef,
  WorkspaceRef,
} from '../../../src/core/model/ids.ts';
import { type Core, openCore, plain } from '../../support/core.ts';
import { keptWords } from '../../support/kept-words.ts';
import { quietLog } from '../../support/quiet.ts';

// The end of a challenge: one post for all, a card for each who did a day, and nothing of it ever twice.
const at = (wall: string) => Date.parse(`2026-11-${wall.replace(' ', 'T')}:00+09:00`);
const manager = '관리자';

let core: Core;
let id: ChallengeId;
beforeEach(async () => {
  core = await openCore(at('16 12:00'));
  id = await core.challenge({
    title: '아침 달리기',
    emoji: '🏃',
    startsOn: '2026-11-16' as CivilDay,
    endsOn: '2026-11-20' as CivilDay,
    teamGoal: 20,
  });
});
afterEach(() => core.stop());

const jobs = () => ({ unitOfWork: core.storage.unitOfWork, clock: core.clock, log: quietLog });
const closeDue = () => createCloseDueChallenge(jobs())({ challenge: id });
const sendCards = async () => {
  const send = createFinishCard({ ...jobs(), linkTo: (_, message) => `https://chat.example/${message}` });
  const planned = await planning();
  for (const { member } of planned) await send({ challenge: id, member });
  return planned;
};
const planning = () => core.storage.db.$queryRaw<
  { member: MemberId; priority: number; after: number }[]
>`select payload->>'member' as member, priority, extract(epoch from run_at)::float8 * 1000 - ${core.clock.now()}::float8 as after
  from graphile_worker._private_jobs where task_id = (select id from graphile_worker._private_tasks where identifier = 'finishCard')
  order by run_at`;
const posts = async (like: string) =>
  (
    await core.storage.db.delivery.findMany({
      where: { key: { startsWith: like } },
      orderBy: { key: 'asc' },
    })
  ).map(({ effect }) => effect as unknown as Extract<Effect, { do: 'post' }>);
const cardOf = async (member: string) => {
  const found = (await posts(`finish:${id}`)).filter(
    ({ target }) => target.kind === 'direct' && target.member === member,
  );
  expect(found.length).toBeLessThan(2);
  const view = found[0]?.view;
  return view?.view === 'card' ? view : null;
};
/** Days of a member, with what was said on each. */
const proofs = async (member: string, said: Readonly<Record<string, string>>) => {
  for (const [day, text] of Object.entries(said)) {
    core.set(at(`${day} 12:00`));
    await core.post(member, text);
  }
};

describe('when its last day is over', () => {
  test('one post in the channel that names nobody, with what all did and a way to go again', async () => {
    await proofs('지은', { 16: '첫날', 17: '둘째 날', 18: '셋째 날' });
    await proofs('준호', { 16: '첫날', 19: '다시 왔어요' });
    core.set(at('21 10:00'));
    await closeDue();
    await closeDue();

    const [post, ...others] = await posts('closing:');
    expect(others).toEqual([]);
    expect(post!.target).toEqual({ kind: 'channel', channel: 'C1' });
    if (post!.view.view !== 'card') throw new Error('a card was expected');
    expect(post!.view.title).toBe('🏃 아침 달리기 · 함께 마무리해요');
    expect(post!.view.lines.map(plain)).toEqual([
      '2명이 함께해서 모두 합쳐 5일을 채웠어요.',
      '함께 이룰 목표 20일 가운데 5일을 함께 쌓았어요.',
      '하루를 올린 분도 매일 올린 분도 모두 고마워요. 함께한 분들께는 담찌가 기념 카드를 따로 보내 드릴게요.',
    ]);
    expect(post!.view.buttons).toEqual([
      { action: actionId({ do: 'myCard', challenge: id }), label: '내 카드 보기', style: 'secondary' },
      { action: actionId({ do: 'again', challenge: id }), label: '다시 하기', style: 'secondary' },
    ]);
    expect(JSON.stringify(post!.view)).not.toMatch(/지은|준호/);
  });

  test('a card for each who did a day: the numbers, the brightest words with a link, and a picture that says the same', async () => {
    const long = `비가 왔지만 우산을 쓰고 강변을 따라 천천히 달렸어요. ${'오리도 보고 사람들도 만났어요. '.repeat(5)}`;
    await proofs('지은', { 16: '첫날', 17: long, 18: '셋째 날', 20: '마지막 날!' });
    core.set(at('21 10:00'));
    await closeDue();
    await sendCards();

    const card = (await cardOf('지은'))!;
    expect(card.title).toBe('🏃 아침 달리기 · 함께한 기록');
    expect(card.lines.map(plain)).toEqual([
      '지은님, 이번 챌린지에서 4일을 함께했어요.',
      '하루하루 올려 준 순간들, 담찌가 모두 기억해요. 정말 수고 많았어요.',
    ]);
    const [days, longest, completion, best] = card.fields;
    expect([days, longest, completion].map((field) => `${field!.label} ${plain(field!.value)}`)).toEqual([
      '인증한 날 4일',
      // The freeze everybody has bridges the one day without a proof.
      '가장 긴 연속 4일',
      '달성률 80%',
    ]);
    expect(plain(best!.value)).toMatch(
      /^“비가 왔지만 우산을 쓰고 강변을 따라 천천히 달렸어요\. .*…” 보러 가기$/,
    );
    const { picture } = card;
    if (picture?.kind !== 'finish') throw new Error('a finish picture was expected');
    expect([...picture.quote!].length).toBeGreaterThan(75);
    expect([...picture.quote!].length).toBeLessThanOrEqual(80);
    expect(picture).toMatchObject({
      name: '지은',
      challenge: { title: '아침 달리기', emoji: '🏃' },
      daysDone: 4,
      longest: 4,
      unit: 'day',
      completionPct: 80,
      photos: [],
    });
    const link = best!.value.find((part) => typeof part !== 'string' && part.kind === 'link');
    expect(link).toMatchObject({ url: expect.stringMatching(/^https:\/\/chat\.example\/C1\//) });
  });

  test('a card of one day in a year shows that day, and no zero', async () => {
    await proofs('지은', { 20: '하루라도 해 봤어요' });
    const { db } = core.storage;
    const begun = new Date('2025-11-21');
    await db.challenge.update({ where: { id }, data: { startsOn: begun } });
    await db.enrollment.updateMany({ where: { challengeId: id }, data: { joinedOn: begun } });
    core.set(at('21 10:00'));
    await closeDue();
    await sendCards();

    const card = (await cardOf('지은'))!;
    expect(card.fields.map(({ label }) => label)).toEqual(['인증한 날', '가장 긴 연속', '빛났던 순간']);
    expect(card.picture).toMatchObject({ daysDone: 1, completionPct: null });
    expect(JSON.stringify(card)).not.toContain('0%');
  });

  test('nothing of a day on which somebody wrote of a crisis is on it', async () => {
    const db = core.storage.db;
    const crisis = `이런 날들이 이어지고 있어요. ${'너무 힘든 하루였어요. '.repeat(5)}`;
    await proofs('지은', { 16: '첫날', 17: crisis, 18: '셋째 날이에요' });
    const { id: proofId } = await db.proof.findFirstOrThrow({ where: { text: crisis } });
    await db.photo.create({
      data: {
        proofId,
        ordinal: 0,
        attachmentRef: 'F0',
        name: 'a.jpg',
        state: 'kept',
        smallBlob: 'c'.repeat(64),
      },
    });
    await db.cheer.update({ where: { proofId }, data: { state: 'givenUp', care: 'selfHarm' } });
    core.set(at('21 10:00'));
    await closeDue();
    await sendCards();
    const card = (await cardOf('지은'))!;
    expect(plain(card.fields.at(-1)!.value)).toMatch(/^“셋째 날이에요”/);
    if (card.picture?.kind !== 'finish') throw new Error('a finish picture was expected');
    expect(card.picture).toMatchObject({ daysDone: 3, quote: '셋째 날이에요', photos: [] });
  });

  test('bad news is not quoted on it: neither what was comforted nor what nobody cheered', async () => {
    const db = core.storage.db;
    const comforted = `이런 날도 있네요. ${'쉽지 않은 하루였어요. '.repeat(5)}`;
    const uncheered = `오늘 할머니가 돌아가셨어요. ${'그래도 걸었어요. '.repeat(5)}`;
    await proofs('지은', { 16: '첫날', 17: comforted, 18: uncheered, 19: '넷째 날이에요' });
    const { id: proofId } = await db.proof.findFirstOrThrow({ where: { text: comforted } });
    await db.cheer.update({ where: { proofId }, data: { situation: 'hard' } });
    await db.cheer.deleteMany({ where: { proof: { text: uncheered } } });
    core.set(at('21 10:00'));
    await closeDue();
    await sendCards();
    const card = (await cardOf('지은'))!;
    expect(plain(card.fields.at(-1)!.value)).toMatch(/^“넷째 날이에요”/);
    expect(card.picture).toMatchObject({ daysDone: 4, quote: '넷째 날이에요' });
  });

  test('photos still kept are on its wall, at most nine from the whole way', async () => {
    const db = core.storage.db;
    for (const day of [16, 17, 18, 19, 20]) {
      core.set(at(`${day} 12:00`));
      await core.post('지은', `${day}일`);
    }
    for (const [n, proof] of (await db.proof.findMany({ orderBy: { postedAt: 'asc' } })).entries())
      for (let ordinal = 0; ordinal < 3; ordinal++)
        await db.photo.create({
          data: {
            proofId: proof.id,
            ordinal,
            attachmentRef: `F${n}${ordinal}`,
            name: 'a.jpg',
            state: ordinal === 2 && n === 0 ? 'erased' : 'kept',
            smallBlob: ordinal === 2 && n === 0 ? null : `${n}${ordinal}`.padStart(64, '0'),
          },
        });
    core.set(at('21 10:00'));
    await closeDue();
    await sendCards();
    const card = await cardOf('지은');
    if (card?.picture?.kind !== 'finish') throw new Error('a finish picture was expected');
    const wall = card.picture.photos.map((blob) => blob.slice(-2));
    expect(wall).toHaveLength(9);
    expect(wall).toEqual([...new Set(wall)].sort());
    expect([wall[0], wall.at(-1)]).toEqual(['00', '42']);
  });

  test('no card for who left or never did a day, and none in public', async () => {
    await proofs('지은', { 16: '첫날' });
    await proofs('떠난이', { 16: '첫날' });
    await core.command('구경꾼', 'challenge join', { challenge: '아침 달리기' });
    await core.press('떠난이', actionId({ do: 'leave', challenge: id }));
    core.set(at('21 10:00'));
    await closeDue();
    expect(await sendCards()).toHaveLength(1);
    const cards = await posts('finish:');
    expect(cards.map(({ target }) => target)).toEqual([{ kind: 'direct', member: '지은', workspace: 'T1' }]);
    const [post] = await posts('closing:');
    expect(plain(post!.view.view === 'card' ? post!.view.lines[0]! : [])).toBe(
      '2명이 함께해서 모두 합쳐 2일을 채웠어요.',
    );
  });

  test('who leaves between the end and their card gets none', async () => {
    await proofs('지은', { 16: '첫날' });
    core.set(at('21 10:00'));
    await closeDue();
    await core.press('지은', actionId({ do: 'leave', challenge: id }));
    await sendCards();
    expect(await posts('finish:')).toEqual([]);
  });

  test('its button shows each their own card, the one that was sent, however late; others are told what they did', async () => {
    await proofs('지은', { 16: '첫날', 18: '비가 왔지만 달렸어요' });
    await proofs('떠난이', { 16: '첫날', 17: '둘째 날' });
    await core.command('구경꾼', 'challenge join', { challenge: '아침 달리기' });
    await core.press('떠난이', actionId({ do: 'leave', challenge: id }));
    const mine = actionId({ do: 'myCard', challenge: id });
    expect(await core.press('지은', mine)).toContain('더는 쓰지 않는 버튼이에요');
    core.set(at('21 10:00'));
    await closeDue();
    await sendCards();
    const sent = await cardOf('지은');
    core.set(at('29 10:00'));
    const at21 = await core.inbound.action({
      platform: 'slack',
      workspace: 'T1' as WorkspaceRef,
      channel: 'C1' as ChannelRef,
      member: { ref: '지은' as MemberRef, name: '지은', manager: false },
      id: 'mine',
      at: core.clock.now(),
      locale: null,
      action: mine,
      values: {},
    });
    const shown = at21.kind === 'message' && at21.view.view === 'card' ? at21.view : null;
    expect(shown?.picture).toEqual(sent!.picture);
    expect([shown?.title, shown?.lines]).toEqual([sent!.title, sent!.lines]);
    expect(await core.press('떠난이', mine)).toBe(
      '🏃 아침 달리기 챌린지에서 2일을 함께했어요. 그날들은 기록에 그대로 있어요. 고마워요.',
    );
    expect(await core.press('구경꾼', mine)).toBe(
      '🏃 아침 달리기 챌린지에 함께해 줘서 고마워요. 다음에 또 만나요.',
    );
    expect(await core.press('모르는이', mine)).toBe(
      '🏃 아침 달리기 챌린지를 함께한 분들의 카드예요. 다음 챌린지에서 만나요.',
    );
    await core.press('지은', actionId({ do: 'leaveErase', challenge: id }));
    expect(await core.press('지은', mine)).toContain('함께한 분들의 카드예요');
    expect(await posts('finish:')).toHaveLength(1);
  });

  test('nobody did a day: a quiet line', async () => {
    core.set(at('21 10:00'));
    await closeDue();
    const [post] = await posts('closing:');
    expect(post!.view.view === 'card' && post!.view.buttons.map(({ label }) => label)).toEqual(['다시 하기']);
    expect(post!.view.view === 'card' && post!.view.lines.map(plain)).toEqual([
      '이번에는 조용히 지나갔어요. 다음에 또 함께해요.',
    ]);
    expect(await planning()).toEqual([]);
  });
});

describe('once for ever', () => {
  test('what changes afterwards posts nothing again', async () => {
    await proofs('지은', { 16: '첫날', 17: '둘째 날' });
    core.set(at('21 10:00'));
    await closeDue();
    await sendCards();
    const before = [...(await posts('closing:')), ...(await posts('finish:'))];
    expect(before).toHaveLength(2);
    // The member still names the last day (R15), and somebody who had none comes with their first.
    for (const who of ['지은', '늦은이'])
      expect(
        await core.command(who, 'checkin', {
          text: '어제도 달렸어요',
          day: '2026-11-20',
          challenge: '아침 달리기',
        }),
      ).toContain('11월 20일');
    expect(await core.storage.db.checkIn.count({ where: { day: new Date('2026-11-20') } })).toBe(2);
    // A manager makes up for a day after the end; the job of the end runs again.
    expect(
      await core.command(manager, 'admin add', {
        member: '지은',
        day: '2026-11-19',
        reason: '함께 달렸어요',
        challenge: '아침 달리기',
      }),
    ).toContain('11월 19일을 인증으로 더했어요');
    await closeDue();
    await sendCards();
    expect([...(await posts('closing:')), ...(await posts('finish:'))]).toEqual(before);
  });

  test('who leaves and erases takes the quote along, sent or not, and gets no second card', async () => {
    await proofs('지은', { 16: '무릎이 아팠지만 걸었어요' });
    await proofs('준호', { 16: '비밀 이야기를 적었어요' });
    core.set(at('21 10:00'));
    await closeDue();
    await sendCards();
    await core.storage.db.delivery.updateMany({
      where: {
        key: `finish:${id}:${(await core.storage.db.member.findFirstOrThrow({ where: { ref: '지은' } })).id}`,
      },
      data: { state: 'sent' },
    });
    // As the page keeps what it drew, whoever else had a card of the same title.
    for (const effect of await posts('finish:')) {
      const { view } = effect as Extract<Effect, { view: unknown }>;
      const { picture } = view as unknown as { readonly picture: object };
      await core.storage.pictures.keep(randomUUID(), picture);
      await core.storage.pictures.keep(randomUUID(), { ...picture, quote: '남의 말' });
    }
    expect(await keptWords(core.storage, ['무릎', '비밀'])).toContain('picture.spec');
    for (const who of ['지은', '준호']) await core.press(who, actionId({ do: 'leaveErase', challenge: id }));
    expect(await keptWords(core.storage, ['무릎', '비밀'])).toEqual([]);
    expect(await core.storage.db.picture.count()).toBe(2);
    const states = await core.storage.db.delivery.findMany({ where: { key: { startsWith: 'finish:' } } });
    expect(states.map(({ state }) => state).sort()).toEqual(['sent', 'skipped']);
    await sendCards();
    expect(await posts('finish:')).toHaveLength(2);
  });

  test('two managers end it at once', async () => {
    await proofs('지은', { 16: '첫날' });
    const end = (who: string) => core.press(who, actionId({ do: 'endNow', challenge: id }));
    const said = await Promise.all([end(manager), end('관리자 둘')]);
    expect(said.filter((text) => text.includes('끝냈어요'))).toHaveLength(1);
    expect(said.filter((text) => text.includes('이미 끝났어요'))).toHaveLength(1);
    expect(await posts('closing:')).toHaveLength(1);
    expect(await planning()).toHaveLength(1);
  });

  test('going again takes the times of the nudges along', async () => {
    await core.command(manager, 'nudge set', { challenge: '', time: '21:00', days: '월, 수' });
    core.set(at('21 10:00'));
    await closeDue();
    await core.press(manager, actionId({ do: 'again', challenge: id }));
    const draft = await core.storage.db.challenge.findFirstOrThrow({ where: { startedAt: null } });
    const schedules = await core.storage.unitOfWork.run((tx) => tx.listNudges([id, draft.id as ChallengeId]));
    const [old, anew] = [schedules.get(id), schedules.get(draft.id as ChallengeId)];
    expect(anew).toMatchObject({ times: [21 * 60], weekdays: [1, 3], zone: old!.zone, pausedReason: null });
  });

  test('two managers go again at once: one draft, which both are shown', async () => {
    core.set(at('21 10:00'));
    await closeDue();
    const again = (who: string) => core.press(who, actionId({ do: 'again', challenge: id }));
    const shown = await Promise.all([again(manager), again('관리자 둘'), again(manager)]);
    expect(new Set(shown).size).toBe(1);
    expect(shown[0]).toContain('[시작]');
    expect(await core.storage.db.challenge.count({ where: { startedAt: null } })).toBe(1);
    expect(await core.storage.db.audit.count({ where: { what: 'copied' } })).toBe(1);
  });

  test('hundreds of cards are spread, and stand behind everything members wait for', async () => {
    await proofs('지은', { 16: '첫날' });
    const { workspaceId } = await core.storage.db.challenge.findUniqueOrThrow({ where: { id } });
    await core.storage.db.$executeRaw`
      with people as (
        insert into member (workspace_id, ref, name)
        select ${workspaceId}::uuid, 'U' || n, '멤버' || n from generate_series(1, 300) n returning id
      ), joined as (
        insert into enrollment (challenge_id, member_id, joined_on) select ${id}::uuid, id, '2026-11-16' from people
      )
      insert into check_in (challenge_id, member_id, day, at, zone)
      select ${id}::uuid, id, '2026-11-16', '2026-11-16T03:00:00Z', 'Asia/Seoul' from people`;
    core.set(at('21 10:00'));
    const begun = performance.now();
    await closeDue();
    expect(performance.now() - begun).toBeLessThan(5_000);
    const planned = await planning();
    expect(planned).toHaveLength(301);
    expect(new Set(planned.map(({ priority }) => priority))).toEqual(new Set([20]));
    expect(planned.map(({ after }) => Math.round(after))).toEqual(planned.map((_, n) => n * 2_000));
  });
});
