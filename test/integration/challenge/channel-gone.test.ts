import { afterAll, beforeAll, expect, test } from 'vitest';
import { newChallenge } from '../../../src/core/challenge/new-challenge.ts';
import { announceStart } from '../../../src/core/challenge/start-challenge.ts';
import type { CivilDay } from '../../../src/core/model/day.ts';
import type { ChannelRef, MemberRef, WorkspaceId, WorkspaceRef } from '../../../src/core/model/ids.ts';
import { type FakeSlack, startFakeSlack } from '../../fakes/slack/index.ts';
import { startTestApp, type TestApp, until } from '../../support/app.ts';
import { freshDatabase } from '../../support/database.ts';
import { settled } from '../../support/oracle.ts';
import { plain } from './desk.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let fake: FakeSlack;
let app: TestApp;
let boss: string;
beforeAll(async () => {
  database = await freshDatabase();
  fake = await startFakeSlack();
  boss = fake.user({ name: '민지', admin: true }).id;
  app = await startTestApp(database.url, {
    slack: {
      botToken: fake.botToken,
      appToken: fake.appToken,
      signingSecret: undefined,
      apiUrl: fake.apiUrl,
    },
  });
});
afterAll(async () => {
  await app.stop();
  await fake.close();
  await database.drop();
});

const begin = (channel: string) =>
  app.storage.unitOfWork.run(async (tx) => {
    const workspace = await tx.ensureWorkspace('slack', fake.team.id as WorkspaceRef);
    const host = await tx.ensureMember(workspace.id, { ref: boss as MemberRef, name: '민지', locale: 'ko' });
    const challenge = newChallenge({
      workspace: workspace.id,
      channel: channel as ChannelRef,
      title: '아침 달리기',
      goal: { kind: 'daily' },
      proofKind: 'either',
      startsOn: '2026-01-01' as CivilDay,
      endsOn: null,
      timezone: 'Asia/Seoul',
      createdBy: host.id,
      startedAt: Date.now(),
      call: channel,
    });
    const { id } = await tx.createChallenge(challenge);
    await announceStart(tx, workspace, { ...challenge, id }, Date.now());
    return id;
  });
const sent = (like: string) =>
  until(like, () =>
    app.storage.db.delivery.findFirst({ where: { key: { startsWith: like }, state: 'sent' } }),
  );

test('a channel that is no more: whoever made the challenge is told alone, and once', async () => {
  const { db } = app.storage;
  const { id: channel } = fake.channel({ name: 'old' });
  fake.archive(channel);
  const id = await begin(channel);
  const told = await sent(`channel-gone:${id}`);
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

test('a private channel that the bot is not in yet: its host is told to invite it, and once it is there the welcome comes, once', async () => {
  const { db, unitOfWork } = app.storage;
  const { id: channel } = fake.channel({ name: 'inner', kind: 'private', members: [boss], withBot: false });
  app.provoked.push('delivery.dead forbidden: ');
  const id = await begin(channel);
  const told = await sent('direct:permission:');
  expect(told.effect).toMatchObject({ target: { kind: 'direct', member: boss } });
  expect(JSON.stringify(told.effect)).toContain('채널에 초대해 주시면');
  const welcomes = () =>
    db.delivery.findMany({ where: { key: { startsWith: `welcome:${id}` } }, orderBy: { createdAt: 'asc' } });
  expect(await welcomes()).toMatchObject([{ state: 'dead', reason: 'forbidden: not_in_channel' }]);
  expect(fake.visible(channel)).toEqual([]);

  await db.delivery.updateMany({
    where: { key: `welcome:${id}` },
    data: { createdAt: new Date(Date.now() - 3 * 24 * 60 * 60_000) },
  });
  await fake.join(channel, fake.team.botUser);
  await sent(`welcome:${id}:`);
  await fake.leave(channel, fake.team.botUser);
  await fake.join(channel, fake.team.botUser);
  const { id: workspace } = await db.workspace.findFirstOrThrow();
  await unitOfWork.run((tx) => tx.redriveDead(workspace as WorkspaceId, 'forbidden'));
  expect(await settled(app.storage)).toEqual([]);
  expect((await welcomes()).map(({ key, state }) => [key, state])).toEqual([
    [`welcome:${id}`, 'skipped'],
    [`welcome:${id}:again`, 'sent'],
  ]);
  expect(fake.visible(channel).filter(({ text }) => text.includes('아침 달리기'))).toHaveLength(1);
});
