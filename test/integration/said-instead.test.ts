import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDead, redriveDead } from '../../src/adapters/postgres/dead-letters.ts';
import { isOutage } from '../../src/adapters/postgres/errors.ts';
import { createPlatform } from '../../src/adapters/web/platform.ts';
import { createGiveCare } from '../../src/core/care/give-care.ts';
import { createDeliver } from '../../src/core/delivery/deliver.ts';
import { createFollowers } from '../../src/core/delivery/followers.ts';
import { deliveryKey } from '../../src/core/delivery/keys.ts';
import type { Claimed, Ledger } from '../../src/core/delivery/ledger.ts';
import { PlatformError } from '../../src/core/errors.ts';
import type { DeliveryKey, MessageRef, ProofId } from '../../src/core/model/ids.ts';
import { createReadCircle } from '../../src/core/nudge/circle.ts';
import type { ChatPlatform } from '../../src/core/ports.ts';
import type { UnitOfWork } from '../../src/core/store.ts';
import { type Core, openCore } from '../support/core.ts';
import { quietLog as log } from '../support/quiet.ts';

// What is said another way, where the first was refused: never beside it, whenever the process dies.
let core: Core;
/** The process dies where it would store the end of a try. */
let dies = false;
let refuses = true;
let deliver: ReturnType<typeof createDeliver>;
beforeAll(async () => {
  core = await openCore(Date.parse('2026-11-20T12:00:00+09:00'));
  await core.challenge();
  const { storage, clock } = core;
  const died = () => Promise.reject(Object.assign(new Error('died'), { code: 'ECONNRESET' }));
  const ledger: Ledger = {
    ...storage.ledger,
    settle: (...of) => (dies ? died() : storage.ledger.settle(...of)),
  };
  const unitOfWork: UnitOfWork = {
    run: (work) =>
      storage.unitOfWork.run((tx) =>
        work({ ...tx, settleGivenUp: (...of) => (dies ? died() : tx.settleGivenUp(...of)) }),
      ),
  };
  const page = createPlatform({
    store: storage.web,
    // The page's own doors stay shut: only what is posted matters here.
    ...{ intake: {} as never, feed: {} as never, links: {} as never, isOutage },
  });
  const platform: ChatPlatform = {
    ...page,
    ensurePosted: async (target, ...of) => {
      if (refuses) throw new PlatformError('forbidden', '50013');
      // The page knows none of these members.
      return 'member' in target ? ('said/1' as MessageRef) : page.ensurePosted(target, ...of);
    },
  };
  deliver = createDeliver({
    ...{ ledger, platform: () => platform, clock, log, random: () => 0.5, isOutage },
    ...createFollowers({
      ...{ unitOfWork, privateNotice: () => true, clock, log, readCircle: createReadCircle(storage) },
      ...{ talks: storage.talks, outages: storage.outages, managerPlace: storage.managerPlace },
    }),
  });
});
afterAll(() => core.stop());

/** A note of care that waits to be shown to its member alone. */
async function careFor(member: string) {
  const { message } = await core.post(member, '오늘도 달렸어요. 그런데 자꾸 죽고 싶어요');
  const { db, unitOfWork } = core.storage;
  const { id } = await db.proof.findFirstOrThrow({ where: { messageRef: message } });
  await createGiveCare({ unitOfWork, privateNotice: () => true, clock: core.clock, log }).look(id as ProofId);
  const [key, direct] = [deliveryKey('care', id), deliveryKey('care-direct', id)];
  const stateOf = async (of: DeliveryKey) => (await db.delivery.findUnique({ where: { key: of } }))?.state;
  const states = async () => [await stateOf(key), await stateOf(direct)];
  /** Its claim ends, as after the death of the worker that had it. */
  const lapse = () =>
    db.$executeRaw`update delivery set claimed_at = claimed_at - interval '21 seconds' where key = ${key}`;
  return { key, direct, states, lapse };
}

test('a note that was refused, and then accepted since nobody had stored the refusal, is not sent another way too', async () => {
  const { key, states, lapse } = await careFor('junho');
  dies = true;
  await expect(deliver.deliver(key)).rejects.toThrow('died');
  expect(await states()).toEqual(['sending', undefined]);
  [dies, refuses] = [false, false];
  await lapse();
  await deliver.deliver(key);
  expect(await states()).toEqual(['sent', undefined]);
  refuses = true;
});

test('one that is refused again goes another way, once', async () => {
  const { key, states, lapse } = await careFor('minji');
  dies = true;
  await expect(deliver.deliver(key)).rejects.toThrow('died');
  dies = false;
  await lapse();
  await deliver.deliver(key);
  expect(await states()).toEqual(['dead', 'pending']);
});

/** As `pal jobs redrive`. */
async function redrive(key: DeliveryKey) {
  const { db } = core.storage;
  await redriveDead(db, await findDead(db, { key, reason: null, since: null, workspace: null, limit: 1 }));
  await deliver.deliver(key);
}

test('one that went another way is not said beside it, though it is retried by hand and would be accepted now', async () => {
  const { key, states } = await careFor('haru');
  await deliver.deliver(key);
  expect(await states()).toEqual(['dead', 'pending']);
  refuses = false;
  await redrive(key);
  expect(await states()).toEqual(['skipped', 'pending']);
  expect(await core.storage.db.delivery.findUnique({ where: { key } })).toMatchObject({
    reason: 'said another way',
  });
  refuses = true;
});

test('one for which nothing could be said instead is said when it is retried', async () => {
  const { direct, states, key } = await careFor('jiho');
  await deliver.deliver(key);
  await core.storage.db.proof.updateMany({
    data: { deletedAt: new Date() },
    where: { id: key.split(':')[1]! },
  });
  await deliver.deliver(direct);
  refuses = false;
  await redrive(direct);
  expect(await states()).toEqual(['dead', 'sent']);
  refuses = true;
});

test('whoever lost the claim meanwhile plans nothing: what becomes of it is for the other to say', async () => {
  const { key, states, lapse } = await careFor('seoyeon');
  const late = (await core.storage.ledger.claim(key)) as Claimed;
  await lapse();
  expect(await core.storage.ledger.claim(key)).toMatchObject({ kind: 'claimed', maybeSent: true });
  await deliver.carryOut(late, core.clock.monotonic());
  expect(await states()).toEqual(['sending', undefined]);
});
