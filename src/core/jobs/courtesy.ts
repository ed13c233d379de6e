import type { Clock } from '../ports.ts';

/**
 * `message`: it is decided and has only to be sent; `answer`: somebody waits for what it leads to, though not for the very
 * second; `chore`: nobody does.
 */
export type Errand = 'message' | 'answer' | 'chore';

export interface Courtesy {
  /** Does what somebody watches for: as long as it lasts, background work holds back. */
  attend<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Resolves when it is background work's turn: at once when nobody is waited on, else a little later. Chores come last.
   * `waitedMs`: so long it has waited elsewhere, which counts.
   */
  turn(errand: Errand, waitedMs?: number): Promise<void>;
}

/** So long after the last event was attended to, nothing holds back. */
const quietAfterMs = 150;
/** Between two turns while events keep coming: what one of them sets off takes about so long. */
const paceMs = 3;
/** Turns at a time once they came to an end, and work is left. */
const atATimeWhenQuiet = 4;
/** Events come one by one even when all is well; from two at a time on they queue up. */
const mostAttended = 1;
/**
 * So many within so long, a proof being two of them, are a rush: 100 proofs a second leave no gap worth taking. A few show that
 * one begins, before much else has; many, that it goes on although its posts come unevenly.
 */
const rushes = [
  { events: 12, withinMs: 60 },
  { events: 40, withinMs: 200 },
] as const;
const remembered = 40;
/** From then on nothing holds back any more, whatever comes. Together a cheer and its message stay well within their 20 s. */
const patienceMs = { message: 2_000, answer: 8_000, chore: 30_000 } as const;
/** But those go one by one: more than a machine can do beside its events would end up before them. */
const overduePaceMs = { message: 20, answer: 20, chore: 60 } as const;
const errands = ['message', 'answer', 'chore'] as const satisfies readonly Errand[];

interface Waiting {
  readonly since: number;
  readonly go: () => void;
}

/**
 * Who goes first within one process: a member who looks for the mark under their proof, before cheers and chores that nobody
 * watches the clock for. Background work begins piece by piece in the gaps that intake leaves, and in its order; in a rush it
 * waits until that is over, or for as long as it has patience; then it goes on at a pace that leaves most of the machine to the rush.
 */
export function createCourtesy({ monotonic }: Pick<Clock, 'monotonic'>): Courtesy {
  const waiting: Record<Errand, Waiting[]> = { message: [], answer: [], chore: [] };
  /** When the last events came, as a ring. */
  const cameAt = new Array<number>(remembered).fill(Number.NEGATIVE_INFINITY);
  let came = 0;
  let attended = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  let turnedAt = Number.NEGATIVE_INFINITY;
  let pumping = false;
  const overdueAt = {
    message: Number.NEGATIVE_INFINITY,
    answer: Number.NEGATIVE_INFINITY,
    chore: Number.NEGATIVE_INFINITY,
  };

  const isQuiet = () => attended === 0 && monotonic() - lastAt > quietAfterMs;
  /** When the last but so many came. */
  const before = (events: number) => cameAt[(came - events + remembered) % remembered]!;
  const isRush = () => rushes.some(({ events, withinMs }) => monotonic() - before(events) < withinMs);
  const isEmpty = () => errands.every((errand) => waiting[errand].length === 0);
  const next = () => (waiting.message.shift() ?? waiting.answer.shift() ?? waiting.chore.shift())?.go();
  /** What a turn sets off is over, and no more than one event is in hand. */
  const hasGap = () => attended <= mostAttended && !isRush() && monotonic() - turnedAt >= paceMs;

  function overdue(errand: Errand): void {
    const now = monotonic();
    const [oldest] = waiting[errand];
    if (
      !oldest ||
      now - oldest.since <= patienceMs[errand] ||
      now - overdueAt[errand] < overduePaceMs[errand]
    )
      return;
    overdueAt[errand] = now;
    waiting[errand].shift()?.go();
  }

  async function pump(): Promise<void> {
    if (pumping) return;
    pumping = true;
    while (!isEmpty()) {
      await new Promise((resolve) => setTimeout(resolve, paceMs));
      if (hasGap()) {
        for (let n = isQuiet() ? atATimeWhenQuiet : 1; n > 0; n--) next();
        turnedAt = monotonic();
      }
      for (const errand of errands) overdue(errand);
    }
    pumping = false;
  }

  return {
    async attend(work) {
      attended += 1;
      cameAt[came % remembered] = monotonic();
      came += 1;
      try {
        return await work();
      } finally {
        attended -= 1;
        lastAt = monotonic();
      }
    },
    turn(errand, waitedMs = 0) {
      // A chore never takes the gap after a post: the cheer of that post comes a moment later.
      const mayFit =
        errand !== 'chore' && waiting.message.length === 0 && waiting.answer.length === 0 && hasGap();
      if (mayFit || (isEmpty() && isQuiet())) {
        turnedAt = monotonic();
        return Promise.resolve();
      }
      return new Promise((go) => {
        waiting[errand].push({ since: monotonic() - waitedMs, go });
        void pump();
      });
    },
  };
}
