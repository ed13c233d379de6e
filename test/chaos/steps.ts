import type { Storage } from '../../src/adapters/postgres/index.ts';
import type { Seams } from '../../src/app.ts';
import type { ChatPlatform } from '../../src/core/ports.ts';

/** Points on the way of a proof at which a process can die, stop or hang (fault catalogue, row 1). */
export const steps = [
  // Around the one transaction; `ack`: all is done and the platform not yet told.
  'persist',
  'commit',
  'ack',
  // Before a photo is read; between its file and its row.
  'fetch',
  'store',
  // Before a cheer is written; before its text is stored.
  'generate',
  'save',
  // The same of an answer in a talk.
  'answer',
  'keepAnswer',
  // Around taking a delivery.
  'claim',
  'sending',
  // Before a mark; ahead of each request that must have its effect once.
  'react',
  'beforePost',
  // The platform has answered and nobody has noted it; it is noted and the job not yet done.
  'sent',
  'complete',
] as const;
export type Step = (typeof steps)[number];

/** Called at every step; what it does before its first `await` happens before the step goes on, also where nobody awaits it. */
export type AtStep = (step: Step, platform?: string) => Promise<void> | void;

/** Stands around the real parts and says where a proof is. */
export function around(at: AtStep): NonNullable<Seams['around']> {
  return {
    storage: (storage) => aroundStorage(storage, at),
    platform: (platform) => aroundPlatform(platform, at),
    inbound: (inbound) => ({
      ...inbound,
      async message(event) {
        await inbound.message(event);
        await at('ack', event.platform);
      },
    }),
  };
}

function aroundStorage(storage: Storage, at: AtStep): Storage {
  const { proofs, photos, cheers, talks, ledger } = storage;
  return {
    ...storage,
    proofs: {
      ...proofs,
      async write(facts) {
        const platform = facts.proof.message.split('/').length > 2 ? 'discord' : 'slack';
        await at('persist', platform);
        const outcome = await proofs.write(facts);
        await at('commit', platform);
        return outcome;
      },
    },
    photos: {
      ...photos,
      keep: (proof, ordinal, most, put) =>
        photos.keep(proof, ordinal, most, async () => {
          const kept = await put();
          await at('store');
          return kept;
        }),
    },
    cheers: {
      ...cheers,
      async begin(proof) {
        const context = await cheers.begin(proof);
        if (context) await at('generate');
        return context;
      },
      async store(...args) {
        await at('save');
        return cheers.store(...args);
      },
    },
    talks: {
      ...talks,
      async begin(turn) {
        const context = await talks.begin(turn);
        if (context) await at('answer');
        return context;
      },
      async store(...args) {
        await at('keepAnswer');
        return talks.store(...args);
      },
    },
    ledger: {
      ...ledger,
      async claim(key) {
        await at('claim');
        const claimed = await ledger.claim(key);
        if (claimed.kind === 'claimed') await at('sending', claimed.platform);
        return claimed;
      },
      async settle(claimed, settlement) {
        if (settlement.state === 'sent') await at('sent', claimed.platform);
        const outcome = await ledger.settle(claimed, settlement);
        if (settlement.state === 'sent') await at('complete', claimed.platform);
        return outcome;
      },
    },
  };
}

function aroundPlatform(platform: ChatPlatform, at: AtStep): ChatPlatform {
  return {
    ...platform,
    async fetchFile(file, signal) {
      await at('fetch', platform.name);
      return platform.fetchFile(file, signal);
    },
    async ensureReaction(message, mark) {
      await at('react', platform.name);
      return platform.ensureReaction(message, mark);
    },
    ensurePosted(target, view, attempt) {
      const fence = () => {
        // Nobody waits here: a pause before the fence is what the fence is for.
        void at('beforePost', platform.name);
        attempt.fence();
      };
      return platform.ensurePosted(target, view, { ...attempt, fence });
    },
  };
}
