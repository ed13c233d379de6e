import { type BreakerNews, type CallEnd, createBreaker } from './breaker.ts';
import { createLimiter } from './limiter.ts';
import { type LanguageModelOptions, openaiURL } from './options.ts';
import { whatToDo } from './what-to-do.ts';

/** The options that any kind of call to a server needs. */
export type Reached = Pick<LanguageModelOptions, 'apiKey' | 'baseURL' | 'model' | 'log' | 'monotonic'>;

/** The outcome of a request, and what it says about the server. `found` is null if it was of no use; `reason` says why. */
export type Answered<Found> = CallEnd & {
  readonly found: Found | null;
  readonly reason: string;
  /** False if the request certainly cost nothing. */
  readonly used: boolean;
};

/** Makes one request; never throws. */
export type AskOnce<Question, Found> = (question: Question, signal: AbortSignal) => Promise<Answered<Found>>;

/**
 * Makes requests through a breaker and a limiter, which keep calls away from a failing or busy server. `load` imports the client
 * with the first request. Failures of the server are values, never thrown.
 */
export function createSpared<Question, Found>(
  { baseURL, model, log, monotonic }: Reached,
  load: () => Promise<AskOnce<Question, Found>>,
): (question: Question, signal: AbortSignal) => Promise<Pick<Answered<Found>, 'found' | 'reason' | 'used'>> {
  const breaker = createBreaker(monotonic ?? (() => performance.now()));
  const limiter = createLimiter();
  const endpoint = new URL(baseURL ?? openaiURL).host;
  let loading: Promise<AskOnce<Question, Found>> | null = null;

  function tell(reason: string, news: BreakerNews): void {
    if (news?.kind === 'closed') log.info('model.back', { endpoint, model });
    if (news?.kind !== 'opened') return;
    log.warn('model.failing', { endpoint, model, reason, restMs: news.forMs, advice: whatToDo(reason) });
  }

  return async (question, signal) => {
    const leave = await limiter.enter(signal);
    if (!leave) return { found: null, reason: 'busy', used: false };
    let end: Parameters<typeof leave>[0] = 'unclear';
    try {
      if (breaker.admit().open) return { found: null, reason: 'breaker', used: false };
      loading ??= load();
      const ask = await loading;
      const answer = await ask(question, signal);
      if (answer.end === 'answered') end = 'answered';
      if (answer.end === 'rateLimited') end = 'busy';
      tell(answer.reason, breaker.report(answer));
      return answer;
    } finally {
      leave(end);
    }
  };
}
