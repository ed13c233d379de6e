import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MemberId } from '../../../src/core/model/ids.ts';
import { keptWords } from '../../support/kept-words.ts';
import { type Desk, openDesk, person, said } from '../challenge/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** That years of it fit into one transaction, and are removed from the platform little by little. */
test('ten years of daily proofs, among those of nine others, are erased in one press', async () => {
  const id = await desk.begin({}, 'C1');
  const people = Array.from({ length: 10 }, (_, n) => person(`U-years-${n}`, `오래${n}`));
  for (const who of people) {
    await desk.post(who, '첫날', 'C1');
    const { id: member, workspaceId } = await desk.db.member.findFirstOrThrow({ where: { ref: who.ref } });
    const days = who === people[0] ? 3_650 : 400;
    await desk.db.$executeRaw`
      with p as (
        insert into proof (workspace_id, message_ref, channel_ref, member_id, posted_at, text)
        select ${workspaceId}::uuid, ${who.ref}::text || '/' || n, 'C1', ${member}::uuid, timestamptz '2026-11-20 12:00+09' - make_interval(days => n), '해오라기 ' || n
        from generate_series(1, ${days}::int) n returning id, message_ref, posted_at
      ), k as (
        insert into check_in (challenge_id, member_id, proof_id, day, at, zone)
        select ${id}::uuid, ${member}::uuid, id, posted_at::date, posted_at, 'Asia/Seoul' from p
      ), c as (
        insert into cheer (proof_id, state, line1, line2) select id, 'posted', '해오라기', '해오라기' from p
      ), f as (
        insert into photo (proof_id, ordinal, attachment_ref, name, state, large_blob, small_blob)
        select id, 0, 'a', '해오라기.jpg', 'kept', 'l' || id, 's' || id from p
      )
      insert into delivery (key, workspace_id, proof_id, effect, state, message_ref)
      select kind || ':' || id, ${workspaceId}::uuid, id,
        case kind when 'react' then jsonb_build_object('do', 'react', 'message', message_ref, 'mark', '🐹')
        else jsonb_build_object('do', 'post', 'target', jsonb_build_object('kind', 'thread', 'on', message_ref, 'title', ${who.name}::text),
          'view', jsonb_build_object('view', 'note', 'line', jsonb_build_array('해오라기'))) end, 'sent', 'm-' || kind || id
      from p, unnest(array['react', 'cheer', 'note']) kind`;
    await desk.db.$executeRaw`
      insert into delivery (key, workspace_id, effect, state, message_ref)
      select 'nudge-me:' || ${member} || ':' || n, ${workspaceId}::uuid, jsonb_build_object('do', 'post',
        'target', jsonb_build_object('kind', 'direct', 'member', ${who.ref}::text, 'workspace', 'T1'),
        'view', jsonb_build_object('view', 'note', 'line', jsonb_build_array('해오라기'))), 'sent', 'd' || n
      from generate_series(1, ${days}::int) n`;
  }
  await desk.db.$executeRaw`analyze`;
  const who = people[0]!;
  const { id: member } = await desk.db.member.findFirstOrThrow({ where: { ref: who.ref } });
  const press = `1:eraseMe:${member as MemberId}`;
  expect(said(await desk.press(who, press))).toContain('인증 3,651번, 사진 3,650장');
  expect(await keptWords(desk.storage, [who.name])).toEqual([]);
  expect(await desk.db.delivery.count({ where: { key: { startsWith: 'undo:' } } })).toBe(4 * 3_650);
  const [jobs] = await desk.db.$queryRaw<{ first: number; last: number }[]>`
    select count(*) filter (where after = 0)::int as first, max(after) as last from (
      select extract(epoch from run_at - min(run_at) over ())::float8 as after
      from graphile_worker.jobs where task_identifier = 'deliver' and key is null and priority = 20) j`;
  expect(jobs!.first).toBe(50);
  expect(jobs!.last).toBeCloseTo((4 * 3_650 - 50) / 10, 0);
});
