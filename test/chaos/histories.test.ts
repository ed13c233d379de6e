import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStorage, type Storage } from '../../src/adapters/postgres/index.ts';
import { newChallenge } from '../../src/core/challenge/new-challenge.ts';
import type { Inbound, InboundPlace } from '../../src/core/inbound.ts';
import { dayOf } from '../../src/core/model/day.ts';
import type {
  AttachmentRef,
  ChannelRef,
  MemberRef,
  MessageRef,
  WorkspaceRef,
} from '../../src/core/model/ids.ts';
import { freshDatabase } from '../support/database.ts';
import { inboundOver } from '../support/inbound.ts';
import { auditStreaks } from '../support/oracle.ts';
import { quietLog } from '../support/quiet.ts';
import { figures } from './figures.ts';
import { zone } from './world.ts';

/** What people do to the messages of one member on one day. Each fact happened at its own time, whenever it arrives. */
type Fact =
  /** `bare`: a file that is no photo, without a word, which counts for nothing until an edit adds some. */
  | { readonly kind: 'post'; readonly message: number; readonly bare: boolean }
  | { readonly kind: 'edit'; readonly message: number; readonly nth: number }
  | { readonly kind: 'delete'; readonly message: number };

const clock = { now: () => Date.now(), monotonic: () => performance.now() };
const noon = Date.now();
const today = dayOf(noon, zone, 180);
const workspace = 'T-histories' as WorkspaceRef;

let database: Awaited<ReturnType<typeof freshDatabase>>;
let storages: Storage[];
let doors: Inbound[];

beforeAll(async () => {
  database = await freshDatabase();
  const open = () =>
    openStorage({
      databaseUrl: database.url,
      dataDir: '.',
      defaults: { locale: 'ko', timezone: zone },
      clock,
      log: quietLog,
      connections: { intake: 10, work: 2 },
    });
  storages = [await open(), await open()];
  doors = storages.map((storage) => inboundOver(storage, { privateNotice: () => false, clock }));
  await storages[0]!.unitOfWork.run(async (tx) => {
    const { id } = await tx.ensureWorkspace('slack', workspace, 'histories');
    await tx.createChallenge(
      newChallenge({
        workspace: id,
        channel: 'first-channel' as ChannelRef,
        title: 'first',
        goal: { kind: 'daily' },
        proofKind: 'either',
        startsOn: today,
        endsOn: null,
        timezone: zone,
        call: 'first',
        startedAt: 0,
      }),
    );
  });
  // Facts, not speed, are in question here.
  await storages[0]!.db.$executeRawUnsafe(
    `alter database ${new URL(database.url).pathname.slice(1)} set synchronous_commit = off`,
  );
});
afterAll(async () => {
  await Promise.all(storages.map((storage) => storage.close()));
  await database.drop();
});

/** Each a channel of its own, so that histories do not meet. */
async function channelsOf(names: readonly string[]): Promise<readonly InboundPlace[]> {
  const places = names.map(
    (name): InboundPlace => ({
      platform: 'slack',
      workspace,
      channel: `${name}-channel` as ChannelRef,
      member: { ref: `${name}-member` as MemberRef, name: '러너' },
    }),
  );
  // As the first is, at once: they are not what is tried here.
  await storages[0]!.db.$executeRaw`
    insert into challenge
    select (jsonb_populate_record(first, jsonb_build_object(
      'id', gen_random_uuid(), 'channel_ref', channel, 'title', channel, 'created_by_call', channel))).*
    from challenge first, unnest(${places.map(({ channel }) => channel)}::text[]) channel where first.created_by_call = 'first'`;
  return places;
}

const file = { name: '글.pdf', type: 'application/pdf', size: 9 };

/** Later messages have later times, so that which of a day's proofs is first does not depend on arrival. */
function arrive(door: Inbound, place: InboundPlace, fact: Fact): Promise<void> {
  const at = noon + fact.message * 1_000;
  const message = `${place.channel}/${fact.message}` as MessageRef;
  switch (fact.kind) {
    case 'post':
      return door.message({
        ...place,
        message,
        at,
        text: fact.bare ? '' : `글 ${fact.message}`,
        attachments: fact.bare ? [{ ...file, ref: `${message}/file` as AttachmentRef }] : [],
        inThread: false,
        mentionsBot: false,
      });
    case 'edit':
      return door.edited({
        ...place,
        message,
        at,
        editedAt: at + fact.nth * 10,
        text: `글 ${fact.message} 고침 ${fact.nth}`,
      });
    case 'delete':
      return door.deleted({
        platform: place.platform,
        workspace: place.workspace,
        channel: place.channel,
        messages: [message],
        at: at + 900,
      });
  }
}

interface Outcome {
  readonly messages: readonly {
    readonly message: string;
    readonly text: string;
    readonly deleted: boolean;
    readonly live: boolean;
  }[];
  readonly counted: number;
}

/** The state everything else follows from, of each place. */
async function outcomesOf(places: readonly InboundPlace[]): Promise<readonly Outcome[]> {
  const rows = await storages[0]!.db.$queryRaw<
    {
      channel: ChannelRef;
      message: string;
      text: string;
      deleted: boolean;
      live: boolean;
      counted: boolean;
    }[]
  >`
    select p.channel_ref as channel, split_part(p.message_ref, '/', 2) as message, p.text, p.deleted_at is not null as deleted,
      count(k.id) filter (where k.revoked_at is null) > 0 as live, coalesce(bool_or(k.revoked_at is null and k.counted), false) as counted
    from proof p left join check_in k on k.proof_id = p.id
    where p.channel_ref = any(${places.map(({ channel }) => channel)}) group by p.id order by 2`;
  return places.map(({ channel }) => {
    const own = rows.filter((row) => row.channel === channel);
    return {
      // What a deleted message said is nobody's business any more.
      messages: own.map(({ message, text, deleted, live }) => ({
        message,
        text: deleted ? '' : text,
        deleted,
        live: live && !deleted,
      })),
      counted: own.filter(({ counted }) => counted).length,
    };
  });
}

/** What must come of the facts, whatever their order. */
function expected(facts: readonly Fact[]): Outcome {
  const numbers = [...new Set(facts.map(({ message }) => message))].sort((a, b) => a - b);
  const messages = numbers.map((number) => {
    const own = facts.filter(({ message }) => message === number);
    const deleted = own.some(({ kind }) => kind === 'delete');
    const edits = own.flatMap((fact) => (fact.kind === 'edit' ? [fact.nth] : []));
    const isBare = edits.length === 0 && own.some((fact) => fact.kind === 'post' && fact.bare);
    const words = isBare ? '' : `글 ${number}`;
    const text = edits.length > 0 ? `글 ${number} 고침 ${Math.max(...edits)}` : words;
    return { message: String(number), text: deleted ? '' : text, deleted, live: !deleted && !isBare };
  });
  return { messages, counted: messages.some(({ live }) => live) ? 1 : 0 };
}

const history = fc
  .array(fc.record({ edits: fc.integer({ min: 0, max: 2 }), deleted: fc.boolean(), bare: fc.boolean() }), {
    minLength: 1,
    maxLength: 3,
  })
  .chain((messages) => {
    const facts = messages.flatMap(({ edits, deleted, bare }, message): Fact[] => [
      { kind: 'post', message, bare },
      ...Array.from({ length: edits }, (_, n): Fact => ({ kind: 'edit', message, nth: n + 1 })),
      ...(deleted ? [{ kind: 'delete', message } as const] : []),
    ]);
    // Any order, each perhaps more than once, each at either instance, one after another or all at once.
    return fc.record({
      facts: fc.constant(facts),
      arrivals: fc
        .tuple(
          fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }),
          fc.array(fc.constantFrom(...facts), { maxLength: 3 }),
        )
        .map(([once, again]) => [...once, ...again]),
      instances: fc.array(fc.nat({ max: 1 }), { minLength: facts.length + 3, maxLength: facts.length + 3 }),
      together: fc.boolean(),
    });
  });

const atATime = 10;

test(`${figures.histories} histories, whatever order their facts arrive in: the same state`, {
  timeout: 600_000 + figures.histories * 50,
}, async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(history, { minLength: atATime, maxLength: atATime }), async (histories) => {
      const places = await channelsOf(histories.map(() => `h${run++}`));
      await Promise.all(
        histories.map(async ({ arrivals, instances, together }, at) => {
          const arrived = arrivals.map((fact, n) => () => arrive(doors[instances[n]!]!, places[at]!, fact));
          if (together) await Promise.all(arrived.map((each) => each()));
          else for (const each of arrived) await each();
        }),
      );
      expect(await outcomesOf(places)).toEqual(histories.map(({ facts }) => expected(facts)));
    }),
    {
      numRuns: Math.ceil(figures.histories / atATime),
      endOnFailure: true,
    },
  );
  expect(run).toBeGreaterThanOrEqual(figures.histories);
  expect(await auditStreaks(storages[0]!)).toEqual([]);
});
