import { afterAll, beforeAll, expect, test } from 'vitest';
import { Prisma } from '../../../src/adapters/postgres/generated/client.ts';
import { appealAgainst } from '../../../src/adapters/postgres/tx/erase-words.ts';
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
        select id, 0, 'a', '해오라기.jpg', 'kept', encode(sha256(('l' || message_ref)::bytea), 'hex'), encode(sha256(('s' || message_ref)::bytea), 'hex') from p
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
  // Months of many people, of which one shows a photo of whoever goes, and cards that quote others.
  await desk.db.$executeRaw`
    insert into picture (id, spec)
    select 'month-' || n, jsonb_build_object('kind', 'month', 'name', '?', 'days', (
      select jsonb_agg(jsonb_build_object('mark', 'done', 'photo', encode(sha256(
        ('s' || ${people[0]!.ref}::text || '/' || case n when 1 then 7 else d * 10000 + n end)::bytea), 'hex')))
      from generate_series(1, 31) d)) from generate_series(1, 1000) n
    union all
    select 'finish-' || n, jsonb_build_object('kind', 'finish', 'name', '?', 'quote', '두루미 ' || n,
      'challenge', jsonb_build_object('title', (select title from challenge where id = ${id}::uuid))) from generate_series(1, 200) n`;
  await desk.db.$executeRaw`analyze`;
  const who = people[0]!;
  const { id: member } = await desk.db.member.findFirstOrThrow({ where: { ref: who.ref } });
  const press = `1:eraseMe:${member as MemberId}`;
  expect(said(await desk.press(who, press))).toContain('인증 3,651번, 사진 3,650장');
  expect(await keptWords(desk.storage, [who.name])).toEqual([]);
  expect(await desk.db.picture.count({ where: { id: 'month-1' } })).toBe(0);
  expect(await desk.db.picture.count()).toBe(999 + 200);
  expect(await desk.db.delivery.count({ where: { key: { startsWith: 'undo:' } } })).toBe(4 * 3_650);
  const [jobs] = await desk.db.$queryRaw<{ first: number; last: number }[]>`
    select count(*) filter (where after = 0)::int as first, max(after) as last from (
      select extract(epoch from run_at - min(run_at) over ())::float8 as after
      from graphile_worker.jobs where task_identifier = 'deliver' and key is null and priority = 20) j`;
  expect(jobs!.first).toBe(50);
  expect(jobs!.last).toBeCloseTo((4 * 3_650 - 50) / 10, 0);
});

test('what managers were told of their appeals is reached by an index, however much was ever said', async () => {
  const plan = await desk.db.$queryRaw<{ 'QUERY PLAN': string }[]>(
    Prisma.sql`explain select d.key from audit a join delivery d on ${appealAgainst} = a.detail->>'removal' where a.what = 'appealed'`,
  );
  const said = plan.map((line) => line['QUERY PLAN']).join('\n');
  expect(said).not.toMatch(/Seq Scan on delivery/);
  expect(said).toContain('delivery_appeal');
});
