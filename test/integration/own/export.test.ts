import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { MemberId, MemberRef } from '../../../src/core/model/ids.ts';
import { exportFile, type MemberExport, memberExport } from '../../../src/core/own/export.ts';
import { until } from '../../support/app.ts';
import { type Core, openCore } from '../../support/core.ts';
import { inboundOver } from '../../support/inbound.ts';

const seoul = (day: number, time = '07:10') =>
  Date.parse(`2026-11-${String(day).padStart(2, '0')}T${time}:00+09:00`);
let here: Core;
beforeAll(async () => {
  here = await openCore(seoul(1));
  await here.challenge({ minLength: 3 });
});
afterAll(() => here.stop());

const idOf = async (ref: string) =>
  (await here.storage.db.member.findFirstOrThrow({ where: { ref } })).id as MemberId;
/** What is kept about a member, as anybody reads it who gets the file. */
async function told(ref: string): Promise<MemberExport> {
  const all = await here.storage.own.export(await idOf(ref), here.clock.now(), (message) => `at:${message}`);
  return memberExport.parse(JSON.parse(JSON.stringify(all)));
}

test('every post is in it, with why it counts or not', async () => {
  here.set(seoul(2));
  await here.post('민지', '첫째 날 달렸어요');
  await here.post('민지', '저녁에도 달렸어요');
  here.set(seoul(3));
  const gone = await here.post('민지', '지운 글');
  await here.remove(gone);
  here.set(seoul(4));
  await here.menu('민지', 'undo', await here.post('민지', '물린 글'));
  here.set(seoul(5));
  await here.post('민지', '관리자가 뺀 글');
  await here.command('관리자', 'admin remove', {
    member: '민지',
    day: '2026-11-05',
    reason: '남의 사진이었어요',
  });
  here.set(seoul(6));
  await here.post('민지', '걷기');
  const { proofs, acts, workspace, member, challenges } = await told('민지');
  expect(proofs.map(({ text, standing }) => [text, standing])).toEqual([
    ['첫째 날 달렸어요', 'counts'],
    ['저녁에도 달렸어요', 'dayAlreadyCounted'],
    ['지운 글', 'messageDeleted'],
    ['물린 글', 'takenBack'],
    ['관리자가 뺀 글', 'removedByManager'],
    ['걷기', 'countsForNothing'],
  ]);
  expect(proofs[0]).toMatchObject({
    link: `at:${proofs[0]?.message}`,
    postedAt: '2026-11-01T22:10:00.000Z',
    checkIns: [{ challenge: challenges[0]?.id, day: '2026-11-02', zone: 'Asia/Seoul', late: false }],
  });
  // What is gone has no address.
  expect(proofs[2]?.link).toBeNull();
  expect(acts).toMatchObject([
    {
      what: 'checkInRemoved',
      by: 'another',
      about: 'you',
      day: '2026-11-05',
      reason: '남의 사진이었어요',
    },
  ]);
  expect(workspace).toMatchObject({ platform: 'slack', ref: 'T1', timezone: 'Asia/Seoul' });
  expect(member).toMatchObject({ ref: '민지', name: '민지' });
});

test('what they set and booked is in it', async () => {
  here.set(seoul(7));
  await here.post('준호', '책을 읽었어요');
  await here.command('준호', 'pal', {
    character: 'chorong',
    tone: 'short',
    language: 'en',
    timezone: 'Europe/Paris',
  });
  await here.command('준호', 'rest', { from: '2026-11-10', to: '2026-11-12' });
  await here.command('준호', 'leaderboard', { me: 'show' });
  const { settings, challenges } = await told('준호');
  expect(settings).toMatchObject({
    language: 'en',
    languageChosen: true,
    character: 'chorong',
    tone: 'short',
    zones: [{ zone: 'Asia/Seoul' }, { zone: 'Europe/Paris' }],
    zoneChosen: true,
    choices: [],
  });
  expect(challenges).toMatchObject([
    {
      goal: { kind: 'daily' },
      timezone: 'Asia/Seoul',
      madeByYou: false,
      enrollment: { joinedOn: '2026-11-07', leftAt: null, onBoard: true },
      rests: [{ kind: 'rest', from: '2026-11-10', to: '2026-11-12' }],
    },
  ]);
});

describe('of others', () => {
  test('nothing is in it: not their words, not who they are, not the challenges they keep to themselves', async () => {
    here.set(seoul(8));
    await here.challenge({ title: '닫힌 모임', closed: true } as never, 'C-closed');
    await here.post('서윤', '둘만 아는 이야기', {
      channel: 'C-closed' as never,
      message: 'C-closed/1' as never,
    });
    await here.post('하나', '물을 마셨어요');
    await here.storage.db.talkTurn.create({
      data: {
        workspaceId: (await here.storage.db.workspace.findFirstOrThrow()).id,
        threadRef: 'C1/1',
        messageRef: 'C1/t1',
        memberId: await idOf('서윤'),
        text: '서윤의 고민',
        at: new Date(here.clock.now()),
      },
    });
    const text = JSON.stringify(await told('하나'));
    for (const word of [
      '둘만',
      '서윤',
      '닫힌',
      '고민',
      '민지',
      '달렸',
      await idOf('서윤'),
      await idOf('민지'),
    ])
      expect(text).not.toContain(word);
    // Whoever is in it has it.
    expect(JSON.stringify(await told('서윤'))).toMatch(/닫힌 모임.*둘만 아는 이야기.*서윤의 고민/s);
  });

  test('a manager reads what they did, not to whom', async () => {
    const { acts } = await told('관리자');
    expect(acts).toMatchObject([{ what: 'checkInRemoved', by: 'you', about: 'another', proof: null }]);
    expect(JSON.stringify(acts)).not.toContain(await idOf('민지'));
  });
});

test('it is read at one instant: what is written meanwhile is not in a part of it', async () => {
  here.set(seoul(9));
  await here.post('지우', '산책했어요');
  const member = await idOf('지우');
  const { id: workspaceId } = await here.storage.db.workspace.findFirstOrThrow();
  const other = new Client({ connectionString: here.storage.url });
  await other.connect();
  try {
    // Holds the reading up in its midst: talks are read after proofs, and before what models were asked.
    await other.query('begin');
    await other.query('lock table talk_turn in access exclusive mode');
    const reading = here.storage.own.export(member, here.clock.now(), () => null);
    await until('it to be held up', async () => {
      const { rows } = await other.query(
        "select 1 from pg_locks where relation = 'talk_turn'::regclass and not granted",
      );
      return rows.length > 0;
    });
    await here.storage.db.modelCall.create({
      data: {
        workspaceId,
        memberId: member,
        purpose: 'cheer',
        model: 'm',
        day: new Date('2026-11-09'),
        reserved: 5n,
      },
    });
    await other.query('commit');
    expect((await reading)?.modelUse).toEqual([]);
    expect((await told('지우')).modelUse).toMatchObject([
      { day: '2026-11-09', purpose: 'cheer', model: 'm', calls: 1, microdollars: 5 },
    ]);
  } finally {
    await other.end();
  }
});

test('ten years of daily proofs, each with a photo and a cheer, are one file that every platform takes', async () => {
  here.set(seoul(10));
  await here.post('오래', '첫 글이에요');
  const member = await idOf('오래');
  await here.storage.db.$executeRaw`
    with enrolled as (select e.challenge_id, m.workspace_id from enrollment e join member m on m.id = e.member_id
      where m.id = ${member}::uuid),
    posted as (
      insert into proof (workspace_id, message_ref, channel_ref, member_id, posted_at, text)
      select workspace_id, 'C1/long-' || n, 'C1', ${member}::uuid, timestamptz '2016-01-01' + n * interval '1 day',
        repeat('오늘도 조금 걸었어요. ', 15)
      from enrolled, generate_series(1, 3650) n returning id, posted_at
    ), counted as (
      insert into check_in (challenge_id, member_id, proof_id, day, at, zone)
      select challenge_id, ${member}::uuid, id, posted_at::date, posted_at, 'Asia/Seoul' from posted, enrolled
    ), seen as (
      insert into photo (proof_id, ordinal, attachment_ref, name, claimed_type, claimed_size, state, large_blob, small_blob)
      select id, 0, 'F', 'IMG_0001.jpg', 'image/jpeg', 2000000, 'kept', repeat('a', 64), repeat('b', 64) from posted
    )
    insert into cheer (proof_id, state, line1, line2, source, character, situation, posted_at)
    select id, 'posted', repeat('한 걸음 ', 8), repeat('곁에 있어요 ', 8), 'model', 'damjji', 'usual', posted_at from posted`;
  const began = performance.now();
  const all = await here.storage.own.export(
    member,
    here.clock.now(),
    () => 'https://chat.example/archives/C1/p1',
  );
  const file = exportFile(all!, '2026-11-10' as CivilDay, 9 * 1024 * 1024);
  const took = performance.now() - began;
  expect(all?.proofs).toHaveLength(3_651);
  expect(file).not.toBeNull();
  expect(took).toBeLessThan(8_000);
});

test('who has more than a platform takes is told who can give it to them', async () => {
  const inbound = inboundOver(here.storage, {
    clock: here.clock,
    own: {
      ...here.storage.own,
      export: async (...asked) => {
        const all = await here.storage.own.export(...asked);
        const [proof] = all!.proofs;
        return { ...all!, proofs: [{ ...proof!, text: 'ㄱ'.repeat(4 * 1024 * 1024) }] };
      },
    },
  });
  const reply = await inbound.command({
    platform: 'slack',
    workspace: 'T1' as never,
    channel: 'C1' as never,
    member: { ref: '지우' as MemberRef, name: '지우' },
    id: 'too-large',
    at: here.clock.now(),
    locale: 'ko',
    path: ['my', 'export'],
    options: {},
    attachments: [],
    target: null,
  });
  expect(reply).toMatchObject({ kind: 'message', view: { tone: 'problem' } });
  expect(reply).not.toHaveProperty('file');
  expect(JSON.stringify(reply)).toContain('운영하는 분에게 부탁하면');
});
