import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { actionId, type Reply } from '../../../src/core/actions.ts';
import type { InboundMember } from '../../../src/core/inbound.ts';
import type {
  ChallengeId,
  ChannelRef,
  DeliveryKey,
  MemberId,
  MessageRef,
  ProofId,
  WorkspaceRef,
} from '../../../src/core/model/ids.ts';
import type { BlobId } from '../../../src/core/photo.ts';
import type { TurnId } from '../../../src/core/talk/store.ts';
import { inboundOver } from '../../support/inbound.ts';
import { keptWords } from '../../support/kept-words.ts';
import { button, type Desk, junho, minji, openDesk, person, said, toneOf } from '../challenge/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
beforeEach(() => desk.at('11-21 15:00'));

let people = 0;
/** Somebody new each time, whose name, id and words stand nowhere else. */
function somebody(): { who: InboundMember; words: string[]; word: string } {
  const n = ++people;
  const who = person(`U-daffodil-${n}`, `수선화지기${n}`);
  const word = `해오라기${n}`;
  return { who, word, words: [who.ref, who.name, word] };
}

const idOf = async (who: InboundMember) =>
  (await desk.db.member.findFirst({ where: { ref: who.ref } }))?.id as MemberId;
const proofOf = async (message: MessageRef) =>
  desk.db.proof.findFirstOrThrow({ where: { messageRef: message } });
const asked = (who: InboundMember) => desk.command(who, 'my delete');
const receiptIn = (reply: Reply) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(said(reply))?.[0];
async function erase(who: InboundMember): Promise<Reply> {
  return desk.press(who, button(await asked(who), '모두 지우기'));
}

const someoneWaits = async () =>
  (
    await desk.db.$queryRaw<unknown[]>`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  ).length > 0;

/** All that can be kept of somebody: posts that count and not, photos, cheers, talk, nudges, rests, freezes, settings, what managers did. */
async function livesHere({ who, word }: ReturnType<typeof somebody>, channel: string): Promise<ChallengeId> {
  const { db } = desk;
  const id = await desk.begin({ title: `챌린지 ${channel}` }, channel);
  const message = await desk.post(who, `${word} 5km`, channel);
  await desk.post(who, `${word} 또`, channel);
  const member = await idOf(who);
  const { id: proof, workspaceId } = await proofOf(message);
  await db.photo.create({
    data: {
      ...{ proofId: proof, ordinal: 0, attachmentRef: `${word}/a.jpg`, name: `${word}.jpg`, state: 'kept' },
      ...{ largeBlob: `l-${word}`, smallBlob: `s-${word}` },
    },
  });
  await db.cheer.updateMany({
    where: { proofId: proof },
    data: { state: 'posted', line1: word, line2: word },
  });
  await db.memory.create({
    data: {
      proofId: proof,
      memberId: member,
      challengeId: id,
      at: new Date(),
      embedder: 'e',
      vector: Buffer.from([1]),
    },
  });
  const view = { view: 'note', line: [word] };
  const thread = { kind: 'thread', on: message, title: who.name };
  const direct = { kind: 'direct', member: who.ref, workspace: 'T1' };
  const turn = await db.talkTurn.create({
    data: {
      ...{ workspaceId, threadRef: message, messageRef: `turn-${word}`, memberId: member, text: word },
      ...{ at: new Date(), state: 'verified', answer: word },
    },
  });
  await db.delivery.updateMany({ where: { key: `react:${proof}` }, data: { state: 'sent' } });
  const post = (target: object) => ({ do: 'post', target, view });
  await db.delivery.createMany({
    data: [
      {
        key: `cheer:${proof}`,
        proofId: proof,
        effect: post(thread),
        state: 'sent',
        messageRef: `m-cheer-${word}`,
      },
      { key: `talk:${turn.id}`, effect: post(thread), state: 'sent', messageRef: `m-talk-${word}` },
      {
        key: `nudge-me:${member}:2026-11-20:0`,
        effect: post(direct),
        state: 'sent',
        messageRef: `m-direct-${word}`,
      },
      { key: `nudge-me:${member}:2026-11-21:0`, effect: post({ ...thread, mention: who.ref }) },
      { key: `freeze:${id}:${member}:2026-11-20`, effect: post(direct), state: 'held' },
      {
        key: `care:${proof}`,
        effect: post({ kind: 'private', channel, member: who.ref }),
        state: 'dead',
        reason: 'x',
      },
      { key: `channel-gone:${id}:${who.ref}`, effect: post(direct), state: 'skipped', reason: 'y' },
    ].map((row) => ({ ...row, workspaceId })),
  });
  await db.memberNudge.create({
    data: { memberId: member, on: true, zone: 'Asia/Seoul', since: new Date() },
  });
  await db.memberNudgeSlot.create({
    data: {
      memberId: member,
      day: new Date('2026-11-21'),
      plannedAt: new Date(),
      version: 1,
      state: 'sending',
    },
  });
  await db.modelCall.create({
    data: {
      workspaceId,
      memberId: member,
      purpose: 'cheer',
      model: 'm',
      day: new Date('2026-11-21'),
      reserved: 1n,
    },
  });
  await desk.command(who, 'pal', { language: 'ko', timezone: 'Asia/Tokyo', tone: 'short' });
  await desk.command(who, 'rest', { days: '내일' });
  await desk.command(minji, 'admin freeze', {
    challenge: `챌린지 ${channel}`,
    member: who.ref,
    reason: `${word} 힘내요`,
  });
  const removed = await desk.command(minji, 'admin remove', {
    ...{
      challenge: `챌린지 ${channel}`,
      member: who.ref,
      day: '2026-11-21',
      reason: `${word} 사진이 달라요`,
    },
  });
  expect(toneOf(removed)).toBe('done');
  const removal = await db.audit.findFirstOrThrow({ where: { memberId: member, what: 'checkInRemoved' } });
  await desk.press(who, actionId({ do: 'sendAppeal', audit: removal.id }), { words: `${word} 정말 했어요` });
  await db.picture.createMany({
    data: [
      { id: `name-${word}`, spec: { kind: 'streak', name: who.name } },
      { id: `board-${word}`, spec: { kind: 'leaderboard', rows: [{ rank: 1, name: who.name, value: 3 }] } },
      { id: `photo-${word}`, spec: { kind: 'month', name: '?', days: [{ photo: `s-${word}` }] } },
    ],
  });
  await db.note.create({ data: { key: `typed:${member}:1`, value: word } });
  return id;
}

/** Every row that names a member by their row's id, of every table. */
async function rowsOf(member: MemberId): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables = await desk.db.$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const all = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await desk.db.$queryRawUnsafe<{ row: string }[]>(
        `select to_jsonb(t)::text as row from "${name}" t where position($1 in to_jsonb(t)::text) > 0 order by 1`,
        member,
      );
      return [name, rows.map(({ row }) => row)] as const;
    }),
  );
  return Object.fromEntries(all.filter(([, rows]) => rows.length > 0));
}

describe('erasing everything about a member', () => {
  test('asks first: what goes with its numbers, what stays, that it is for good; keeping it changes nothing', async () => {
    const one = somebody();
    await livesHere(one, 'C-ask');
    const member = await idOf(one.who);
    const before = await rowsOf(member);
    const question = await asked(one.who);
    expect(said(question)).toContain('사진 1장, 챌린지 1개의 기록');
    expect(said(question)).toContain('되돌릴 수 없어요');
    expect(said(await desk.press(one.who, button(question, '그대로 두기')))).toContain(
      '아무것도 지우지 않았어요',
    );
    expect(await rowsOf(member)).toEqual(before);
  });

  test('leaves no name, id or word of theirs in any column of any table, nor in a job', async () => {
    const one = somebody();
    await livesHere(one, 'C-all');
    const member = await idOf(one.who);
    expect((await keptWords(desk.storage, one.words)).length).toBeGreaterThan(15);
    const reply = await erase(one.who);
    expect(said(reply)).toContain('모두 지웠어요');
    expect(receiptIn(reply)).toBeDefined();
    expect(await keptWords(desk.storage, one.words)).toEqual([
      // Only which messages and copies are still to be removed.
      'delivery.effect',
      'delivery.message_ref',
      'photo.large_blob',
      'photo.small_blob',
    ]);
    expect(await idOf(one.who)).toBeUndefined();
    // What stands is removed, each once; nothing of theirs is sent any more.
    const undone = await desk.db.delivery.findMany({
      where: { key: { startsWith: 'undo:' }, effect: { path: ['message'], string_contains: one.word } },
    });
    expect(undone.map(({ messageRef, state, effect }) => [messageRef, state, effect])).toEqual(
      ['m-cheer', 'm-direct', 'm-talk'].map((what) => [
        null,
        'pending',
        { do: 'remove', message: `${what}-${one.word}` },
      ]),
    );
    const waiting = await desk.db.delivery.count({
      where: {
        key: { contains: member },
        state: { in: ['pending', 'held'] },
        NOT: { key: { startsWith: 'undo:' } },
      },
    });
    expect(waiting).toBe(0);
    // What a manager did stays, without whom it was about, and the cost of calls.
    const acts = await desk.db.audit.findMany({
      where: { what: 'freezeGranted' },
      orderBy: { at: 'desc' },
      take: 1,
    });
    expect(acts).toMatchObject([{ memberId: null, reason: null, actorId: await idOf(minji) }]);
    expect(await desk.db.modelCall.count({ where: { memberId: null } })).toBeGreaterThan(0);
  });

  test('and what stays for the removing of our words goes after two days', async () => {
    const one = somebody();
    await livesHere(one, 'C-days');
    await erase(one.who);
    expect(await desk.storage.forgetUnseen(Date.now() - 2 * 86_400_000)).toBe(0);
    expect(await desk.storage.forgetUnseen(Date.now() + 1_000)).toBeGreaterThan(1);
    expect(await keptWords(desk.storage, one.words)).toEqual([]);
  });

  test('touches nobody else', async () => {
    const [one, other] = [somebody(), somebody()];
    await livesHere(one, 'C-one');
    await livesHere(other, 'C-other');
    const member = await idOf(other.who);
    const before = await rowsOf(member);
    const words = await keptWords(desk.storage, other.words);
    await erase(one.who);
    expect(await rowsOf(member)).toEqual(before);
    expect(await keptWords(desk.storage, other.words)).toEqual(words);
  });

  test('pressed twice, or at once, has one receipt; somebody else who presses the button changes nothing', async () => {
    const one = somebody();
    await livesHere(one, 'C-twice');
    const press = button(await asked(one.who), '모두 지우기');
    const forged = await desk.press(junho, press);
    expect([toneOf(forged), said(forged)]).toEqual(['problem', '이 버튼은 물어본 본인만 누를 수 있어요.']);
    expect(await idOf(one.who)).toBeDefined();
    const replies = await Promise.all([1, 2, 3].map(() => desk.press(one.who, press)));
    const receipts = new Set([...replies, await desk.press(one.who, press)].map(receiptIn));
    expect(receipts.size).toBe(1);
    expect(await desk.db.erasure.findMany({ where: { id: [...receipts][0]! } })).toMatchObject([
      { photos: 1, challenges: 1 },
    ]);
    // Nothing is stored of whoever presses or asks once more.
    expect(said(await asked(one.who))).toContain(
      `지금 간직하고 있는 기록이 없어요.\n영수증 번호: ${[...receipts][0]}`,
    );
    expect(await idOf(one.who)).toBeUndefined();
  });

  test('killed before it was committed leaves all as it was; asked again it is done', async () => {
    const one = somebody();
    await livesHere(one, 'C-killed');
    const member = await idOf(one.who);
    const before = await rowsOf(member);
    const killed = desk.storage.unitOfWork.run(async (tx) => {
      await tx.eraseMember(member, desk.now());
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await rowsOf(member)).toEqual(before);
    expect(receiptIn(await erase(one.who))).toBeDefined();
  });

  test('keeps what they posted before away, told again, found in a history or edited; a new post begins anew', async () => {
    const one = somebody();
    const id = await livesHere(one, 'C-again');
    const then = desk.now();
    const message = await desk.post(one.who, `${one.word} 저녁`, 'C-again');
    desk.at('11-21 15:05');
    await erase(one.who);
    const name = () => keptWords(desk.storage, [one.who.name]);
    // Long after, when nothing is known of the messages any more.
    for (const forgotten of [false, true]) {
      if (forgotten) await desk.storage.forgetUnseen(Date.now() + 1_000);
      await desk.post(one.who, `${one.word} 저녁`, 'C-again', then, { message });
      await desk.post(one.who, `${one.word} 아침`, 'C-again', then, { found: true });
      await desk.post(one.who, `${one.word} 고마워`, 'C-again', then, {
        inThread: true,
        thread: message,
        mentionsBot: true,
      });
      await desk.edit(one.who, message, `${one.word} 고쳤어요`, 'C-again', then);
      expect(await idOf(one.who)).toBeUndefined();
      expect(await name()).toEqual([]);
    }
    expect(await keptWords(desk.storage, one.words)).toEqual([]);
    desk.at('11-21 15:10');
    await desk.post(one.who, '다시 왔어요', 'C-again');
    const back = await idOf(one.who);
    expect(await desk.db.checkIn.count({ where: { memberId: back, challengeId: id } })).toBe(1);
    expect(await desk.db.enrollment.findMany({ where: { memberId: back } })).toMatchObject([
      { joinedOn: new Date('2026-11-21') },
    ]);
    // The old button erases nobody who is new: it tells of the old receipt.
    const press = actionId({ do: 'eraseMe', member: '0b5f9c1e-0000-4000-8000-00000000000a' as MemberId });
    const told = await desk.press(one.who, press);
    expect(receiptIn(told)).toBeDefined();
    expect(said(told)).toContain('그 뒤에 다시 쌓인 기록은 그대로 있어요');
    expect(said(told)).not.toContain('모두 지웠어요');
    expect(await idOf(one.who)).toBe(back);
    // Erased once more they have another receipt.
    const receipts = await desk.db.erasure.count();
    await erase(one.who);
    expect(await desk.db.erasure.count()).toBe(receipts + 1);
  });

  test('a mark they put by hand before, told again, brings nothing back; one put after it is theirs anew', async () => {
    const one = somebody();
    await livesHere(one, 'C-mark');
    const then = desk.now();
    desk.at('11-21 15:05');
    await erase(one.who);
    const message = `marked-${one.word}` as MessageRef;
    const { ref, name } = one.who;
    const target = { message, at: then, author: ref, authorName: name, authorIsBot: false };
    const inbound = inboundOver(desk.storage, {
      clock: { now: desk.now, monotonic: () => performance.now() },
      messageFacts: async () => ({
        target: { ...target, text: `${one.word} 7km`, attachments: [] },
        member: one.who,
        byBot: false,
      }),
    });
    const mark = (at: number) =>
      inbound.reaction({
        ...{ platform: 'slack', workspace: 'T1' as WorkspaceRef, channel: 'C-mark' as ChannelRef },
        ...{ message, by: ref, mark: '🐹', at },
      });
    await mark(then);
    expect(await idOf(one.who)).toBeUndefined();
    expect(await keptWords(desk.storage, [name])).toEqual([]);
    desk.at('11-21 15:10');
    await mark(desk.now());
    expect(await desk.db.checkIn.count({ where: { memberId: await idOf(one.who) } })).toBe(1);
  });

  test('a new name that was read from a post of theirs right before brings nothing back', async () => {
    const one = somebody();
    await livesHere(one, 'C-name');
    const member = await idOf(one.who);
    await erase(one.who);
    await desk.storage.unitOfWork.run((tx) => tx.renameMember(member, one.who.name));
    expect(await keptWords(desk.storage, [one.who.name])).toEqual([]);
  });

  test('while what is said to them is on its way: it is taken back as soon as it stands, and its words are not kept', async () => {
    const one = somebody();
    await livesHere(one, 'C-flying');
    const member = await idOf(one.who);
    const key = `nudge-me:${member}:2026-11-21:0` as DeliveryKey;
    const claimed = await desk.storage.ledger.claim(key);
    if (claimed.kind !== 'claimed') throw new Error(claimed.kind);
    await erase(one.who);
    await desk.storage.ledger.settle(claimed, { state: 'sent', message: 'flown' as MessageRef });
    expect(await desk.deliveries(`undo:${key}`)).toMatchObject([
      { effect: { do: 'remove', message: 'flown' } },
    ]);
    expect(await keptWords(desk.storage, [one.who.name])).toEqual([]);
    expect(await keptWords(desk.storage, [one.who.ref])).toEqual([]);
  });

  test('while their posts, words and edits are being taken in, keeps none of them, and none fails', async () => {
    const one = somebody();
    await livesHere(one, 'C-race');
    const first = await desk.post(one.who, `${one.word} 먼저`, 'C-race');
    const then = desk.now() - 60_000;
    const press = button(await asked(one.who), '모두 지우기');
    const [reply] = await Promise.all([
      desk.press(one.who, press),
      ...Array.from({ length: 12 }, (_, n) =>
        n % 3 === 0
          ? desk.post(one.who, `${one.word} ${n}`, 'C-race', then, {
              inThread: true,
              thread: first,
              mentionsBot: true,
            })
          : n % 3 === 1
            ? desk.edit(one.who, first, `${one.word} ${n}`, 'C-race', then)
            : desk.post(one.who, `${one.word} ${n}`, 'C-race', then),
      ),
    ]);
    expect(said(reply)).toContain('모두 지웠어요');
    await desk.storage.forgetUnseen(Date.now() + 1_000);
    expect(await keptWords(desk.storage, one.words)).toEqual([]);
  });

  test('right after it was looked whether they were erased, waits for what they say to be stored, and takes it along', async () => {
    const one = somebody();
    await livesHere(one, 'C-between');
    const then = desk.now();
    const press = button(await asked(one.who), '모두 지우기');
    desk.at('11-21 15:05');
    let erased: Promise<Reply> | undefined;
    let isOver = false;
    const inbound = inboundOver(desk.storage, {
      clock: { now: desk.now, monotonic: () => performance.now() },
      unitOfWork: {
        run: (work, withinMs) =>
          desk.storage.unitOfWork.run(
            (tx) =>
              work({
                ...tx,
                async wasErasedSince(...asked) {
                  const was = await tx.wasErasedSince(...asked);
                  erased = desk.press(one.who, press).finally(() => {
                    isOver = true;
                  });
                  await vi.waitFor(async () => expect(isOver || (await someoneWaits())).toBe(true), 30_000);
                  return was;
                },
              }),
            withinMs,
          ),
      },
    });
    await inbound.message({
      ...{ platform: 'slack', workspace: 'T1' as WorkspaceRef, channel: 'C-between' as ChannelRef },
      ...{
        message: `talk-${one.word}` as MessageRef,
        member: one.who,
        text: `${one.word} 들려요?`,
        at: then,
      },
      ...{ attachments: [], inThread: true, thread: 'C-between/1' as MessageRef, mentionsBot: true },
    });
    expect(said((await erased)!)).toContain('모두 지웠어요');
    expect(await idOf(one.who)).toBeUndefined();
    await desk.storage.forgetUnseen(Date.now() + 1_000);
    expect(await keptWords(desk.storage, one.words)).toEqual([]);
  });

  test('while a cheer, an answer, a memory and a copy of a photo are being made, none of them is kept', async () => {
    const one = somebody();
    await desk.begin({ title: '만드는 중' }, 'C-making');
    const message = await desk.post(one.who, `${one.word} 5km`, 'C-making');
    const { id } = await proofOf(message);
    const proof = id as ProofId;
    await desk.db.photo.create({
      data: { proofId: proof, ordinal: 0, attachmentRef: 'a', name: 'a.jpg', state: 'waiting' },
    });
    await desk.post(one.who, `${one.word} 어때요?`, 'C-making', desk.now(), {
      ...{ inThread: true, thread: message, mentionsBot: true },
    });
    const turn = await desk.db.talkTurn.findFirstOrThrow({ where: { threadRef: message } });
    const { cheers, talks, memories, photos } = desk.storage;
    const cheer = (await cheers.begin(proof))!;
    const answered = (await talks.begin(turn.id as TurnId))!;
    expect([cheer.proof, answered.turn]).toEqual([proof, turn.id]);
    const key = `cheer:${proof}` as DeliveryKey;
    const target = { kind: 'thread', on: message, title: one.who.name } as const;
    const view = { view: 'cheer', lines: [one.word, one.word], footer: null, mood: 'happy' } as const;
    const kept = photos.keep(proof, 0, 10, async () => {
      await erase(one.who);
      return { large: `l-${one.word}` as BlobId, small: `s-${one.word}` as BlobId, width: 1, height: 1 };
    });
    expect(await kept).toBe(true);
    expect(await desk.db.photo.findFirst({ where: { proofId: proof } })).toMatchObject({ largeBlob: null });
    const written = {
      situation: 'usual',
      character: 'damjji',
      angle: 'detail',
      memory: null,
      model: 'm',
    } as const;
    const stored = await cheers.store(
      cheer,
      {
        ...written,
        ...{ lines: view.lines, source: 'model', promptVersion: '1', templateId: null, reason: null },
      },
      { key, effect: { do: 'post', target, view } },
      null,
    );
    expect(stored).toBe('overtaken');
    const answer = { lines: [one.word], source: 'model', reason: null } as const;
    expect(await talks.store(answered, answer as never, { target, view, more: null } as never)).toBe(false);
    const vector = new Int8Array([1]);
    const remembered = {
      proof,
      workspace: cheer.workspace,
      member: cheer.member.id,
      text: `${one.word} 5km`,
    };
    await memories.keep(remembered, 'e', vector);
    expect(await desk.db.memory.count({ where: { proofId: proof } })).toBe(0);
    expect(await keptWords(desk.storage, one.words)).toEqual([]);
  });

  test('of somebody who had other names takes the pictures under those along, and nobody else’s', async () => {
    const { db } = desk;
    const one = somebody();
    await desk.begin({ title: '이름이 바뀌어도' }, 'C-names');
    const { id: proof, workspaceId } = await proofOf(await desk.post(one.who, '5km', 'C-names'));
    const streak = (name: string) => ({ kind: 'streak', name });
    const board = (name: string) => ({
      kind: 'leaderboard',
      rows: [
        { rank: 1, name: '다른 사람' },
        { rank: 2, name },
      ],
    });
    const drawn = (name: string) =>
      db.picture.createMany({
        data: [streak(name), board(name)].map((spec) => ({ id: `${spec.kind}-${name}`, spec })),
      });
    const kept = async () =>
      (await db.picture.findMany({ where: { id: { contains: one.word } } })).map(({ id }) => id);
    const called = (n: number) => `${one.word} ${n}번째 이름`;
    await drawn(`${one.word} 다른 사람`);
    const others = await kept();
    const renamed = async (n: number) =>
      (await db.member.findFirst({ where: { ref: one.who.ref } }))?.name === called(n);
    await desk.command({ ...one.who, name: called(1) }, 'my info');
    await drawn(called(1));
    await desk.command({ ...one.who, name: called(2) }, 'my info');
    expect(await kept()).toEqual(others);
    await drawn(called(2));
    await desk.post({ ...one.who, name: called(3) }, '또 5km', 'C-names');
    await vi.waitFor(async () => expect([await renamed(3), await kept()]).toEqual([true, others]), 30_000);
    // What was planned under a name before is drawn again whenever it is said.
    const view = { view: 'card', title: 'x', lines: [], fields: [], buttons: [], picture: streak(called(1)) };
    const effect = { do: 'post', target: { kind: 'channel', channel: 'C-names' }, view };
    await db.delivery.create({
      data: { key: `milestone:x:y:days7:${proof}`, workspaceId, proofId: proof, effect, state: 'sent' },
    });
    await drawn(called(1));
    await drawn(called(3));
    await erase({ ...one.who, name: called(3) });
    expect(await kept()).toEqual(others);
  });

  test('has what was given up, though it may stand, looked for and removed', async () => {
    const one = somebody();
    await livesHere(one, 'C-given-up');
    const key = `cheer:${(await desk.db.proof.findFirstOrThrow({ where: { channelRef: 'C-given-up' } })).id}`;
    await desk.db.delivery.update({
      where: { key },
      data: { state: 'dead', reason: 'lost', maybeSent: true, messageRef: null },
    });
    await erase(one.who);
    expect(await desk.deliveries(key)).toMatchObject([{ state: 'pending', maybeSent: true }]);
    const claimed = await desk.storage.ledger.claim(key as DeliveryKey);
    if (claimed.kind !== 'claimed') throw new Error(claimed.kind);
    expect(claimed.moot).toBe('deleted');
    await desk.storage.ledger.settle(claimed, { state: 'sent', message: 'found' as MessageRef });
    expect(await desk.deliveries(`undo:${key}`)).toMatchObject([
      { effect: { do: 'remove', message: 'found' } },
    ]);
    expect(await keptWords(desk.storage, [one.who.name])).toEqual([]);
  });

  test('of a host leaves the challenge without one, and a manager’s deeds without who did them', async () => {
    const one = somebody();
    const host = { ...one.who, manager: true };
    const opened = await desk.command(host, 'challenge create', {}, 'C-host');
    const preview = await desk.fill(host, opened, { title: '호스트의 달리기', channel: 'C-host' });
    const id = button(await desk.press(host, button(preview, '시작')), '참여').split(':')[2] as ChallengeId;
    const post = await desk.post(junho, '오늘 5km', 'C-host');
    await desk.command(host, 'admin remove', {
      ...{ challenge: '호스트의 달리기', member: junho.ref, day: '2026-11-21', reason: `${one.word}라서` },
    });
    await desk.db.delivery.updateMany({ where: { key: { startsWith: 'told:' } }, data: { state: 'sent' } });
    expect(said(await asked(host))).toContain('맡고 있는 챌린지 1개는 호스트 없이 이어져요');
    await erase(host);
    expect(await desk.challenge(id)).toMatchObject({ createdBy: null, endedAt: null });
    expect(await keptWords(desk.storage, one.words)).toEqual([]);
    const [act] = await desk.db.audit.findMany({ where: { challengeId: id, what: 'checkInRemoved' } });
    expect(act).toMatchObject({ actorId: null, reason: null, memberId: await idOf(junho) });
    expect(said(await desk.command(minji, 'admin log', { challenge: '호스트의 달리기' }))).toContain(
      '인증을 뺐어요',
    );
    expect((await proofOf(post)).text).toBe('오늘 5km');
  });

  test('takes the line that names them out of a channel’s summary, which is said anew', async () => {
    const one = somebody();
    const id = await livesHere(one, 'C-summary');
    const { workspaceId } = await desk.challenge(id);
    const key = `summary:${id}:week:2026-11-16`;
    await desk.db.summary.create({
      data: {
        challengeId: id,
        kind: 'week',
        from: new Date('2026-11-16'),
        plannedAt: new Date(),
        state: 'sending',
      },
    });
    const lines = [
      ['지난주 ', { kind: 'bold', text: '3일' }],
      ['순위: ', { kind: 'member', ref: one.who.ref, name: one.who.name }],
    ];
    const view = { view: 'card', title: '지난주', lines, fields: [], picture: null, buttons: [] };
    await desk.db.delivery.create({
      data: {
        key,
        workspaceId,
        effect: { do: 'post', target: { kind: 'channel', channel: 'C-summary' }, view },
        state: 'sent',
        messageRef: 'm-summary',
      },
    });
    const receipt = receiptIn(await erase(one.who));
    expect(await desk.deliveries(`unnamed:${receipt}:${key}`)).toMatchObject([
      { state: 'pending', effect: { do: 'edit', of: key, view: { lines: lines.slice(0, 1) } } },
    ]);
    expect(await keptWords(desk.storage, [one.who.ref, one.who.name])).toEqual([]);
  });

  test('of somebody we never met says so', async () => {
    const { who } = somebody();
    expect(said(await asked(who))).toBe('지금 간직하고 있는 기록이 없어요.');
    expect(await idOf(who)).toBeUndefined();
  });
});
