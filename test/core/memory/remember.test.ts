import { expect, test } from 'vitest';
import { ngrams } from '../../../src/core/memory/ngrams.ts';
import { createRememberOlder } from '../../../src/core/memory/remember.ts';
import type { Rememberable } from '../../../src/core/memory/store.ts';
import type { MemberId, ProofId, WorkspaceId } from '../../../src/core/model/ids.ts';
import { quietLog } from '../../support/quiet.ts';

const proofs = Array.from(
  { length: 120 },
  (_, n): Rememberable => ({
    proof: `proof-${n}` as ProofId,
    workspace: 'workspace' as WorkspaceId,
    member: 'member' as MemberId,
    text: `강변 걷기 ${n}번째`,
  }),
);

test('what an embedder gave before it went away is kept, and asked for no more', async () => {
  const kept = new Set<ProofId>();
  const calls: number[] = [];
  let lasts = 2;
  const rememberOlder = createRememberOlder({
    memories: {
      rememberable: async () => null,
      unremembered: async () => ({ found: proofs.filter(({ proof }) => !kept.has(proof)), next: null }),
      keep: async ({ proof }) => void kept.add(proof),
    },
    embedder: {
      id: ngrams.id,
      async embed(texts, payer, signal) {
        if (lasts-- <= 0) return null;
        calls.push(texts.length);
        return ngrams.embed(texts, payer, signal);
      },
    },
    notes: { get: async () => null, set: async () => undefined },
    needsCare: () => false,
    log: quietLog,
  });
  await rememberOlder();
  expect([calls, kept.size]).toEqual([[50, 50], 100]);
  lasts = 2;
  await rememberOlder();
  expect([calls, kept.size]).toEqual([[50, 50, 20], 120]);
});
