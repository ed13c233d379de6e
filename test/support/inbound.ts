import { randomUUID } from 'node:crypto';
import type { Storage } from '../../src/adapters/postgres/index.ts';
import { isOneEmoji } from '../../src/core/challenge/title.ts';
import { createLeftAlone } from '../../src/core/check-in/left-alone.ts';
import { createInbound, type InboundDeps } from '../../src/core/create-inbound.ts';
import type { Inbound } from '../../src/core/inbound.ts';
import { quietLog } from './quiet.ts';

/** The core's door over a real database, with no platform before it: what leads to messages is left in the ledger. */
export function inboundOver(storage: Storage, change: Partial<InboundDeps> = {}): Inbound {
  return createInbound({
    proofs: storage.proofs,
    unitOfWork: storage.unitOfWork,
    records: storage.records,
    own: storage.own,
    streaks: storage.streaks,
    linkTo: (_, message) => `https://chat.example/${message}`,
    watchedChannels: storage.watchedChannels,
    homeOf: storage.homeOf,
    privateNotice: () => true,
    formFields: () => 40,
    pinsWelcome: () => false,
    canMark: (_, mark) => isOneEmoji(mark),
    fileGoes: () => 'here',
    channelFacts: async () => null,
    messageFacts: async () => null,
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    log: quietLog,
    limits: null,
    sharing: null,
    away: () => [],
    newId: randomUUID,
    atOnce: null,
    leftAlone: createLeftAlone(storage.proofs.lookedAt, { monotonic: () => performance.now() }, () => false),
    defaultLocale: 'ko',
    ...change,
  });
}
