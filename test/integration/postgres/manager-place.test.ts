import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Claimed } from '../../../src/core/delivery/ledger.ts';
import { createTellManager } from '../../../src/core/delivery/tell-manager.ts';
import type { ChallengeId, WorkspaceId } from '../../../src/core/model/ids.ts';
import { type Core, openCore } from '../../support/core.ts';
import { quietLog } from '../../support/quiet.ts';

// Whoever is told that something is forbidden hears it where it happened.
let core: Core;
let first: ChallengeId;
let second: ChallengeId;
let workspace: WorkspaceId;
beforeAll(async () => {
  core = await openCore(Date.parse('2026-11-21T12:00:00+09:00'));
  first = await core.challenge({ title: '먼저' }, 'C-first');
  second = await core.challenge({ title: '나중' }, 'C-second');
  await core.post('지수', '했어요', { channel: 'C-second' as never });
  workspace = (await core.storage.db.workspace.findFirstOrThrow()).id as WorkspaceId;
});
afterAll(() => core.stop());

const note = { view: 'note', line: [''] } as const;
const toldIn = async (claimed: Partial<Claimed>) => {
  const effect = {
    do: 'post',
    target: { kind: 'direct', member: 'm', workspace: 'T1' },
    view: note,
  } as never;
  const place = await core.storage.managerPlace({
    key: 'x',
    proof: null,
    effect,
    ...claimed,
    workspace,
  } as Claimed);
  return place?.channel;
};

test('the challenge a delivery names', async () => {
  expect(await toldIn({ key: `nudge:${second}:2026-11-21` as never })).toBe('C-second');
  expect(await toldIn({ key: `welcome:${first}` as never })).toBe('C-first');
});

test('the one its proof counts for', async () => {
  const { id } = await core.storage.db.proof.findFirstOrThrow();
  expect(await toldIn({ key: `note:${id}` as never, proof: id as never })).toBe('C-second');
});

test('the one of its channel; without any, the oldest that is on', async () => {
  const target = { kind: 'channel', channel: 'C-second' } as never;
  expect(await toldIn({ effect: { do: 'post', target, view: note } })).toBe('C-second');
  expect(await toldIn({})).toBe('C-first');
});

test('once a month: what was given back may be lost again', async () => {
  const { storage, clock } = core;
  const log = quietLog;
  const { tellManager } = createTellManager({
    unitOfWork: storage.unitOfWork,
    place: storage.managerPlace,
    privateNotice: () => false,
    clock,
    log,
  });
  const claimed = {
    key: `welcome:${first}`,
    proof: null,
    workspace,
    platform: 'slack',
    effect: { do: 'post' },
  };
  const tell = async (day: string) => {
    core.set(Date.parse(`${day}T12:00:00Z`));
    await tellManager(claimed as never, 'CREATE_PUBLIC_THREADS');
    return storage.db.delivery.count({ where: { key: { startsWith: 'permission:' } } });
  };
  expect(await tell('2026-11-21')).toBe(1);
  expect(await tell('2026-11-30')).toBe(1);
  expect(await tell('2027-02-01')).toBe(2);
});
