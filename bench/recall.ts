import { ngrams } from '../src/core/memory/ngrams.ts';
import { createRecall } from '../src/core/memory/recall.ts';
import { type Bench, percentile } from './support/figures.ts';
import { openPast, proofWords } from './support/past.ts';

const ownProofs = 5_000;
const times = 200;

export const recall: Bench = {
  title: `Recalling among ${ownProofs.toLocaleString('en')} proofs of one's own`,
  how: `From a proof's words to at most three earlier proofs in their words: the local embedder, one read of the 200 of the member’s own vectors whose signs agree the most, the cosine of each in Node, one read of the best. Real PostgreSQL with three other members of as many proofs; ${times} different proofs, one after the other. A plain \`select 1\` stands beside for the machine.`,
  async run() {
    const past = await openPast(ownProofs);
    try {
      const { member, challenge, workspace } = past;
      const find = createRecall({ memories: past.storage.memories, embedder: ngrams });
      const took: number[] = [];
      const bare: number[] = [];
      let found = 0;
      for (let n = -20; n < times; n++) {
        const text = proofWords(ownProofs + times + n);
        const begun = performance.now();
        const now = { member, challenge, text, at: Date.now(), payer: { workspace, member } };
        found += (await find(now, AbortSignal.timeout(5_000))).length;
        if (n >= 0) took.push(performance.now() - begun);
        const plain = performance.now();
        await past.storage.db.$queryRaw`select 1`;
        if (n >= 0) bare.push(performance.now() - plain);
      }
      if (found < times) throw new Error(`only ${found} were recalled`);
      return [
        { what: 'a recall, p50', value: percentile(took, 0.5), unit: 'ms' },
        { what: 'a recall, p95', value: percentile(took, 0.95), unit: 'ms', goal: { atMost: 15 } },
        { what: 'a plain select 1, p95', value: percentile(bare, 0.95), unit: 'ms' },
      ];
    } finally {
      await past.close();
    }
  },
};
