import { type BreakerNews, type CallEnd, createBreaker } from './breaker.ts';
import { createLimiter } from './limiter.ts';
import { type LanguageModelOptions, openaiURL } from './options.ts';
import { whatToDo } from './what-to-do.ts';

/** What is needed of a model to ask it anything. */
export type Reached = Pick<LanguageModelOptions, 'apiKey' | 'baseURL' | 'model' | 'log' | 'monotonic'>;

/** What came back, and what that says about the server. `found` null: nothing of use, for `reason`. */
export type Answered<Found> = CallEnd & {
  readonly found: Found | null;
  readonly reason: string;
  /** False: it surely cost nothing. */
  readonly used: boolean;
};

export type AskOnce<Question, Found> = (question: Question, signal: AbortSignal) => Promise<Answered<Found>>;

/**
 * Asks a server as often as it can bear: not while it rests, and not more at once than it takes. `load` brings the client in
 * with the first question.
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
