import type { Clock } from '../ports.ts';

/**
 * How urgent background work is. `message`: all is decided, it has only to be sent; `answer`: somebody waits for the result, though
 * not to the second; `chore`: nobody waits for it.
 */
export type Errand = 'message' | 'answer' | 'chore';

/** Lets background work hold back while events are handled. */
export interface Courtesy {
  /** Runs work that somebody is watching for (handling an event); as long as it lasts, background work holds back. */
  attend<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Resolves when a piece of background work may begin: at once when no event is being handled, else a little later. Chores come
   * last. `waitedMs`: how long it has already waited elsewhere, which counts towards its patience.
   */
  turn(errand: Errand, waitedMs?: number): Promise<void>;
}

/** This long after the last event was handled it is quiet: nothing holds back any more. */
const quietAfterMs = 150;
/** Between two turns while events keep coming: about as long as the work that one turn starts. */
const paceMs = 3;
/** Pieces of work that begin at a time once it is quiet. */
const atATimeWhenQuiet = 4;
/** Background work may begin beside one event, as events come singly even under normal load; with two at once they queue up. */
const mostAttended = 1;
/**
 * So many events within so long are a rush (a proof makes two): 100 proofs a second leave no gap worth taking. The short window
 * shows early that a rush begins; the long one, that it goes on although its posts come unevenly.
 */
const rushes = [
  { events: 12, withinMs: 60 },
  { events: 40, withinMs: 200 },
] as const;
const remembered = 40;
/** Work that has waited longer than this is overdue and begins even in a rush. So a cheer and its message stay well within their 20 s. */
const patienceMs = { message: 2_000, answer: 8_000, chore: 30_000 } as const;
/** Least time between two overdue pieces of work: if all began at once, they would take the machine from the events. */
const overduePaceMs = { message: 20, answer: 20, chore: 60 } as const;
const errands = ['message', 'answer', 'chore'] as const satisfies readonly Errand[];

interface Waiting {
  readonly since: number;
  readonly go: () => void;
}

/**
 * Decides what goes first within one process: a member who looks for the mark under their proof comes before cheers and chores.
 * Background work begins piece by piece, most urgent first, in the gaps between events. In a rush it waits until the rush is over or
 * its patience ends; then it goes on at a pace that leaves most of the machine to the events.
 */
export function createCourtesy({ monotonic }: Pick<Clock, 'monotonic'>): Courtesy {
  const waiting: Record<Errand, Waiting[]> = { message: [], answer: [], chore: [] };
  /** When the last events came: a ring buffer of monotonic times. */
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
  /** When the event that is `events`-th from the end came. */
  const before = (events: number) => cameAt[(came - events + remembered) % remembered]!;
  const isRush = () => rushes.some(({ events, withinMs }) => monotonic() - before(events) < withinMs);
  const isEmpty = () => errands.every((errand) => waiting[errand].length === 0);
  const next = () => (waiting.message.shift() ?? waiting.answer.shift() ?? waiting.chore.shift())?.go();
  /** The work of the last turn is about done, there is no rush, and at most one event is being handled. */
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
      // A chore never takes the gap right after a post: that post's cheer will want it a moment later.
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
