import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actionId } from '../../../src/core/actions.ts';
import { createGiveCare } from '../../../src/core/care/give-care.ts';
import type { Guard } from '../../../src/core/care/guard.ts';
import { createCareMoot } from '../../../src/core/care/in-care.ts';
import { careTexts } from '../../../src/core/care/texts/index.ts';
import { createWriteCheer } from '../../../src/core/cheer/write-cheer.ts';
import type { GivenUp } from '../../../src/core/delivery/cause.ts';
import type { Effect } from '../../../src/core/delivery/effect.ts';
import type { Claimed } from '../../../src/core/delivery/ledger.ts';
import type { InboundMessage } from '../../../src/core/inbound.ts';
import type { DeliveryKey, MemberId, MemberRef, MessageRef, ProofId } from '../../../src/core/model/ids.ts';
import { createOfferNudge } from '../../../src/core/nudge/personal/offer.ts';
import { createReadStreak } from '../../../src/core/streak/read-streak.ts';
import { type Core, openCore, plain } from '../../support/core.ts';
import { wordsAlone } from '../../support/guard.ts';

/** Noon in Seoul. */
const noon = Date.parse('2026-11-20T12:00:00+09:00');
const hour = 3_600_000;
const day = 24 * hour;
const crisis = '오늘도 달렸어요. 그런데 자꾸 죽고 싶어요';

let core: Core;
const log: { event: string; fields: object }[] = [];
const write = (event: string, fields: object = {}) => void log.push({ event, fields });
let now = noon;
let members = 0;
let me = '';

beforeAll(async () => {
  core = await openCore(noon);
  await core.challenge();
});
afterAll(() => core.stop());
beforeEach(() => {
  // Each test has a member and a day of its own.
  me = `member-${++members}`;
  at(noon + members * 40 * day);
  log.length = 0;
});

function at(instant: number): void {
  now = instant;
  core.set(instant);
}

function parts(guard: Guard = wordsAlone, privateNotice = true) {
  const { storage, clock } = core;
  const care = createGiveCare({
    unitOfWork: storage.unitOfWork,
    privateNotice: () => privateNotice,
    clock,
    log: { info: write, warn: write, error: write },
  });
  const { writeCheer } = createWriteCheer({
    cheers: storage.cheers,
    guard,
    giveCare: care.giveCare,
    generator: null,
    recall: null,
    prompts: { use: null, canary: null },
    readStreak: createReadStreak(storage),
    blobs: { get: async () => new Uint8Array() },
    linkTo: () => null,
    clock,
    log: { info: write, warn: write, error: write },
  });
  /** Plans what is said instead, as the ledger does. */
  async function otherwise(claimed: Claimed, end: GivenUp): Promise<void> {
    const instead = care.otherwise(claimed, end);
    if (instead) await storage.unitOfWork.run(instead);
  }
  return { ...care, writeCheer, otherwise };
}

const proofOf = async ({ message }: InboundMessage): Promise<ProofId> =>
  (await core.storage.db.proof.findFirstOrThrow({ where: { messageRef: message } })).id as ProofId;
const cheerOf = (proof: ProofId) => core.storage.db.cheer.findUnique({ where: { proofId: proof } });

/** What waits or was sent for this proof and its member, by key. */
async function deliveries(proof: ProofId): Promise<ReadonlyMap<string, { effect: Effect; state: string }>> {
  const { memberId } = await core.storage.db.proof.findUniqueOrThrow({ where: { id: proof } });
  const rows = await core.storage.db.delivery.findMany({
    where: { OR: [{ key: { contains: proof } }, { key: { contains: `${memberId}` } }] },
  });
  return new Map(rows.map(({ key, effect, state }) => [key, { effect: effect as unknown as Effect, state }]));
}
const keysOf = async (proof: ProofId) =>
  [...(await deliveries(proof)).keys()].map((key) => key.split(':')[0]).sort();

function textOf(effect: Effect): string {
  if (effect.do !== 'post') throw new Error(`no post but ${effect.do}`);
  const { view } = effect;
  if (view.view === 'note') return plain(view.line);
  if (view.view !== 'card') throw new Error(`no words in ${view.view}`);
  return [
    view.title,
    ...view.lines.map(plain),
    ...view.fields.map((each) => `${each.label}: ${plain(each.value)}`),
  ].join('\n');
}

describe('a proof that tells of a crisis', () => {
  test('keeps its credit, is not cheered, and its member alone reads where to call', async () => {
    const proof = await proofOf(await core.post(me, crisis));
    await parts().writeCheer(proof);
    expect(await cheerOf(proof)).toMatchObject({ state: 'givenUp', care: 'selfHarm', line1: null });
    expect(await core.storage.db.checkIn.count({ where: { proofId: proof, revokedAt: null } })).toBe(1);
    // Its mark, the line that it joined, and the note: no cheer, no card.
    expect(await keysOf(proof)).toEqual([
      expect.stringMatching('^care$'),
      expect.stringMatching('^joined'),
      'react',
    ]);
    const { effect } = (await deliveries(proof)).get(`care:${proof}`)!;
    expect(effect).toMatchObject({ do: 'post', target: { kind: 'private', member: me } });
    const words = textOf(effect);
    expect(words).toContain('109');
    expect(words).toContain('1577-0199');
    expect(words).not.toMatch(/죽|자살하|일째|연속|달렸/u);
    expect(await core.storage.db.memory.count({ where: { proofId: proof } })).toBe(0);
  });

  test.each([
    ['今日も走りました。でももう消えてしまいたいです', 'ja'],
    ['I want to die', 'en'],
    ['요즘 자꾸 죽고 싶어요', 'ko'],
  ] as const)(
    'is answered in the language of %j, with the lines of the workspace’s country',
    async (text, locale) => {
      const { writeCheer, otherwise } = parts(undefined, false);
      const event = await core.post(me, text);
      const proof = await proofOf(event);
      await writeCheer(proof);
      const key = `care:${proof}` as DeliveryKey;
      const { effect } = (await deliveries(proof)).get(key)!;
      const [title, opening] = textOf(effect).split('\n');
      expect({ title, opening }).toEqual({
        title: careTexts[locale].title,
        opening: careTexts[locale].opening.selfHarm,
      });
      expect(textOf(effect)).toContain('109');
      expect(textOf(effect)).not.toContain('0120');
      // Whatever the post says by then.
      await core.inbound.edited({ ...event, text: '오늘은 조금 걸었어요', editedAt: now + 1_000 });
      const dead = { state: 'dead', cause: 'forbidden', detail: '' } as const;
      await otherwise({ key, effect } as Claimed, dead);
      expect(textOf((await deliveries(proof)).get(`care-here:${proof}`)!.effect)).toBe(
        careTexts[locale].here,
      );
      expect(await core.storage.db.member.findFirstOrThrow({ where: { ref: me } })).toMatchObject({
        locale: null,
      });
    },
  );

  test('is answered in their own language where that is known, whatever they wrote in', async () => {
    const member = { ref: me as MemberRef, name: me, locale: 'ja' as const };
    const proof = await proofOf(await core.post(me, crisis, { member }));
    await parts().writeCheer(proof);
    const words = textOf((await deliveries(proof)).get(`care:${proof}`)!.effect);
    expect(words).toContain(careTexts.ja.title);
    expect(words).toContain('0120-061-338');
  });

  test('is said to nobody else: neither the ledger nor the log holds its words', async () => {
    const proof = await proofOf(await core.post(me, crisis));
    await parts().writeCheer(proof);
    const kept = JSON.stringify([...(await deliveries(proof)).values()]);
    for (const text of [kept, JSON.stringify(log)]) {
      expect(text).not.toContain('죽고');
      expect(text).not.toContain('달렸어요');
    }
    expect(JSON.stringify(log)).not.toContain('selfHarm');
    expect(log.map(({ event }) => event)).toContain('care.given');
  });

  test('written about twice on one day is answered once, and again on another', async () => {
    const { writeCheer, look } = parts();
    const first = await proofOf(await core.post(me, crisis));
    await writeCheer(first);
    at(now + 2 * hour);
    const second = await proofOf(await core.post(me, '살고 싶지 않아요'));
    expect(await cheerOf(second)).toBeNull();
    await look(second);
    expect(await cheerOf(second)).toMatchObject({ state: 'givenUp', care: 'selfHarm' });
    expect((await deliveries(second)).has(`care:${second}`)).toBe(false);
    at(now + day);
    const third = await proofOf(await core.post(me, '오늘도 죽고 싶어요'));
    await writeCheer(third);
    expect((await deliveries(third)).has(`care:${third}`)).toBe(true);
  });

  test('is looked at before its cheer has its turn, and so is a second post of a day, which has none', async () => {
    const first = await proofOf(await core.post(me, crisis));
    const second = await proofOf(await core.post(me, '살고 싶지 않아요'));
    const jobs = await core.storage.db.$queryRaw<{ payload: object }[]>`
      select payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'care'`;
    for (const proof of [first, second]) {
      expect(jobs.map(({ payload }) => payload)).toContainEqual({ proof });
    }
    const { look, writeCheer } = parts();
    await look(first);
    await writeCheer(first);
    expect(await cheerOf(first)).toMatchObject({ state: 'givenUp', care: 'selfHarm', begun: 0 });
    expect([...(await deliveries(first)).keys()].filter((key) => key.startsWith('care:'))).toHaveLength(1);
  });

  test('one that waits for its challenge to be chosen is answered at once, and not again when it is', async () => {
    const channel = `C-${me}`;
    const challenges = [
      await core.challenge({ title: '산책' }, channel),
      await core.challenge({ title: '독서' }, channel),
    ];
    const event = await core.post(me, crisis, { channel: channel as InboundMessage['channel'] });
    const proof = await proofOf(event);
    const { look, writeCheer } = parts();
    await look(proof);
    expect(await cheerOf(proof)).toBeNull();
    expect((await deliveries(proof)).has(`care:${proof}`)).toBe(true);
    await core.press(me, actionId({ do: 'choose', proof, challenge: challenges[0]! }));
    await writeCheer(proof);
    expect(await cheerOf(proof)).toMatchObject({ state: 'givenUp', care: 'selfHarm' });
    expect([...(await deliveries(proof)).keys()].filter((key) => key.startsWith('care'))).toHaveLength(1);
  });

  test('reached on a milestone, no card counts days', async () => {
    const start = now;
    for (let n = 0; n < 6; n++) {
      at(start + n * day);
      await core.post(me, `${n + 1}번째 날, 3km`);
    }
    at(start + 6 * day);
    const proof = await proofOf(await core.post(me, crisis));
    expect((await keysOf(proof)).filter((key) => key === 'milestone')).toEqual([]);
    at(start + 7 * day);
  });

  test('done again after a kill, at any step, it says everything once', async () => {
    const proof = await proofOf(await core.post(me, crisis));
    let calls = 0;
    // Killed in the middle of the transaction: nothing is written.
    const { giveCare } = createGiveCare({
      unitOfWork: {
        run: (work) =>
          core.storage.unitOfWork.run(async (tx) =>
            work({
              ...tx,
              deliver: async (...of) => {
                await tx.deliver(...of);
                if (++calls === 1) throw new Error('killed');
              },
            }),
          ),
      },
      privateNotice: () => true,
      clock: core.clock,
      log: { info: write, warn: write, error: write },
    });
    const context = await core.storage.cheers.begin(proof);
    await expect(giveCare(context!, 'selfHarm')).rejects.toThrow('killed');
    expect(await cheerOf(proof)).toMatchObject({ state: 'generating', care: null });
    expect((await deliveries(proof)).has(`care:${proof}`)).toBe(false);
    const { writeCheer } = parts();
    await writeCheer(proof);
    await writeCheer(proof);
    expect((await cheerOf(proof))?.care).toBe('selfHarm');
    expect([...(await deliveries(proof)).keys()].filter((key) => key.startsWith('care:'))).toHaveLength(1);
  });
});

describe('an edit', () => {
  test('into a crisis takes the cheer and the offer of nudges away and gives care', async () => {
    const event = await core.post(me, '오늘 3km');
    const proof = await proofOf(event);
    const { writeCheer, look } = parts();
    await writeCheer(proof);
    const { memberId } = await core.storage.db.proof.findUniqueOrThrow({ where: { id: proof } });
    const member = memberId as MemberId;
    // It waits for the cheer to be said, for a minute at most.
    at(now + 61_000);
    const { unitOfWork } = core.storage;
    const silent = { info: write, warn: write, error: write };
    const deps = { unitOfWork, privateNotice: () => false, clock: core.clock, log: silent };
    await createOfferNudge(deps)({ member, proof });
    for (const [key, messageRef] of [
      [`cheer:${proof}`, 'C1/cheer'],
      [`nudge-offer:${member}`, 'C1/offer'],
    ] as const)
      await core.storage.db.delivery.update({ where: { key }, data: { state: 'sent', messageRef } });
    await edit(event, crisis);
    await look(proof);
    await writeCheer(proof);
    expect(await cheerOf(proof)).toMatchObject({ state: 'givenUp', care: 'selfHarm' });
    const after = await deliveries(proof);
    expect(after.get(`undo:cheer:${proof}`)?.effect).toEqual({ do: 'remove', message: 'C1/cheer' });
    expect(after.get(`undo:nudge-offer:${member}`)?.effect).toEqual({ do: 'remove', message: 'C1/offer' });
    expect(after.has(`care:${proof}`)).toBe(true);
  });

  test('into a crisis of a post that waits for its challenge to be chosen is answered at once', async () => {
    const channel = `C-${me}` as InboundMessage['channel'];
    await core.challenge({ title: '산책' }, channel);
    await core.challenge({ title: '독서' }, channel);
    const event = await core.post(me, '오늘 3km', { channel });
    const proof = await proofOf(event);
    await edit(event, crisis);
    const jobs = await core.storage.db.$queryRaw<{ payload: object }[]>`
      select payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'care'`;
    expect(jobs.map(({ payload }) => payload)).toContainEqual({ proof });
    await parts().look(proof);
    expect((await deliveries(proof)).has(`care:${proof}`)).toBe(true);
  });

  test('that only adds a full stop while the models look does not swallow what they found', async () => {
    const event = await core.post(me, '이제 다 정리하고 편해지려고 해요');
    const proof = await proofOf(event);
    const context = await core.storage.cheers.begin(proof);
    await edit(event, '이제 다 정리하고 편해지려고 해요.');
    await parts().giveCare(context!, 'selfHarm');
    expect(await cheerOf(proof)).toMatchObject({ state: 'givenUp', care: 'selfHarm' });
    expect((await deliveries(proof)).has(`care:${proof}`)).toBe(true);
  });

  test('that says something else leaves it to who reads the new words', async () => {
    const event = await core.post(me, '이제 다 정리하고 편해지려고 해요');
    const proof = await proofOf(event);
    const context = await core.storage.cheers.begin(proof);
    await edit(event, '방을 다 정리하고 편해졌어요');
    await parts().giveCare(context!, 'selfHarm');
    expect(await cheerOf(proof)).toMatchObject({ state: 'queued', care: null });
  });

  test('into a crisis takes away a cheer that is just then on its way', async () => {
    const { event, proof, key } = await cheered();
    const claimed = await claim(key);
    await edit(event, crisis);
    await parts().look(proof);
    await arrives(claimed);
    expect((await deliveries(proof)).get(`undo:${key}`)?.effect).toEqual({
      do: 'remove',
      message: 'C1/late',
    });
    expect(await cheerOf(proof)).toMatchObject({ state: 'givenUp', care: 'selfHarm' });
  });

  test('into a crisis has a cheer looked for that may have arrived, and taken away', async () => {
    const { event, proof, key } = await cheered();
    const lost = { state: 'pending', reason: 'terminated', at: now, maybeSent: true, counts: true } as const;
    await core.storage.ledger.settle(await claim(key), lost);
    await edit(event, crisis);
    await parts().look(proof);
    const again = await claim(key);
    expect(again).toMatchObject({ moot: 'care', maybeSent: true });
    await arrives(again);
    expect((await deliveries(proof)).get(`undo:${key}`)?.effect).toEqual({
      do: 'remove',
      message: 'C1/late',
    });
  });

  test('out of a crisis brings no cheer: what was read is not unread', async () => {
    const event = await core.post(me, crisis);
    const proof = await proofOf(event);
    const { writeCheer } = parts();
    await writeCheer(proof);
    await edit(event, '오늘 5km 달렸어요');
    await writeCheer(proof);
    expect(await cheerOf(proof)).toMatchObject({ state: 'givenUp', care: 'selfHarm', line1: null });
    expect((await keysOf(proof)).filter((key) => key === 'cheer')).toEqual([]);
  });

  async function edit(event: InboundMessage, text: string): Promise<void> {
    await core.inbound.edited({ ...event, text, editedAt: now + 1_000 });
  }

  /** A proof whose cheer waits to be posted. */
  async function cheered() {
    const event = await core.post(me, '오늘 3km');
    const proof = await proofOf(event);
    await parts().writeCheer(proof);
    return { event, proof, key: `cheer:${proof}` as DeliveryKey };
  }

  async function claim(key: DeliveryKey): Promise<Claimed> {
    const claimed = await core.storage.ledger.claim(key);
    if (claimed.kind !== 'claimed') throw new Error(`${key} is ${claimed.kind}`);
    return claimed;
  }

  async function arrives(claimed: Claimed): Promise<void> {
    const sent = { state: 'sent', message: 'C1/late' as MessageRef } as const;
    expect(await core.storage.ledger.settle(claimed, sent)).toBe('settled');
  }
});

describe('the way to the member', () => {
  const claimed = (key: string, effect: Effect) => ({ key: key as DeliveryKey, effect }) as Claimed;
  const dead: GivenUp = { state: 'dead', cause: 'forbidden', detail: 'cannot_dm_bot' };

  test('goes from a private line to a direct message to one plain line in the thread', async () => {
    const { writeCheer, otherwise } = parts();
    const proof = await proofOf(await core.post(me, crisis));
    await writeCheer(proof);
    const { effect } = (await deliveries(proof)).get(`care:${proof}`)!;
    await otherwise(claimed(`care:${proof}`, effect), dead);
    // Twice, as after a kill between telling and settling.
    await otherwise(claimed(`care:${proof}`, effect), dead);
    const direct = (await deliveries(proof)).get(`care-direct:${proof}`)!;
    expect(direct.effect).toMatchObject({ target: { kind: 'direct', member: me } });
    expect(textOf(direct.effect)).toBe(textOf(effect));
    await otherwise(claimed(`care-direct:${proof}`, direct.effect), dead);
    const here = (await deliveries(proof)).get(`care-here:${proof}`)!;
    expect(here.effect).toMatchObject({ target: { kind: 'thread' } });
    expect(textOf(here.effect)).toBe(careTexts.ko.here);
    expect(textOf(here.effect)).not.toMatch(/\d|자살|상담|힘|위기/u);
    await otherwise(claimed(`care-here:${proof}`, here.effect), dead);
    expect([...(await deliveries(proof)).keys()].filter((key) => key.startsWith('care'))).toHaveLength(3);
  });

  test('begins with a direct message where no private line is', async () => {
    const { writeCheer } = parts(undefined, false);
    const proof = await proofOf(await core.post(me, crisis));
    await writeCheer(proof);
    expect((await deliveries(proof)).get(`care:${proof}`)?.effect).toMatchObject({
      target: { kind: 'direct' },
    });
  });

  test('ends when it is too late or the workspace is gone', async () => {
    const { writeCheer, otherwise } = parts();
    const proof = await proofOf(await core.post(me, crisis));
    await writeCheer(proof);
    const { effect } = (await deliveries(proof)).get(`care:${proof}`)!;
    for (const cause of ['tooOld', 'revoked', 'parked'] as const)
      await otherwise(claimed(`care:${proof}`, effect), { state: 'skipped', cause, detail: '' });
    expect((await deliveries(proof)).has(`care-direct:${proof}`)).toBe(false);
  });
});

describe('around a member in care', () => {
  test('streak cards, freezes and nudges are silent that day and that night', async () => {
    const { writeCheer } = parts();
    at(now + 10 * hour);
    const proof = await proofOf(await core.post(me, crisis));
    await writeCheer(proof);
    const { memberId } = await core.storage.db.proof.findUniqueOrThrow({ where: { id: proof } });
    const moot = createCareMoot({ unitOfWork: core.storage.unitOfWork, clock: core.clock });
    const challenge = (await core.storage.db.challenge.findFirstOrThrow()).id;
    const quiet = async () =>
      Promise.all(
        [
          `milestone:${challenge}:${memberId}:7:${proof}`,
          `freeze:${challenge}:${memberId}:2026-11-20`,
          `nudge-me:${memberId}:2026-11-20:0`,
          `nudge-offer:${memberId}`,
        ].map(async (key) => (await moot({ key: key as DeliveryKey })) !== null),
      );
    expect(await quiet()).toEqual([true, true, true, true]);
    // 22:00 of that day; nine the next morning is still the night after.
    at(now + 11 * hour);
    expect(await quiet()).toEqual([true, true, true, true]);
    at(now + 2 * hour);
    expect(await quiet()).toEqual([false, false, false, false]);
    expect(await moot({ key: `nudge-me:${crypto.randomUUID()}:2026-11-20:0` as DeliveryKey })).toBeNull();
    expect(await moot({ key: `cheer:${proof}` as DeliveryKey })).toBeNull();
  });

  test('the host learns that somebody may need an ear, without a name or a word; of violence not even that', async () => {
    const { writeCheer } = parts();
    const { id: workspaceId } = await core.storage.db.workspace.findFirstOrThrow();
    const host = await core.storage.db.member.upsert({
      where: { workspaceId_ref: { workspaceId, ref: 'host' } },
      create: { workspaceId, ref: 'host', name: '방장' },
      update: {},
    });
    await core.storage.db.challenge.updateMany({ data: { createdBy: host.id } });
    const told = async (member: string) => {
      const { id } = await core.storage.db.member.findFirstOrThrow({ where: { ref: member } });
      const rows = await core.storage.db.delivery.findMany({
        where: { key: { startsWith: `care-host:${id}` } },
      });
      return rows.map(({ effect }) => effect as unknown as Effect);
    };
    await writeCheer(await proofOf(await core.post(me, crisis)));
    const [alert, ...more] = await told(me);
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ target: { kind: 'direct', member: 'host' } });
    expect(textOf(alert!)).toBe(careTexts.ko.manager);
    expect(JSON.stringify(alert)).not.toContain(me);

    const hurt = `${me}-hurt`;
    await writeCheer(await proofOf(await core.post(hurt, '남편한테 또 맞았어요')));
    expect(await told(hurt)).toEqual([]);
    await core.storage.db.challenge.updateMany({ data: { createdBy: null } });
  });

  test('who has never been in care is not', async () => {
    await core.post(me, '오늘 3km');
    const { id } = await core.storage.db.member.findFirstOrThrow({ where: { ref: me } });
    expect(await core.storage.unitOfWork.run((tx) => tx.inCareSince(id as MemberId))).toBeNull();
  });
});
