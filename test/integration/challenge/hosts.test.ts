import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Action, actionId, type ChallengeAction, type Reply } from '../../../src/core/actions.ts';
import { commandTable } from '../../../src/core/commands/table.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChallengeId, ChannelRef, MemberRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { beginChallenge } from '../../support/challenge.ts';
import { type Core, openCore, plain, textOf } from '../../support/core.ts';

// Who may set up and change challenges, and who may mend records: decided here, whatever a platform shows.
const noon = Date.parse('2026-11-20T12:00:00+09:00');
const role = '234567890123456789';

let core: Core;
let running: ChallengeId;
beforeAll(async () => {
  core = await openCore(noon);
  const startsOn = '2026-11-01' as CivilDay;
  running = await core.challenge({ title: '아침 달리기', startsOn });
  const { workspace, channel } = place('manager');
  await beginChallenge(core.storage, { name: 'discord', workspace, channel }, { title: '글쓰기', startsOn });
});
afterAll(() => core.stop());

type Who = 'manager' | 'host' | 'member';
const place = (who: Who) => ({
  platform: 'discord' as const,
  workspace: 'G1' as WorkspaceRef,
  channel: 'C1' as ChannelRef,
  member: {
    ref: who as string as MemberRef,
    name: who,
    manager: who === 'manager',
    roles: who === 'host' ? ['111', role] : ['111'],
  },
  id: randomUUID(),
  at: noon,
  locale: null,
});
const command = (who: Who, words: string, options: Readonly<Record<string, string>> = {}) =>
  core.inbound.command({
    ...place(who),
    path: words.split(' '),
    options,
    attachments: [],
    target: null,
  });
const refused = (reply: Reply) => /관리자만|진행자나 관리자/.test(textOf(reply));
const offered = async (who: Who) => {
  const reply = await command(who, 'help');
  if (reply.kind !== 'message' || reply.view.view !== 'help') throw new Error(textOf(reply));
  return reply.view.commands.map(({ path }) => path.join(' '));
};
const hostsShown = async (options: Readonly<Record<string, string>> = {}) => {
  const reply = await command('manager', 'settings', options);
  if (reply.kind !== 'message' || reply.view.view !== 'settings') return textOf(reply);
  return reply.view.fields
    .filter(({ label }) => label === '진행자')
    .map(({ value }) => plain(value))
    .join();
};

describe('the setting', () => {
  test('takes the id of a role or group, or - for nobody, and is shown', async () => {
    expect(await hostsShown()).toBe('관리자만');
    expect(await hostsShown({ hosts: role })).toBe(role);
    expect(await hostsShown()).toBe(role);
    expect(await hostsShown({ hosts: '-' })).toBe('관리자만');
    expect(await hostsShown({ hosts: 'S0604QSJC' })).toBe('S0604QSJC');
    expect(await hostsShown({ hosts: ' – ' })).toBe('관리자만');
  });

  test.each(['운영진', '@staff', 'staff', 'everyone here', '<@&1>', '12'])(
    'a role that is only named is refused: %s',
    async (hosts) => {
      expect(await hostsShown({ hosts })).toContain('역할이나 그룹을 멘션해 주세요');
      expect(await hostsShown()).toBe('관리자만');
    },
  );

  test('is a manager’s to change, and is in the log', async () => {
    for (const who of ['member', 'host'] as const)
      expect(refused(await command(who, 'settings', { hosts: role }))).toBe(true);
    await hostsShown({ hosts: role });
    const log = await command('manager', 'admin log');
    if (log.kind !== 'message' || log.view.view !== 'card') throw new Error(textOf(log));
    expect(plain(log.view.fields[0]!.value)).toBe('manager님이 워크스페이스 설정을 바꿨어요.');
  });
});

describe('with a host role', () => {
  const reason = '함께 확인했어요';
  const day = '2026-11-20';

  test.each(commandTable.filter(({ hostsOnly }) => hostsOnly).map(({ path }) => path.join(' ')))(
    '%s is for managers and hosts',
    async (words) => {
      await hostsShown({ hosts: role });
      expect(refused(await command('member', words, { member: 'nobody' }))).toBe(true);
      for (const who of ['manager', 'host'] as const)
        expect(refused(await command(who, words, { member: 'nobody' }))).toBe(false);
    },
  );

  test.each(commandTable.filter(({ managersOnly }) => managersOnly).map(({ path }) => path.join(' ')))(
    '%s is for managers alone',
    async (words) => {
      const options = { member: 'member', day, reason };
      for (const who of ['member', 'host'] as const)
        expect(refused(await command(who, words, options))).toBe(true);
      expect(refused(await command('manager', words, options))).toBe(false);
    },
  );

  test('help lists what the asker may do', async () => {
    await hostsShown({ hosts: role });
    const [managers, hosts, members] = await Promise.all(
      (['manager', 'host', 'member'] as const).map(offered),
    );
    expect(managers).toEqual(expect.arrayContaining(['admin remove', 'settings', 'challenge create']));
    expect(hosts).toEqual(expect.arrayContaining(['challenge create', 'challenge edit', 'challenge join']));
    expect(hosts!.filter((words) => words.startsWith('admin') || words === 'settings')).toEqual([]);
    expect(members).toContain('challenge join');
    expect(
      members!.filter((words) =>
        /^(challenge (create|edit|pause|resume|end|delete|handover)|admin .*|settings)$/.test(words),
      ),
    ).toEqual([]);
  });
});

describe('every managing button asks for the right', () => {
  const acts: readonly ChallengeAction[] = [
    'end',
    'endNow',
    'pause',
    'resume',
    'delete',
    'deleteNow',
    'handOver',
    'handOverTo',
    'again',
  ];
  test.each(acts)('%s', async (what) => {
    const reply = await core.inbound.action({
      ...place('member'),
      platform: 'slack',
      workspace: 'T1' as WorkspaceRef,
      action: actionId({ do: what, challenge: running }),
      values: { member: 'member' },
    });
    expect(refused(reply)).toBe(true);
    const challenge = await core.storage.db.challenge.findUniqueOrThrow({ where: { id: running } });
    expect(challenge).toMatchObject({ endedAt: null, pauses: [] });
    expect(await core.storage.db.challenge.count()).toBe(2);
  });

  const forms: readonly ((challenge: ChallengeId) => Action)[] = [
    (challenge) => ({ do: 'edit', challenge, part: 'all' }),
    (challenge) => ({ do: 'saveEdit', challenge, part: 'all', version: 0 }),
    (challenge) => ({ do: 'applyEdit', challenge, change: randomUUID() }),
    () => ({ do: 'openCreateForm' }),
    () => ({ do: 'createChallenge' }),
    (challenge) => ({ do: 'log', challenge, offset: 0 }),
  ];
  test.each(forms)('form %#', async (of) => {
    const reply = await core.inbound.action({
      ...place('member'),
      platform: 'slack',
      workspace: 'T1' as WorkspaceRef,
      action: actionId(of(running)),
      values: { title: '몰래 만든 것' },
    });
    expect(refused(reply)).toBe(true);
    expect(await core.storage.db.challenge.count({ where: { title: '몰래 만든 것' } })).toBe(0);
  });

  test('a draft is nobody’s to see but managers’ and hosts’', async () => {
    const draft = await core.challenge({ title: '아직 비밀', startedAt: null }, 'C5');
    for (const what of ['info', 'preview', 'start', 'join'] as const) {
      const reply = await core.inbound.action({
        ...place('member'),
        platform: 'slack',
        workspace: 'T1' as WorkspaceRef,
        action: actionId({ do: what, challenge: draft }),
        values: {},
      });
      expect(textOf(reply)).not.toContain('아직 비밀');
    }
    await core.storage.db.challenge.delete({ where: { id: draft } });
  });

  test('whoever made a challenge may change it without any role, and help says so', async () => {
    const owner = await core.storage.unitOfWork.run(async (tx) => {
      const { id } = await tx.ensureWorkspace('discord', 'G1' as WorkspaceRef);
      return tx.ensureMember(id, { ref: 'member' as MemberRef, name: 'member', locale: null });
    });
    await hostsShown({ hosts: '-' });
    const { workspace, channel } = place('member');
    await beginChallenge(
      core.storage,
      { name: 'discord', workspace, channel },
      { title: '밤 산책', createdBy: owner.id },
    );
    expect(refused(await command('member', 'challenge pause', { challenge: '밤 산책' }))).toBe(false);
    expect(refused(await command('host', 'challenge resume', { challenge: '밤 산책' }))).toBe(true);
    const mine = await offered('member');
    expect(mine).toContain('challenge pause');
    expect(mine).not.toContain('challenge create');
  });
});
