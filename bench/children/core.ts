import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../src/adapters/node/clock.ts';
import { createLog } from '../../src/adapters/node/logger.ts';
import { type Database, openDatabase } from '../../src/adapters/postgres/client.ts';
import { defaultConnections, openStorage, type Storage } from '../../src/adapters/postgres/index.ts';
import { createWake } from '../../src/adapters/postgres/jobs/wake.ts';
import { createProofStore } from '../../src/adapters/postgres/proof-store.ts';
import { createRecordProof, type RecordProof } from '../../src/core/check-in/record-proof.ts';
import type { ChannelRef, MemberRef, MessageRef, WorkspaceRef } from '../../src/core/model/ids.ts';
import { answerCalls } from '../support/child.ts';
import { foundClub } from '../support/club.ts';

const channels = Array.from({ length: 20 }, (_, n) => `c${n}`);
const members = Array.from({ length: 2_000 }, (_, n) => `m${n}`);
const scope = { platform: 'web', workspace: 'bench' as WorkspaceRef } as const;

let dataDir = '';
let storage: Storage;
let database: Database;
let recordProof: RecordProof;
let workspace: string;
let proofs = 0;
let rows = 0;

/** The first proof of the day of a member in a channel: another pair each time, and nobody twice at once. */
async function checkIn(): Promise<void> {
  proofs += 1;
  const channel = proofs % channels.length;
  const member = Math.floor(proofs / channels.length) + channel * 37;
  const outcome = await recordProof(scope, {
    message: `p${proofs}` as MessageRef,
    channel: channels[channel] as ChannelRef,
    member: { ref: members[member % members.length] as MemberRef, name: '민지', locale: 'ko', zone: null },
    at: Date.now(),
    text: '오늘 아침 5km 달렸어요',
    attachments: [],
    origin: { kind: 'posted', fromHistory: false },
    privateNotice: false,
  });
  if (outcome.kind !== 'recorded' || outcome.verdicts[0]?.kind !== 'counted')
    throw new Error('a proof did not count');
}

async function insert(): Promise<void> {
  rows += 1;
  await database.db.proof.create({
    data: {
      workspaceId: workspace,
      messageRef: `row${rows}`,
      channelRef: 'rows',
      text: '오늘 아침 5km 달렸어요',
    },
  });
}

/** How many a second. */
async function rate(work: () => Promise<void>, atOnce: number, seconds: number): Promise<number> {
  const begun = performance.now();
  let done = 0;
  const worker = async () => {
    while (performance.now() - begun < seconds * 1000) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (done * 1000) / (performance.now() - begun);
}

export const calls = {
  async open(): Promise<void> {
    dataDir = await mkdtemp(path.join(tmpdir(), 'boost-bench-'));
    const log = createLog('info', () => undefined);
    const defaults = { locale: 'ko', timezone: 'Asia/Seoul' } as const;
    storage = await openStorage({ databaseUrl: null, dataDir, defaults, clock: systemClock, log });
    database = openDatabase(storage.url, defaultConnections.intake);
    const store = createProofStore(database, createWake(database.pool));
    recordProof = createRecordProof({
      proofs: store,
      clock: systemClock,
      log,
      newId: randomUUID,
      atOnce: null,
      away: () => [],
      unpark: (id) => storage.unitOfWork.run((tx) => tx.unparkWorkspace(id)),
    });
    await foundClub(storage, { ...scope, channels, members });
    ({ id: workspace } = await database.db.workspace.findFirstOrThrow({ where: { ref: scope.workspace } }));
  },

  /** Both kinds of work by turns, after a warm-up of each; the means, a second. */
  async race({ atOnce, turns, seconds }: { atOnce: number; turns: number; seconds: number }) {
    const measured = { checkIns: 0, inserts: 0 };
    for (const work of [checkIn, insert]) await rate(work, atOnce, seconds / 2);
    for (let turn = 0; turn < turns; turn++) {
      measured.checkIns += (await rate(checkIn, atOnce, seconds)) / turns;
      measured.inserts += (await rate(insert, atOnce, seconds)) / turns;
    }
    return measured;
  },
} as const;

answerCalls(calls, async () => {
  await database.close();
  await storage.close();
  await rm(dataDir, { recursive: true, force: true });
});
