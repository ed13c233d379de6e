import { expect, onTestFinished, test } from 'vitest';
import { newChallenge } from '../../../src/core/challenge/new-challenge.ts';
import { announceStart } from '../../../src/core/challenge/start-challenge.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChannelRef, MemberRef, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { startFakeSlack } from '../../fakes/slack/index.ts';
import { startTestApp, until } from '../../support/app.ts';
import { freshDatabase } from '../../support/database.ts';
import { plain } from './desk.ts';

test('a channel that was deleted: whoever made the challenge is told alone, and once', async () => {
  const database = await freshDatabase();
  const fake = await startFakeSlack();
  const boss = fake.user({ name: '민지', admin: true }).id;
  const app = await startTestApp(database.url, {
    slack: {
      botToken: fake.botToken,
      appToken: fake.appToken,
      signingSecret: undefined,
      apiUrl: fake.apiUrl,
    },
  });
  onTestFinished(async () => {
    await app.stop();
    await fake.close();
    await database.drop();
  });
  const { unitOfWork, db } = app.storage;
  const begin = (call: string) =>
    unitOfWork.run(async (tx) => {
      const workspace = await tx.ensureWorkspace('slack', fake.team.id as WorkspaceRef);
      const host = await tx.ensureMember(workspace.id, {
        ref: boss as MemberRef,
        name: '민지',
        locale: 'ko',
      });
      const challenge = newChallenge({
        workspace: workspace.id,
        channel: 'C0GONE00000' as ChannelRef,
        title: '아침 달리기',
        goal: { kind: 'daily' },
        proofKind: 'either',
        startsOn: '2026-01-01' as CivilDay,
        endsOn: null,
        timezone: 'Asia/Seoul',
        createdBy: host.id,
        startedAt: Date.now(),
        call,
      });
      const { id } = await tx.createChallenge(challenge);
      await announceStart(tx, workspace, { ...challenge, id }, Date.now());
      return id;
    });
  const id = await begin('one');
  const told = await until('the line to its host', () =>
    db.delivery.findFirst({ where: { key: { startsWith: `channel-gone:${id}` }, state: 'sent' } }),
  );
  expect(told.effect).toMatchObject({ target: { kind: 'direct', member: boss } });
  const { view } = told.effect as unknown as { view: { line: Parameters<typeof plain>[0] } };
  expect(plain(view.line)).toBe(
    '채널이 보이지 않아서 아침 달리기 안내를 올리지 못했어요. /challenge edit 명령에서 다른 채널을 골라 주시면 거기에 다시 올릴게요.',
  );
  expect(await db.delivery.findUniqueOrThrow({ where: { key: `welcome:${id}` } })).toMatchObject({
    state: 'skipped',
    reason: expect.stringContaining('gone'),
  });
  expect(await db.delivery.count({ where: { key: { startsWith: 'channel-gone:' } } })).toBe(1);
});
