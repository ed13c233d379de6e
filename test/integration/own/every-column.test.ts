import { afterAll, beforeAll, expect, test } from 'vitest';
import { readExport } from '../../../src/adapters/postgres/own-export.ts';
import type { MemberId } from '../../../src/core/model/ids.ts';
import { memberExport } from '../../../src/core/own/export.ts';
import { type Core, openCore } from '../../support/core.ts';

/**
 * Every column of every table is in the export, or stands here with the reason why not. What is in it is found by changing it: whatever
 * else the column holds, the export is then another one. So a new table or column makes this red until it is read there or named here.
 */
const key = 'the export says it by where it puts the row';
const workings = 'how far the program got with it, in the program’s own terms';

/** Tables that say nothing about a member. */
const others: Readonly<Record<string, string>> = {
  workspace: 'of the community; the export names it',
  holiday: 'of the community',
  nudge_schedule: 'of a challenge’s channel',
  nudge_time: 'of a challenge’s channel',
  nudge_slot: 'of a challenge’s channel',
  summary: 'of a challenge’s channel',
  outage: 'of a platform',
  outage_day: 'of a challenge',
  budget: 'of the community',
  erasure: 'receipts of members who are gone; they tell nobody’s id',
  delivery:
    'what was posted, once: cheers and answers, which are in the export, and what follows from the records',
  picture: 'drawn from the records',
  channel_cursor: 'up to where a channel was read',
  lease: 'of an instance',
  instance: 'of an instance',
  note: 'of adapters; what a member chose (language, zone) is tested below',
  web_message: 'the page’s own channel, where it stands',
  web_reaction: 'the page’s own channel, where it stands',
  web_event: 'the page’s own channel, where it stands',
  web_file: 'the page’s own channel, where it stands',
};

/** Columns of the other tables that are left out, or said by another one. */
const leftOut: Readonly<Record<string, string>> = {
  'member.workspace_id': key,
  'member_zone.member_id': key,
  'challenge.workspace_id': key,
  'challenge.closed': 'a setting of the challenge',
  'challenge.backfill_days': 'a setting of the challenge',
  'challenge.min_length': 'a setting of the challenge',
  'challenge.freeze_cap': 'a setting of the challenge',
  'challenge.freeze_every': 'a setting of the challenge',
  'challenge.team_goal': 'a setting of the challenge',
  'challenge.end_notices': 'a setting of the challenge',
  'challenge.pauses': 'a setting of the challenge',
  'challenge.version': 'a setting of the challenge',
  'challenge.weekly_summary': 'a setting of the challenge',
  'challenge.monthly_picture': 'a setting of the challenge',
  'challenge.in_channel_since': 'a setting of the challenge',
  'challenge.created_at': 'a setting of the challenge',
  'challenge.created_by_call': workings,
  'member_nudge.member_id': key,
  'member_nudge.version': workings,
  'member_nudge_slot.member_id': key,
  'member_nudge_slot.version': workings,
  'member_nudge_slot.opening': workings,
  'enrollment.member_id': key,
  'enrollment.streak': 'computed from the check-ins, rests and freezes',
  'enrollment.streak_version': workings,
  'proof.workspace_id': key,
  'proof.member_id': key,
  'photo.proof_id': key,
  'photo.ordinal': 'the export says it by the order',
  'photo.attachment_ref': 'the platform’s own id of the file; the message is named',
  'photo.tries': workings,
  'check_in.id': workings,
  'check_in.member_id': key,
  'check_in.proof_id': key,
  'rest.id': workings,
  'rest.member_id': key,
  'rest.call': workings,
  'freeze_grant.id': workings,
  'freeze_grant.member_id': key,
  'freeze_grant.call': workings,
  'proof_choice.member_id': key,
  'audit.id': workings,
  'audit.workspace_id': key,
  'audit.call': workings,
  'audit.detail': 'what a manager changed, in the program’s own terms; may name others',
  'cheer.proof_id': key,
  'cheer.challenge_id': workings,
  'cheer.prompt_version': workings,
  'cheer.template_id': workings,
  'cheer.angle': workings,
  'cheer.revision': workings,
  'cheer.begun': workings,
  'cheer.updated_at': workings,
  'memory.proof_id': key,
  'memory.member_id': key,
  'memory.challenge_id': key,
  'memory.vector': 'the text as numbers; the text is there',
  'memory.signs': 'computed from the vector',
  'model_call.id': 'the export sums calls up by day',
  'model_call.workspace_id': key,
  'model_call.member_id': key,
  'model_call.at': 'the export sums calls up by day',
  'model_call.reserved': 'held back only until it is spent',
  'model_call.settled_at': workings,
  'talk_turn.workspace_id': key,
  'talk_turn.member_id': key,
  'talk_turn.state': workings,
  'talk_turn.begun': workings,
};

const now = Date.parse('2026-11-20T07:10:00+09:00');
let here: Core;
let member: MemberId;
/** Ids that columns may be given in place of theirs. */
const spare = { challenge: '', proof: '', member: '' };

beforeAll(async () => {
  here = await openCore(now);
  const challenge = await here.challenge();
  spare.challenge = await here.challenge({ title: '다른 것' }, 'C2');
  await here.post('민지', '강변을 달렸어요');
  const { db } = here.storage;
  const { id, workspaceId } = await db.member.findFirstOrThrow({ where: { ref: '민지' } });
  member = id as MemberId;
  const ids = { memberId: id, challengeId: challenge };
  const at = new Date(now);
  const day = new Date('2026-11-20');
  const proof = await db.proof.findFirstOrThrow();
  const other = await db.proof.create({
    data: { workspaceId, memberId: id, messageRef: 'C1/other', channelRef: 'C1', text: '둘째' },
  });
  spare.proof = other.id;
  spare.member = (await db.member.create({ data: { workspaceId, ref: 'U9', name: '남' } })).id;
  await db.proof.update({ where: { id: proof.id }, data: { editedAt: at } });
  await db.challenge.update({ where: { id: challenge }, data: { createdBy: id } });
  await db.photo.create({ data: { proofId: proof.id, ordinal: 0, attachmentRef: 'F1', name: 'a.jpg' } });
  const memory = { proofId: proof.id, ...ids, at, embedder: 'ngrams-1', vector: new Uint8Array([1, 2]) };
  await db.memory.upsert({ where: { proofId: proof.id }, create: memory, update: {} });
  await db.cheer.upsert({ where: { proofId: proof.id }, create: { proofId: proof.id }, update: {} });
  await db.cheer.update({ where: { proofId: proof.id }, data: { line1: '한 줄', line2: '두 줄' } });
  await db.memberZone.deleteMany();
  await db.memberZone.create({ data: { memberId: id, from: at, zone: 'Asia/Seoul' } });
  await db.memberNudge.deleteMany();
  await db.memberNudge.create({ data: { memberId: id, zone: 'Asia/Seoul', since: at } });
  await db.memberNudgeSlot.create({
    data: { memberId: id, day, plannedAt: at, version: 1, state: 'sending' },
  });
  await db.rest.create({ data: { ...ids, kind: 'rest', fromDay: day, toDay: day } });
  await db.freezeGrant.create({ data: { ...ids, day, n: 1 } });
  await db.proofChoice.create({ data: { ...ids, channelRef: 'C1', kind: 'text' } });
  await db.audit.create({ data: { workspaceId, actorId: id, memberId: id, what: 'freezeGranted' } });
  await db.modelCall.create({
    data: { workspaceId, memberId: id, purpose: 'cheer', model: 'm', day, reserved: 9n, spent: 5n },
  });
  await db.talkTurn.create({
    data: { workspaceId, memberId: id, threadRef: 'C1/1', messageRef: 'C1/2', text: '안녕', at },
  });
});
afterAll(() => here.stop());

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

const columns = () =>
  here.storage.db.$queryRaw<Column[]>`
    select c.table_name as table, c.column_name as column, c.udt_name as type from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> '_prisma_migrations'
    order by 1, 2`;

/** The export after a statement, which is then rolled back. */
async function toldAfter(statement: string): Promise<string> {
  const rolledBack = new Error('rolled back');
  let told = '';
  await here.storage.db
    .$transaction(async (tx) => {
      await tx.$executeRawUnsafe(statement);
      told = JSON.stringify(await readExport(tx, member, now, (message) => message));
      throw rolledBack;
    })
    .catch((error: unknown) => {
      if (error !== rolledBack) throw error;
    });
  return told;
}

/** Another value than the column holds, as SQL. */
function another({ table, column, type }: Column): string {
  const name = `"${column}"`;
  switch (type) {
    case 'text':
      return `coalesce(${name}, '') || 'x'`;
    case 'timestamptz':
      return `coalesce(${name}, '2026-01-01') + interval '1 hour'`;
    case 'date':
      return `coalesce(${name}, '2026-01-01') + 1`;
    case 'int4':
    case 'int8':
      return `coalesce(${name}, 0) + 1`;
    case 'bool':
      return `not ${name}`;
    case '_int4':
      return `${name} || 6`;
    case 'jsonb':
      return `'{"changed": true}'`;
    case 'uuid': {
      const of = /challenge/.test(column) ? 'challenge' : /proof|memory/.test(column) ? 'proof' : 'member';
      return column === 'id' ? 'gen_random_uuid()' : `'${spare[of]}'`;
    }
    default:
      throw new Error(`no other value of ${table}.${column}, ${type}`);
  }
}

/** The rows of a table that are the member's. */
function whose({ table }: Column): string {
  if (table === 'member') return `id = '${member}'`;
  if (table === 'challenge') return `id <> '${spare.challenge}'`;
  return table === 'proof' ? `id <> '${spare.proof}'` : 'true';
}

test('what stands here is there to be left out', async () => {
  const all = await columns();
  const tables = new Set(all.map(({ table }) => table));
  expect(Object.keys(others).filter((table) => !tables.has(table))).toEqual([]);
  const names = new Set(all.map(({ table, column }) => `${table}.${column}`));
  expect(Object.keys(leftOut).filter((name) => !names.has(name))).toEqual([]);
});

test('every other column of every other table is in the export', async () => {
  const { db } = here.storage;
  const before = await toldAfter('select 1');
  memberExport.parse(JSON.parse(before));
  const missing: string[] = [];
  for (const each of await columns()) {
    const { table, column } = each;
    const name = `${table}.${column}`;
    if (others[table] || leftOut[name]) continue;
    const rows = await db.$queryRawUnsafe<{ value: string | null }[]>(
      `select "${column}"::text as value from "${table}" where ${whose(each)}`,
    );
    if (rows.length !== 1) missing.push(`${name}: ${rows.length} rows to look at`);
    // Rows that others hang on keep their ids; these are looked for instead.
    else if (column === 'id') missing.push(...(before.includes(rows[0]!.value ?? '') ? [] : [name]));
    else {
      const statement = `update "${table}" set "${column}" = ${another(each)} where ${whose(each)}`;
      if ((await toldAfter(statement)) === before) missing.push(name);
    }
  }
  expect(missing).toEqual([]);
});

test('whether they chose their language and zone themselves is in it', async () => {
  const { settings } = memberExport.parse(JSON.parse(await toldAfter('select 1')));
  expect(settings).toMatchObject({ languageChosen: false, zoneChosen: false });
  for (const [note, said] of [
    ['language', 'languageChosen'],
    ['own-zone', 'zoneChosen'],
  ]) {
    const chosen = await toldAfter(`insert into note (key, value) values ('${note}:${member}', 'ja')`);
    expect(memberExport.parse(JSON.parse(chosen)).settings).toEqual({ ...settings, [said!]: true });
  }
});
