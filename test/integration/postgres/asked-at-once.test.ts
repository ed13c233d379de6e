import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChannelRef, MemberRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { read } from '../../support/conversation.ts';
import { type Core, openCore } from '../../support/core.ts';

const members = Array.from({ length: 20 }, (_, index) => `멤버${index}`);
let core: Core;
beforeAll(async () => {
  core = await openCore(Date.parse('2026-11-21T21:00:00+09:00'));
  await core.challenge({ title: '아침 달리기' });
  for (const member of members) await core.post(member, '오늘 5km');
  await core.command(members[0]!, 'leaderboard', { me: 'show' });
});
afterAll(() => core.stop());

async function ask(member: string, word: string, options: Readonly<Record<string, string>>) {
  const reply = await core.inbound.command({
    platform: 'slack',
    workspace: 'T1' as WorkspaceRef,
    workspaceName: '달리기 모임',
    channel: 'C1' as ChannelRef,
    member: { ref: member as MemberRef, name: member },
    id: randomUUID(),
    at: core.clock.now(),
    locale: 'ko',
    path: [word],
    options,
    attachments: [],
    target: null,
  });
  return read(reply).join('\n');
}

test.each<{ word: string; options: Readonly<Record<string, string>>; says: string }>([
  { word: 'streak', options: {}, says: '지금 1일 연속이에요.' },
  { word: 'streak', options: { show: 'why' }, says: '장부' },
  { word: 'stats', options: {}, says: '인증 1번' },
  { word: 'calendar', options: {}, says: '1일 인증했어요.' },
  { word: 'records', options: {}, says: '오늘 5km' },
  { word: 'search', options: { words: '5km' }, says: '[5km]' },
  { word: 'leaderboard', options: {}, says: '1위 멤버0' },
])(
  '/$word $options is answered to many more at once than there are connections',
  async ({ word, options, says }) => {
    const answers = await Promise.all(members.map((member) => ask(member, word, options)));
    for (const answer of answers) expect(answer).toContain(says);
  },
);

test('who is known already keeps nobody else of the workspace waiting', async () => {
  const met = async (member: string) =>
    core.storage.unitOfWork.run(async (tx) => {
      const { id } = await tx.ensureWorkspace('slack', 'T1' as WorkspaceRef, '달리기 모임');
      await tx.ensureMember(id, { ref: member as MemberRef, name: member, locale: 'ko' });
    });
  await Promise.all(members.map(met));
  await core.storage.unitOfWork.run(async (tx) => {
    const { id } = await tx.ensureWorkspace('slack', 'T1' as WorkspaceRef, '달리기 모임');
    await tx.ensureMember(id, { ref: members[0] as MemberRef, name: members[0]!, locale: 'ko' });
    // While this transaction is open, they come and go.
    await Promise.all(members.map(met));
  });
});
