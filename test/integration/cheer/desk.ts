import type { CheerAnswer, CheerGenerator, CheerRequest } from '../../../src/core/cheer/generator.ts';
import type { WriteCheerDeps } from '../../../src/core/cheer/write-cheer.ts';
import type { Effect } from '../../../src/core/delivery/effect.ts';
import type { InboundMessage } from '../../../src/core/inbound.ts';
import { ngrams } from '../../../src/core/memory/ngrams.ts';
import { createRecall } from '../../../src/core/memory/recall.ts';
import { createRemember, createRememberOlder } from '../../../src/core/memory/remember.ts';
import type { ProofId } from '../../../src/core/model/ids.ts';
import { createReadStreak } from '../../../src/core/streak/read-streak.ts';
import type { CheerView } from '../../../src/core/views.ts';
import { cheering } from '../../support/cheering.ts';
import { openCore } from '../../support/core.ts';
import { wordsAlone } from '../../support/guard.ts';
import { quietLog } from '../../support/quiet.ts';

/** The core on a real database with all that writes cheers, its jobs done one at a time when they are told to be. */
export async function openDesk(
  begun: number,
  model: CheerGenerator | ((request: CheerRequest) => CheerAnswer),
) {
  const core = await openCore(begun);
  const { storage } = core;
  const asked: CheerRequest[] = [];
  const remembering = {
    memories: storage.memories,
    embedder: ngrams,
    notes: storage.notes,
    needsCare: (text: string) => text.includes('살고 싶지'),
    log: quietLog,
  };
  const deps: WriteCheerDeps = {
    cheers: storage.cheers,
    guard: wordsAlone,
    giveCare: async () => undefined,
    generator: {
      async generate(request, signal) {
        asked.push(request);
        return typeof model === 'function' ? model(request) : model.generate(request, signal);
      },
    },
    recall: createRecall(remembering),
    prompts: { use: null, canary: null },
    readStreak: createReadStreak(storage),
    blobs: { get: async () => null },
    linkTo: (_, message) => `https://chat.example/${message}`,
    clock: core.clock,
    log: quietLog,
    wait: async () => undefined,
  };
  const { writeCheer, writeLate, sayWithout } = cheering(deps);
  const remember = createRemember(remembering);

  let edits = 0;
  /** Jobs of a kind, taken out of the queue, as long as there are any. */
  async function work<Payload>(task: string, run: (payload: Payload) => Promise<void>): Promise<number> {
    const jobs = await storage.db.$queryRaw<{ id: bigint; payload: Payload }[]>`
      select j.id, p.payload from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id
      where j.task_identifier = ${task} order by j.id`;
    for (const { id, payload } of jobs) {
      await storage.db.$executeRaw`delete from graphile_worker._private_jobs where id = ${id}`;
      await run(payload);
    }
    return jobs.length;
  }

  return {
    ...core,
    asked,
    deps,
    remembering,
    work,
    async proofOf({ message }: InboundMessage): Promise<ProofId> {
      const { id } = await storage.db.proof.findFirstOrThrow({ where: { messageRef: message } });
      return id as ProofId;
    },
    /** Writes what is queued and keeps it in mind. */
    async write(): Promise<void> {
      await work<{ proof: ProofId }>('cheer', ({ proof }) => writeCheer(proof));
      await work<{ proof: ProofId }>('remember', ({ proof }) => remember(proof));
    },
    writeCheer,
    writeLate,
    /** Asks the model once more where that is due by now. Answers how many jobs there were. */
    late: () => work<Parameters<typeof writeLate>[0]>('lateCheer', writeLate),
    /** Says anew what recalls something that is gone. Answers how many jobs there were. */
    without: () => work<Parameters<typeof sayWithout>[0]>('sayWithout', sayWithout),
    sayWithout,
    rememberOlder: createRememberOlder(remembering),
    /** What would be posted or edited about a proof, oldest first. */
    async said(proof: ProofId): Promise<readonly { readonly key: string; readonly view: CheerView }[]> {
      const rows = await storage.db.delivery.findMany({
        where: { proofId: proof, key: { startsWith: 'cheer' } },
        orderBy: { createdAt: 'asc' },
      });
      return rows.map(({ key, effect }) => {
        const { view } = effect as unknown as Extract<Effect, { view: unknown }>;
        return { key, view: view as CheerView };
      });
    },
    /** Pretends that all that waits was posted. */
    async postAll(): Promise<void> {
      const open = await storage.db.delivery.findMany({
        where: { state: 'pending' },
        orderBy: { createdAt: 'asc' },
      });
      for (const { key } of open) {
        const claimed = await storage.ledger.claim(key as never);
        if (claimed.kind === 'claimed') {
          await storage.ledger.settle(claimed, { state: 'sent', message: `said/${key}` as never });
        }
      }
    },
    /** No two edits bear the same time, unless one is told again. */
    edit: (event: InboundMessage, text: string, editedAt = core.clock.now() + ++edits) =>
      core.inbound.edited({ ...event, text, editedAt }),
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;
