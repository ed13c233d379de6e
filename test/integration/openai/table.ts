import { createLanguageModel } from '../../../src/adapters/openai/index.ts';
import { createWithMoreRoom } from '../../../src/core/asking/with-more-room.ts';
import type { Budget } from '../../../src/core/budget/budget.ts';
import { createBudgeted } from '../../../src/core/budget/budgeted.ts';
import type { Guard } from '../../../src/core/care/guard.ts';
import { createCheerGenerator } from '../../../src/core/cheer/generate.ts';
import type {
  ChannelRef,
  MemberRef,
  MessageRef,
  ProofId,
  WorkspaceId,
  WorkspaceRef,
} from '../../../src/core/model/ids.ts';
import { createReadStreak } from '../../../src/core/streak/read-streak.ts';
import { type FaultyModel, startFaultyModel } from '../../fakes/model/index.ts';
import { startTestApp, type TestApp, until } from '../../support/app.ts';
import { beginChallenge } from '../../support/challenge.ts';
import { cheering } from '../../support/cheering.ts';
import { freshDatabase } from '../../support/database.ts';
import { wordsAlone } from '../../support/guard.ts';
import { inboundOver } from '../../support/inbound.ts';
import { quietLog } from '../../support/quiet.ts';
import { queuedMs } from '../../support/worked.ts';

export const price = { input: 1, cached: 0.1, written: 1.25, output: 5 };
const small = 'a'.repeat(64);

/** What became of one proof's cheer. */
export interface Outcome {
  readonly source: string | null;
  readonly reason: string | null;
  readonly lines: readonly string[];
  /** Requests that reached the model's server. */
  readonly requests: FaultyModel['requests'];
  /** When the model is asked once more, in milliseconds from now; null: never. */
  readonly laterMs: number | null;
  /** Of the workspace, in millionths of a dollar, for this cheer. */
  readonly budget: { readonly reserved: number; readonly spent: number };
  readonly tookMs: number;
  /** Calls of the model that did not end. */
  readonly stillThere: number;
}

export interface Case {
  /** How the server behaves. */
  readonly server: (model: FaultyModel) => void;
  readonly photo?: boolean;
  /** A cheer the member had before. */
  readonly before?: readonly [string, string];
  /** So much of the time for a cheer has gone by. */
  readonly lateByMs?: number;
  readonly guard?: Pick<Guard, 'mayBeSaid'>;
  /** Spent today already, in millionths of a dollar. */
  readonly spentBefore?: number;
  /** The workspace's cap for a day; left out: plenty, a dollar. */
  readonly cap?: number;
}

/** A call of nobody's that came to so much. */
async function spend(budget: Budget, workspace: string, amount: number): Promise<void> {
  const payer = { workspace: workspace as WorkspaceId, member: null };
  const call = { payer, purpose: 'nudge', model: 'm', most: amount, photo: false } as const;
  const made = await budget.reserve(call);
  if ('id' in made) await budget.settle(made.id, amount, null);
}

/**
 * An instance that takes in but does no jobs, so that each case writes its cheer with a model's server of its own; in the
 * end another instance posts what they wrote.
 */
export async function openTable() {
  const database = await freshDatabase();
  const intake = await startTestApp(database.url, { role: 'intake' });
  const { storage } = intake;
  const { db } = storage;
  const inbound = inboundOver(storage);
  let made = 0;

  /** A room with a challenge, and one proof in it. */
  async function proofOf({ photo = false, before }: Case): Promise<{ proof: ProofId; workspace: string }> {
    const ref = `room-${++made}` as WorkspaceRef;
    const channel = `${ref}-today` as ChannelRef;
    const member = `member-${made}` as MemberRef;
    await beginChallenge(storage, { name: 'web', workspace: ref, channel }, { title: '아침 러닝' });
    const text = '한강에서 5km 달렸다';
    const [posted] = await db.$queryRaw<{ id: bigint }[]>`
      insert into web_message (workspace, channel, author, text) values (${ref}, ${channel}, ${member}, ${text})
      returning id`;
    const message = String(posted!.id) as MessageRef;
    await inbound.message({
      ...{ platform: 'web', workspace: ref, channel, member: { ref: member, name: '지민', manager: false } },
      ...{ message, at: Date.now(), text, attachments: [], inThread: false, mentionsBot: false },
    });
    const [row] = await db.$queryRaw<{ id: ProofId; workspace: string; member: string }[]>`
      select id::text as id, workspace_id::text as workspace, member_id::text as member
      from proof where channel_ref = ${channel}`;
    if (photo) {
      await db.$executeRaw`insert into photo (proof_id, ordinal, attachment_ref, name, state, small_blob)
        values (${row!.id}::uuid, 0, 'file', 'photo.jpg', 'kept', ${small})`;
    }
    if (before) {
      await db.$executeRaw`
        with earlier as (
          insert into proof (workspace_id, message_ref, channel_ref, member_id, posted_at)
          values (${row!.workspace}::uuid, 'earlier', ${channel}, ${row!.member}::uuid, now() - interval '2 days')
          returning id
        )
        insert into cheer (proof_id, state, line1, line2, source, angle, situation)
        select id, 'posted', ${before[0]}, ${before[1]}, 'model', 'detail', 'usual' from earlier`;
    }
    return { proof: row!.id, workspace: row!.workspace };
  }

  return {
    /** Writes one cheer against a server that behaves so. */
    async write(given: Case): Promise<Outcome> {
      const model = await startFaultyModel();
      try {
        return await writeWith(model, given);
      } finally {
        await model.close();
      }
    },

    /** Another instance comes and posts: answers each cheer's posted lines, how often, and what was stored. */
    async posted() {
      await db.$executeRaw`
        delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
        where t.id = j.task_id and t.identifier not in ('deliver')`;
      const worker: TestApp = await startTestApp(database.url, { role: 'worker' });
      try {
        await until('all to be posted', async () => {
          const [row] = await db.$queryRaw<{ left: number }[]>`
            select count(*)::int as left from delivery where key like 'cheer:%' and state in ('pending', 'sending')`;
          return row!.left === 0;
        });
        return await db.$queryRaw<{ stored: string[]; said: string[]; times: number }[]>`
          select array[c.line1, c.line2] as stored, (array_agg(m.view->'lines'))[1] as said, count(m.id)::int as times
          from cheer c join delivery d on d.proof_id = c.proof_id and d.key = 'cheer:' || c.proof_id
          left join web_message m on m.key = d.key and m.parent_id is not null
          group by c.proof_id, c.line1, c.line2`;
      } finally {
        await worker.stop();
      }
    },

    async close() {
      await intake.stop();
      await database.drop();
    },
  };

  async function writeWith(model: FaultyModel, given: Case): Promise<Outcome> {
    model.uses({ input: 100, cached: 0, output: 10 });
    given.server(model);
    const { proof, workspace } = await proofOf(given);
    const late = given.lateByMs ?? 0;
    const cap = given.cap ?? 1_000_000;
    const reached = createLanguageModel({
      ...{ apiKey: 'sk-table', baseURL: model.baseURL, model: 'm', api: 'responses', json: 'strict' },
      ...{ vision: true, log: quietLog },
    });
    const budget = storage.budget({ day: cap, month: cap, memberCalls: 20 });
    const asked = createWithMoreRoom(createBudgeted(reached, { budget, price, name: 'm', log: quietLog }));
    const before = given.spentBefore ?? 0;
    await spend(budget, workspace, before);
    // Counted from when the proof was recorded, however busy this machine has been since.
    let sinceBegun = () => Date.now();
    const cheers: typeof storage.cheers = {
      ...storage.cheers,
      async begin(of) {
        const context = await storage.cheers.begin(of);
        const at = performance.now();
        if (context && late > 0) sinceBegun = () => context.recordedAt + late + (performance.now() - at);
        return context;
      },
    };
    const { writeCheer } = cheering({
      cheers,
      generator: createCheerGenerator({ model: asked, nonce: () => 'nonce' }),
      guard: { ...wordsAlone, ...given.guard },
      readStreak: createReadStreak(storage),
      blobs: { get: async (id) => (id === small ? new Uint8Array([0xff, 0xd8, 0xff]) : null) },
      clock: { now: () => sinceBegun(), monotonic: () => performance.now() },
    });
    const begun = performance.now() - queuedMs();
    await writeCheer(proof);
    const tookMs = performance.now() - queuedMs() - begun;
    const [row] = await db.$queryRaw<{ source: string; reason: string; lines: string[] }[]>`
        select source, reason, array[line1, line2] as lines from cheer where proof_id = ${proof}::uuid`;
    const [ledger] = await db.$queryRaw<{ reserved: number; spent: number }[]>`
        select coalesce(sum(reserved), 0)::int as reserved, coalesce(sum(spent), 0)::int as spent
        from budget where workspace_id = ${workspace}::uuid`;
    const [job] = await db.$queryRaw<{ ms: number }[]>`
        select extract(epoch from j.run_at - now())::float8 * 1000 as ms
        from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = 'lateCheer' and j.payload->>'proof' = ${proof}`;
    const { underWay, waiting } = reached.state();
    return {
      ...row!,
      requests: model.requests,
      laterMs: job?.ms ?? null,
      budget: { reserved: ledger!.reserved, spent: ledger!.spent - before },
      tookMs,
      stillThere: underWay + waiting,
    };
  }
}
