import { setTimeout as delay } from 'node:timers/promises';
import { atPace } from './pace.ts';

export interface Load {
  readonly rate: number;
  readonly seconds: number;
  /** Nothing cheers here: do not wait for it. */
  readonly creditOnly?: boolean;
}

/** Milliseconds. A proof without its credit, or its cheer, by the end is missing. */
export interface Timed {
  readonly posted: number;
  readonly credit: readonly number[];
  readonly cheer: readonly number[];
  /** From the model's answer to the request that posts it. */
  readonly fromModel: readonly number[];
  /** How late the load itself was. */
  readonly late: readonly number[];
}

interface Proof {
  readonly posted: number;
  credited?: number;
  answered?: number;
  cheered?: number;
}

const creditWithinMs = 20_000;
const cheerWithinMs = 25_000;

/** Times what happens to proofs, by their messages. All on the load's own clock, that of performance.now(). */
export function createStopwatch() {
  const proofs = new Map<string, Proof>();

  /** Waits until all have come, or no longer. */
  async function all(what: 'credited' | 'cheered', withinMs: number): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (performance.now() < deadline && [...proofs.values()].some((proof) => proof[what] === undefined))
      await delay(50);
  }

  const mark = (what: 'credited' | 'answered' | 'cheered') => (id: string, at: number) => {
    const proof = proofs.get(id);
    if (proof) proof[what] ??= at;
  };

  return {
    credited: mark('credited'),
    answered: mark('answered'),
    cheered: mark('cheered'),
    /** Posts at the given pace, waits for what follows, and answers how long it took. */
    async time(load: Load, post: () => string): Promise<Timed> {
      proofs.clear();
      const late = await atPace(load.rate, load.seconds, () => {
        const posted = performance.now();
        proofs.set(post(), { posted });
      });
      await all('credited', creditWithinMs);
      if (!load.creditOnly) await all('cheered', cheerWithinMs);
      const took = (from: 'posted' | 'answered', to: 'credited' | 'cheered') =>
        [...proofs.values()].flatMap((proof) => {
          const [begun, ended] = [proof[from], proof[to]];
          return begun === undefined || ended === undefined ? [] : [ended - begun];
        });
      return {
        posted: proofs.size,
        credit: took('posted', 'credited'),
        cheer: took('posted', 'cheered'),
        fromModel: took('answered', 'cheered'),
        late,
      };
    },
  };
}
