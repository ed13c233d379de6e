import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import type { InboundMessage } from '../../../src/core/inbound.ts';
import type { ChallengeId, ProofId } from '../../../src/core/model/ids.ts';
import { type Core, openCore } from '../../support/core.ts';

// Five challenges are on in a workspace, each in a channel of its own; what is asked for in another one is about one's own.
const now = Date.parse('2026-11-20T12:00:00+09:00');
const titles = ['달리기', '글쓰기', '그림', '필사', '아침 달리기 모임'] as const;

let core: Core;
const ids = new Map<string, ChallengeId>();
let member = '';
let members = 0;
beforeAll(async () => {
  core = await openCore(now);
  for (const title of titles) ids.set(title, await core.challenge({ title }, `C-${title}`));
});
afterAll(() => core.stop());
beforeEach(() => {
  member = `멤버${++members}`;
});

const join = async (...which: readonly string[]) => {
  for (const challenge of which) await core.command(member, 'challenge join', { challenge });
};

describe('a command in a channel where no challenge is', () => {
  test('/checkin is for the only one its member is in, of however many there are', async () => {
    await join('그림');
    expect(await core.command(member, 'checkin', { text: '한 장 그렸어요' })).toBe(
      '그림 인증 완료! 첫 인증, 1일째',
    );
    await join('필사');
    expect(await core.command(member, 'checkin', { text: '한 쪽 옮겼어요' })).toBe(
      '어느 챌린지인지 함께 적어 주세요: 그림, 필사',
    );
  });

  test('of several that a name fits it is for one’s own; a whole title is what it says', async () => {
    await join('아침 달리기 모임');
    const checkin = (challenge: string) =>
      core.command(member, 'checkin', { text: '5km 달렸어요', challenge });
    expect(await checkin('모임')).toContain('아침 달리기 모임 인증 완료!');
    expect(await checkin('달리기')).toContain('달리기 챌린지에 참여하면');
  });

  test('who is in none is asked which one', async () => {
    expect(await core.command(member, 'checkin', { text: '했어요' })).toContain('달리기, 글쓰기, 그림');
  });

  test('/challenge leave is about one’s own', async () => {
    await join('그림');
    expect(await core.command(member, 'challenge leave')).toContain('그림');
    expect(await core.command(member, 'challenge leave')).toContain('나갈까요');
    await join('필사');
    expect(await core.command(member, 'challenge leave')).toMatch(/\[그림\] \[필사\]$/);
  });
});

describe('a day that is named, where one’s own challenge of the channel ended the day before and another one is on', () => {
  const over = async (title: string) => {
    core.set(now - 3 * 86_400_000);
    const id = await core.challenge({ title, startsOn: '2026-11-10' as never });
    await join(title);
    core.set(now);
    await core.storage.unitOfWork.run((tx) =>
      tx.endChallenge(id, { at: now, endsOn: '2026-11-19' as never, pauses: [] }),
    );
    return core.challenge({ title: `${title} 모르는 모임` });
  };
  const enrolled = (id: ChallengeId) =>
    core.storage.db.enrollment.count({ where: { challengeId: id, member: { ref: member } } });
  afterEach(async () => {
    await core.storage.db.challenge.deleteMany({ where: { channelRef: 'C1' } });
  });

  test('it is for one’s own, and joins nothing', async () => {
    const stranger = await over('걷기');
    expect(await core.command(member, 'checkin', { text: '어제 걸었어요', day: 'yesterday' })).toContain(
      '걷기 인증 완료! 11월 19일 인증',
    );
    expect(await enrolled(stranger)).toBe(0);
  });

  test('for who is in none of them it is the one that is on there', async () => {
    const stranger = await over('산책');
    member = `${member} 친구`;
    await core.command(member, 'checkin', { text: '오늘 걸었어요', day: 'today' });
    expect(await enrolled(stranger)).toBe(1);
    member = `${member} 둘`;
    await join('그림');
    await core.command(member, 'checkin', { text: '오늘 걸었어요', day: 'today' });
    expect(await enrolled(stranger)).toBe(1);
  });
});

describe('"Count as check-in" on a post that stands where no challenge is', () => {
  const manager = '관리자';
  const posts = (text = '오늘도 했어요') => core.post(member, text, { channel: 'C-general' as never });
  const proofOf = async ({ message }: InboundMessage) =>
    (await core.storage.db.proof.findFirstOrThrow({ where: { messageRef: message } })).id as ProofId;
  const countsFor = async ({ message }: InboundMessage) =>
    (
      await core.storage.db.checkIn.findMany({
        where: { proof: { messageRef: message }, revokedAt: null },
        include: { challenge: true, proof: { include: { member: true } } },
      })
    ).map(({ challenge, proof }) => `${proof?.member?.ref}: ${challenge.title}`);
  const memberships = (ref: string) =>
    core.storage.db.enrollment.count({ where: { member: { ref }, leftAt: null } });

  test('it counts for the only one its author is in', async () => {
    await join('그림');
    const event = await posts();
    expect(await core.menu(member, 'count', event)).toBe('그림 인증 완료! 첫 인증, 1일째');
    expect(await countsFor(event)).toEqual([`${member}: 그림`]);
  });

  test('of several its author is asked by buttons, for that post alone', async () => {
    await join('그림', '필사');
    const event = await posts();
    const question = '이 글은 어느 챌린지의 인증인가요? [그림] [필사]';
    expect(await core.menu(member, 'count', event)).toBe(question);
    expect(await countsFor(event)).toEqual([]);
    // Asked again while it waits, it is asked again.
    expect(await core.menu(member, 'count', event)).toBe(question);
    const choice = { proof: await proofOf(event), challenge: ids.get('필사')! };
    expect(await core.press(member, actionId({ do: 'choose', ...choice, once: true }))).toBe(
      '필사 인증 완료! 첫 인증, 1일째',
    );
    expect(await countsFor(event)).toEqual([`${member}: 필사`]);
    expect(await core.menu(member, 'count', await posts('한 번 더'))).toContain('[그림] [필사]');
  });

  test('what it names, or the only one it can count for, needs no question', async () => {
    await join('그림', '필사');
    const named = await posts('한 쪽 옮겼어요 #필사');
    expect(await core.menu(member, 'count', named)).toBe('필사 인증 완료! 첫 인증, 1일째');
    const photos = await core.challenge({ title: '사진', proofKind: 'photo' }, 'C-사진');
    ids.set('사진', photos);
    await core.command(member, 'challenge join', { challenge: '사진' });
    await core.command(member, 'rest', { what: 'day', challenge: '필사' });
    expect(await core.menu(member, 'count', await posts('그렸어요'))).toBe('그림 인증 완료! 첫 인증, 1일째');
  });

  test('who is in none hears where to join, and joins nothing by it', async () => {
    const event = await posts();
    expect(await core.menu(member, 'count', event)).toBe(
      '아직 참여한 챌린지가 없어서 셀 수 없어요. /challenge list 명령으로 참여한 뒤 다시 눌러 주시거나, 챌린지 채널에 바로 올려 주세요.',
    );
    expect(await core.menu(manager, 'count', event, true)).toBe(
      `${member}님이 아직 참여한 챌린지가 없어서 셀 수 없어요. 챌린지 채널에 올린 글이라면 참여하기 전이어도 바로 셀게요.`,
    );
    expect(await memberships(member)).toBe(0);
  });

  test('counted by a manager it is for the author’s challenge, not the manager’s, which nobody joins by it', async () => {
    await core.command(manager, 'challenge join', { challenge: '달리기' });
    await join('글쓰기');
    const event = await posts();
    expect(await core.menu(manager, 'count', event, true)).toContain('글쓰기 인증 완료!');
    expect(await countsFor(event)).toEqual([`${member}: 글쓰기`]);
    expect(await memberships(member)).toBe(1);
  });

  describe('of an author who is in several, a manager', () => {
    const asked = async () => {
      await join('그림', '필사');
      const event = await posts();
      const answer = await core.menu(manager, 'count', event, true);
      return { event, answer, choice: { proof: await proofOf(event), challenge: ids.get('필사')! } };
    };
    const question = (proof: ProofId) =>
      core.storage.db.delivery.findUniqueOrThrow({ where: { key: `choose:${proof}` } });

    test('may choose in the author’s place, which is noted; the author is asked no more', async () => {
      const { event, answer, choice } = await asked();
      expect(answer).toContain('대신 골라 주셔도 돼요. [그림] [필사]');
      expect(await question(choice.proof)).toMatchObject({ state: 'pending' });
      const press = () => core.press(manager, actionId({ do: 'chooseFor', ...choice }));
      expect(await press()).toBe('필사 인증 완료! 첫 인증, 1일째');
      expect(await press()).toBe('이미 필사 인증으로 세었어요.');
      expect(await countsFor(event)).toEqual([`${member}: 필사`]);
      expect(await question(choice.proof)).toMatchObject({ state: 'skipped' });
      const { id: memberId } = await core.storage.db.member.findFirstOrThrow({ where: { ref: member } });
      const notes = { what: 'checkInAdded', challengeId: choice.challenge, memberId };
      expect(await core.storage.db.audit.count({ where: notes })).toBe(1);
      expect(await core.storage.db.proofChoice.count({ where: { member: { ref: member } } })).toBe(0);
    });

    test('has the author hear in the thread what they would of their own post, and brings nobody back who left', async () => {
      await join('그림', '필사');
      const event = await core.post(member, '어제 했어요', {
        channel: 'C-general' as never,
        at: now - 86_400_000,
      });
      await core.menu(manager, 'count', event, true);
      const proof = await proofOf(event);
      core.set(now + 60_000);
      await core.storage.db.enrollment.updateMany({
        where: { member: { ref: member }, challenge: { title: '필사' } },
        data: { leftAt: new Date(now + 30_000) },
      });
      await core.press(manager, actionId({ do: 'chooseFor', proof, challenge: ids.get('필사')! }));
      expect(await countsFor(event)).toEqual([`${member}: 필사`]);
      expect(await memberships(member)).toBe(1);
      const note = await core.storage.db.delivery.findUniqueOrThrow({ where: { key: `note:${proof}` } });
      expect(note).toMatchObject({
        state: 'pending',
        effect: { target: { kind: 'thread', on: event.message } },
      });
      expect(JSON.stringify(note.effect)).toContain('11월 19일');
      core.set(now);
    });

    test('leaves it to the author, who may; who is neither may not', async () => {
      const { event, choice } = await asked();
      const stranger = actionId({ do: 'chooseFor', ...choice });
      expect(await core.press(`${member} 친구`, stranger)).toContain('내 글에만');
      expect(await countsFor(event)).toEqual([]);
      expect(await core.press(member, actionId({ do: 'choose', ...choice, once: true }))).toContain('1일째');
      expect(await core.press(manager, stranger)).toBe('이미 필사 인증으로 세었어요.');
    });
  });
});

describe('where everybody reads the thread, a closed challenge is named to nobody under a post of another channel', () => {
  let open: Core;
  const manager = '관리자';
  beforeAll(async () => {
    open = await openCore(now, { privateNotice: false });
    for (const title of ['그림', '필사']) await open.challenge({ title }, `C-${title}`);
    for (const title of ['비밀 모임', '속마음']) await open.challenge({ title, closed: true }, `C-${title}`);
  });
  afterAll(() => open.stop());
  /** As a member who is in these, of whose post a manager wants to know. */
  const counted = async (text: string, change: Partial<InboundMessage>, ...which: readonly string[]) => {
    for (const title of which)
      await open.inbound.command({
        platform: 'slack',
        workspace: 'T1' as never,
        channel: `C-${title}` as never,
        member: { ref: member as never, name: member },
        id: `${member} ${title}`,
        at: now,
        locale: null,
        path: ['challenge', 'join'],
        options: {},
        attachments: [],
        target: null,
      });
    const event = await open.post(member, text, { channel: 'C-general' as never, ...change });
    const answer = await open.menu(manager, 'count', event, true);
    const { id } = await open.storage.db.proof.findFirstOrThrow({ where: { messageRef: event.message } });
    const said = await open.storage.db.delivery.findMany({ where: { proofId: id, state: 'pending' } });
    return { proof: id as ProofId, answer, said: said.map(({ effect }) => JSON.stringify(effect)).join(' ') };
  };

  test('its author is asked about the others', async () => {
    const { answer, said } = await counted('오늘도 했어요', {}, '그림', '필사', '비밀 모임');
    expect(answer).toContain('[그림] [필사] [비밀 모임]');
    expect(said).toMatch(/그림.*필사/);
    expect(said).not.toContain('비밀');
  });

  test('where fewer than two remain, nobody is asked but who wants it counted, and may choose', async () => {
    const { proof, answer, said } = await counted('오늘도 했어요', {}, '그림', '비밀 모임');
    expect(answer).toBe('이 글은 어느 챌린지의 인증인가요? [그림] [비밀 모임]');
    expect(said).toBe('');
    const [secret] = await open.storage.db.challenge.findMany({ where: { title: '비밀 모임' } });
    const challenge = secret!.id as ChallengeId;
    expect(await open.press(manager, actionId({ do: 'chooseFor', proof, challenge }))).toContain('1일째');
  });

  test('nor is it in what is said of a post that counts for several, and no card of theirs is shown there', async () => {
    const text = '오늘도 #비밀모임 #속마음 했어요';
    for (let n = 0; n <= 7; n++) {
      open.set(now + n * 86_400_000);
      // The last one is a further one of the day before, which is said.
      const at = n < 7 ? open.clock.now() : open.clock.now() - 86_400_000 / 2;
      const { said } = await counted(text, { at }, ...(n === 0 ? ['비밀 모임', '속마음'] : []));
      expect(said).toContain(n < 7 ? 'react' : '11월 26일은 이미 인증했어요');
      expect(said).not.toMatch(/비밀|속마음/);
    }
    open.set(now);
  });
});
