import { describe, expect, test } from 'vitest';
import { deliveryKey } from '../../src/core/delivery/keys.ts';
import type { ChannelRef, MemberRef } from '../../src/core/model/ids.ts';
import { discordError, visibleText } from '../fakes/discord/index.ts';
import { jpegPhoto } from '../fixtures/photos.ts';
import { until } from '../support/app.ts';
import { beginChallenge } from '../support/challenge.ts';
import { discordChat } from './chats.ts';
import { openWorld, zone } from './world.ts';

async function running() {
  const chat = await discordChat();
  const world = await openWorld([chat]);
  const app = await world.here();
  /** Lines that tell a manager what is missing, each with what it says. */
  const told = () =>
    [...chat.fake.state.channels.values()]
      .flatMap((place) => chat.fake.botMessagesIn(place))
      .map(({ content, components }) => visibleText(content, components))
      .filter((text) => /권한이 없어서|채널이 보이지 않아서/.test(text));
  return { chat, world, app, told, [Symbol.asyncDispose]: () => world.close() };
}

describe.concurrent('Discord refuses', { timeout: 240_000 }, () => {
  test('401 and 403 in a loop: it soon stops asking, every proof is credited, and what is posted once all is well is marked and cheered', async () => {
    await using on = await running();
    const { chat, world } = on;
    const photo = await jpegPhoto({ width: 64, height: 48 });
    const before = [chat.post('막히기 전'), chat.post('사진과 함께', { photo })];
    await until('their marks', () => before.every((post) => post.marked()));
    // For a token that is good.
    const writes = ({ method }: { method: string }) => method === 'PUT' || method === 'POST';
    const stray = chat.fake.fail({ where: writes }, discordError(401, 0), 6);
    chat.post('401이 와도');
    await until('the first 401', () => stray.hits > 0);
    const giveBack = chat.lose('ADD_REACTIONS', 'CREATE_PUBLIC_THREADS');
    const meanwhile = Array.from({ length: 25 }, (_, n) => chat.post(`막힌 사이 ${n}`));
    chat.post('막힌 사이의 사진', { photo });
    meanwhile[3]!.edit('막힌 사이에 고친 글');
    meanwhile[4]!.remove();
    before[0]!.edit('전에 올려 지금 고친 글');
    expect(await world.verdict()).toEqual([]);
    expect(stray.hits).toBe(6);
    expect(meanwhile.some((post) => post.marked())).toBe(false);
    giveBack();
    const after = [chat.post('다시 열린 뒤'), chat.post('다시 열린 뒤의 사진', { photo })];
    expect(await world.verdict()).toEqual([]);
    expect(after.every((post) => post.marked())).toBe(true);
    expect(chat.fake.invalidRequests).toBeGreaterThan(6);
    expect(chat.fake.invalidRequests).toBeLessThan(50);
    expect(on.told()).toHaveLength(2);
  });

  test('a thread that is there or locked, a permission that is lost, a channel that is gone: each ends, a manager is told once, and all others go on', async () => {
    await using on = await running();
    const { chat, world } = on;
    const { unitOfWork } = world.storage;
    const place = chat.another();
    const host = chat.fake.member([...chat.fake.state.guilds.values()][0]!, { name: '민지' });
    const [workspace, hosting] = await unitOfWork.run(async (tx) => {
      const { id } = await tx.ensureWorkspace('discord', chat.workspace);
      return [id, await tx.ensureMember(id, { ref: host.user.id as MemberRef, name: '민지' })] as const;
    });
    const elsewhere = { ...chat, channel: place.id as ChannelRef };
    const challenge = await beginChallenge(world.storage, elsewhere, {
      timezone: zone,
      createdBy: hosting.id,
    });

    const threads = [
      chat.post('제 스레드가 있어요', { thread: 'open' }),
      chat.post('제 스레드는 잠겼어요', { thread: 'locked' }),
    ];
    const settled = chat.post('사라질 채널에서', { in: place });
    await until('their marks', () => [...threads, settled].every((post) => post.marked()));
    const giveBack = chat.lose('CREATE_PUBLIC_THREADS');
    const without = Array.from({ length: 4 }, (_, n) => chat.post(`스레드를 못 열어도 ${n}`));
    without[1]!.edit('스레드를 못 열어도 고쳐요');
    without[2]!.remove();
    chat.post('올리자마자 채널이 사라져요', { in: place });
    chat.drop(place);
    for (const n of [1, 2])
      await unitOfWork.run((tx) =>
        tx.deliver(workspace, null, deliveryKey('changed', challenge, n), {
          do: 'post',
          target: { kind: 'channel', channel: elsewhere.channel },
          view: { view: 'note', line: ['바뀌었어요'] },
        }),
      );
    expect(await world.verdict()).toEqual([]);
    giveBack();
    const after = chat.post('다 나은 뒤');
    expect(await world.verdict()).toEqual([]);
    expect(after.marked()).toBe(true);
    const ended = await world.storage.db.cheer.findMany({ where: { state: 'givenUp' } });
    const reasons = new Set(ended.map(({ reason }) => reason).filter((reason) => reason !== 'deleted'));
    expect([...reasons].sort()).toEqual([
      'forbidden: 160005',
      'forbidden: 50013 CREATE_PUBLIC_THREADS',
      'gone: 10003',
    ]);
    expect(on.told().sort()).toEqual([
      expect.stringContaining('권한이 없어서'),
      expect.stringContaining('채널이 보이지 않아서'),
    ]);
  });
});
