import type { CheerAnswer, CheerGenerator } from '../../core/cheer/generator.ts';
import { type BreakerNews, type CallEnd, createBreaker } from './breaker.ts';
import type { Call } from './call.ts';
import { type CheerGeneratorOptions, openaiURL } from './options.ts';
import { questionOf } from './question.ts';
import { whatToDo } from './what-to-do.ts';

export type { CheerGeneratorOptions } from './options.ts';

/**
 * Cheers from a model behind OpenAI's API or one like it. Nothing is loaded or sent before the first request. Every
 * outcome is a value: `unusable` with refusal, incomplete, empty, badJson, wrongShape, photo or badRequest; `unavailable`
 * with timeout, aborted, connection, garbled, failed, rateLimited, status<n>, breaker, or, fatal, unauthorized, forbidden, noModel,
 * billing, redirect. Throws at once when the key is empty.
 */
export function createCheerGenerator(options: CheerGeneratorOptions): CheerGenerator {
  if (options.apiKey.trim() === '') {
    throw new Error(
      'A cheer generator needs a key: set OPENAI_API_KEY, or leave it out and templates cheer.',
    );
  }
  const breaker = createBreaker(options.monotonic ?? (() => performance.now()));
  const { log, model } = options;
  const endpoint = new URL(options.baseURL ?? openaiURL).host;
  let loading: Promise<Call> | null = null;
  const load = () => import('./call.ts').then(({ createCall }) => createCall(options));

  function tell(answer: CheerAnswer, news: BreakerNews): void {
    if (news?.kind === 'closed') log.info('model.back', { endpoint, model });
    if (answer.kind === 'answer') return;
    const restMs = news?.kind === 'opened' ? news.forMs : undefined;
    const advice = whatToDo(answer.reason);
    // A fatal one is told once a rest, not by each of the calls that were under way.
    const worthTelling = answer.reason === 'badRequest' || restMs !== undefined;
    if (worthTelling) log.warn('model.failing', { endpoint, model, reason: answer.reason, restMs, advice });
  }

  return {
    async generate(request, signal) {
      const admission = breaker.admit();
      if (admission.open) {
        const { retryAfterMs, fatal } = admission;
        return { kind: 'unavailable', reason: 'breaker', retryAfterMs, fatal };
      }
      loading ??= load();
      const call = await loading;
      const answer = await call(questionOf(request, options), signal);
      tell(answer, breaker.report(endOf(answer)));
      return answer;
    },
  };
}

function endOf(answer: CheerAnswer): CallEnd {
  if (answer.kind !== 'unavailable') return { end: 'answered' };
  if (answer.fatal) return { end: 'fatal' };
  switch (answer.reason) {
    case 'aborted':
      return { end: 'unclear' };
    case 'rateLimited':
      return { end: 'rateLimited', retryAfterMs: answer.retryAfterMs ?? 0 };
    default:
      return { end: 'failed' };
  }
}
