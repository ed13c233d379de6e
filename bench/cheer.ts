import { randomUUID } from 'node:crypto';
import { systemClock } from '../src/adapters/node/clock.ts';
import { createGuard } from '../src/core/care/create-guard.ts';
import { createCheerGenerator } from '../src/core/cheer/generate.ts';
import { createWriteCheer } from '../src/core/cheer/write-cheer.ts';
import { ngrams } from '../src/core/memory/ngrams.ts';
import { createRecall } from '../src/core/memory/recall.ts';
import type { ProofId } from '../src/core/model/ids.ts';
import { createReadStreak } from '../src/core/streak/read-streak.ts';
import { createModels } from '../src/models.ts';
import { modelAlone } from '../test/support/settings.ts';
import { type Bench, percentile } from './support/figures.ts';
import { startModel } from './support/model.ts';
import { openPast, type Past, proofWords, silent } from './support/past.ts';

const ownProofs = 5_000;
const times = 150;

export const cheer: Bench = {
  title: 'Our own time around the model',
  how: `From the start of a cheer's job to its text being stored, with the true client and a model on loopback that answers at once, its cost held back and settled, for a member with ${ownProofs.toLocaleString('en')} remembered proofs; without a guard. ${times} cheers, one after the other, on real PostgreSQL.`,
  async run() {
    const past = await openPast(ownProofs);
    const model = await startModel(0, () => undefined);
    try {
      const { storage } = past;
      const access = {
        apiKey: 'bench',
        baseURL: model.baseUrl,
        model: 'bench',
        api: 'chat',
        json: 'strict',
      } as const;
      const models = createModels(
        {
          ...access,
          vision: false,
          price: { input: 0.1, cached: 0.01, written: 0.1, output: 0.5 },
          ...modelAlone,
        },
        {
          budget: storage.budget({ day: 1e12, month: 1e12, memberCalls: 1e6 }),
          meter: () => undefined,
          watch: () => undefined,
          log: silent,
        },
      );
      const { writeCheer } = createWriteCheer({
        cheers: storage.cheers,
        guard: createGuard({ moderator: null, decider: null }),
        giveCare: async () => undefined,
        generator: createCheerGenerator({ model: models.model, nonce: randomUUID }),
        recall: createRecall({ memories: storage.memories, embedder: ngrams }),
        prompts: { use: null, canary: null },
        readStreak: createReadStreak(storage),
        blobs: { get: async () => null },
        linkTo: () => null,
        clock: systemClock,
        log: silent,
      });
      const took: number[] = [];
      for (let n = -10; n < times; n++) {
        const proof = await addProof(past, `아침 ${proofWords(n + 50_000)}`);
        const begun = performance.now();
        await writeCheer(proof);
        if (n >= 0) took.push(performance.now() - begun);
      }
      const written = await storage.db.cheer.groupBy({
        by: ['source'],
        where: { state: 'verified' },
        _count: true,
      });
      const byModel = written.find(({ source }) => source === 'model')?._count ?? 0;
      if (byModel < times * 0.9) throw new Error(`the model wrote only ${byModel} of ${times}`);
      return [
        { what: 'job to stored, p50', value: percentile(took, 0.5), unit: 'ms' },
        { what: 'job to stored, p95', value: percentile(took, 0.95), unit: 'ms', goal: { atMost: 60 } },
      ];
    } finally {
      await model.close();
      await past.close();
    }
  },
};

/** One more proof of the member's, whose cheer waits; of a day of its own. */
async function addProof({ storage, workspace, member, challenge }: Past, text: string): Promise<ProofId> {
  const id = randomUUID() as ProofId;
  const { db } = storage;
  // What the bench's model says is always the same: nothing said before is to stand in its way.
  await db.$executeRaw`update cheer set line2 = null where state = 'verified'`;
  await db.$executeRaw`
    insert into proof (id, workspace_id, message_ref, channel_ref, member_id, posted_at, text)
    values (${id}::uuid, ${workspace}::uuid, ${id}, 'C1', ${member}::uuid, now(), ${text})`;
  await db.$executeRaw`
    insert into check_in (challenge_id, member_id, proof_id, day, at, zone, late, counted)
    select ${challenge}::uuid, ${member}::uuid, ${id}::uuid, max(day) + 1, now(), 'Asia/Seoul', false, true
    from check_in where member_id = ${member}::uuid`;
  await db.$executeRaw`insert into cheer (proof_id, situation) values (${id}::uuid, 'textOnly')`;
  return id;
}
