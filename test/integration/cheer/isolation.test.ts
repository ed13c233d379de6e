import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStorage, type Storage } from '../../../src/adapters/postgres/index.ts';
import { ngrams, ngramVector } from '../../../src/core/memory/ngrams.ts';
import { createRecall } from '../../../src/core/memory/recall.ts';
import { toBytes } from '../../../src/core/memory/vector.ts';
import { freshDatabase } from '../../support/database.ts';
import { quietLog } from '../../support/quiet.ts';

const now = Date.parse('2026-11-20T12:00:00+09:00');
const day = 86_400_000;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let storage: Storage;

beforeAll(async () => {
  database = await freshDatabase();
  storage = await openStorage({
    databaseUrl: database.url,
    dataDir: 'unused',
    defaults: { locale: 'ko', timezone: 'Asia/Seoul' },
    clock: { now: () => now, monotonic: () => 0 },
    log: quietLog,
  });
});
afterAll(async () => {
  await storage.close();
  await database.drop();
});

/** One proof of anybody, in whatever state; all say nearly the same, so that nothing but the rules keeps them apart. */
interface Drawn {
  readonly member: number;
  readonly challenge: number;
  readonly daysAgo: number;
  readonly state: (typeof states)[number];
  readonly flaw: (typeof flaws)[number];
}
const states = ['posted', 'posted', 'posted', 'verified', 'queued', 'givenUp', 'silent'] as const;
const flaws = [
  ...(['none', 'none', 'none'] as const),
  ...(['deleted', 'undone', 'revoked', 'uncounted', 'care', 'hidden', 'embedder'] as const),
];
const proofs: fc.Arbitrary<readonly Drawn[]> = fc.array(
  fc.record({
    member: fc.nat({ max: 3 }),
    challenge: fc.nat({ max: 1 }),
    daysAgo: fc.constantFrom(0, 2, 2.99, 3, 3.01, 30, 400),
    state: fc.constantFrom(...states),
    flaw: fc.constantFrom(...flaws),
  }),
  { minLength: 1, maxLength: 25 },
);

/** Four members, two to a workspace, and two challenges in each workspace. */
async function town() {
  const ids = {
    workspaces: [randomUUID(), randomUUID()],
    members: Array.from({ length: 4 }, () => randomUUID()),
  };
  const challenges = ids.workspaces.map(() => [randomUUID(), randomUUID()]);
  const { db } = storage;
  for (const [at, id] of ids.workspaces.entries()) {
    await db.workspace.create({
      data: { id, platform: 'slack', ref: id, name: '', locale: 'ko', timezone: 'Asia/Seoul' },
    });
    for (const challenge of challenges[at]!) {
      await db.challenge.create({
        data: {
          id: challenge,
          workspaceId: id,
          channelRef: challenge,
          title: '달리기',
          goal: { kind: 'daily' },
          proofKind: 'any',
          startsOn: new Date('2026-01-01'),
          timezone: 'Asia/Seoul',
        },
      });
    }
  }
  for (const [at, id] of ids.members.entries()) {
    await db.member.create({ data: { id, workspaceId: ids.workspaces[at % 2]!, ref: id, name: id } });
  }
  return {
    ids,
    challenges,
    async add(each: Drawn, n: number): Promise<Drawn & { readonly id: string }> {
      const id = randomUUID();
      const at = new Date(now - each.daysAgo * day);
      const text = `한강에서 5km 달렸어요${'!'.repeat(n)} ${['바람', '구름', '햇살', '물결'][n % 4]}`;
      const workspaceId = ids.workspaces[each.member % 2]!;
      const memberId = ids.members[each.member]!;
      const challengeId = challenges[each.member % 2]![each.challenge]!;
      const { flaw } = each;
      await db.proof.create({
        data: {
          id,
          workspaceId,
          messageRef: id,
          channelRef: 'C',
          memberId,
          postedAt: at,
          text,
          deletedAt: flaw === 'deleted' ? at : null,
          undoneAt: flaw === 'undone' ? at : null,
          checkIns: {
            create: {
              challengeId,
              memberId,
              day: new Date(Date.UTC(2026, 0, 1) + n * day),
              at,
              zone: 'Asia/Seoul',
              counted: flaw !== 'uncounted',
              revokedAt: flaw === 'revoked' ? at : null,
            },
          },
          cheer: {
            create: {
              state: each.state === 'silent' ? 'givenUp' : each.state,
              reason: each.state === 'silent' ? 'silent' : null,
              care: flaw === 'care' ? 'abuse' : null,
            },
          },
          // As if it had been remembered before all that happened to it.
          memory: {
            create: {
              memberId,
              challengeId,
              at,
              embedder: flaw === 'embedder' ? 'other' : ngrams.id,
              vector: new Uint8Array(toBytes(ngramVector(text)).buffer as ArrayBuffer),
              hiddenAt: flaw === 'hidden' ? at : null,
            },
          },
        },
      });
      return { ...each, id };
    },
  };
}

it('comes up only for the one who posted it, in its challenge, while nothing speaks against it', async () => {
  const recall = createRecall({ memories: storage.memories, embedder: ngrams });
  let recalledAtAll = 0;
  await fc.assert(
    fc.asyncProperty(proofs, async (drawn) => {
      const { ids, challenges, add } = await town();
      const all: (Drawn & { readonly id: string })[] = [];
      for (const [n, each] of drawn.entries()) all.push(await add(each, n));
      for (const [at, member] of ids.members.entries()) {
        for (const challenge of [0, 1]) {
          const mayCome = all.filter(
            (each) =>
              each.member === at &&
              each.challenge === challenge &&
              each.daysAgo >= 3 &&
              each.flaw === 'none' &&
              ['posted', 'verified', 'silent'].includes(each.state),
          );
          const found = await recall(
            {
              member: member as never,
              challenge: challenges[at % 2]![challenge] as never,
              text: '한강에서 9km 달렸어요, 오늘도',
              at: now,
              payer: { workspace: ids.workspaces[at % 2] as never, member: member as never },
            },
            AbortSignal.timeout(5_000),
          );
          const may = new Set<string>(mayCome.map(({ id }) => id));
          expect(found.every(({ proof }) => may.has(proof))).toBe(true);
          expect(found).toHaveLength(Math.min(3, may.size));
          recalledAtAll += found.length;
        }
      }
    }),
    { numRuns: 15 },
  );
  expect(recalledAtAll).toBeGreaterThan(10);
});
