import type { LanguageModel, ModelAnswer } from '../../core/language-model.ts';
import { type BreakerNews, type CallEnd, createBreaker } from './breaker.ts';
import type { Call } from './call.ts';
import { createLimiter } from './limiter.ts';
import { type LanguageModelOptions, openaiURL } from './options.ts';
import { whatToDo } from './what-to-do.ts';

export { createDecider } from './decider.ts';
export { createEmbedder } from './embedder.ts';
export { createModerator } from './moderation.ts';
export type { LanguageModelOptions } from './options.ts';

/** The state of a model's breaker and limiter, for the operator. */
export interface ModelState {
  /** Whether the breaker keeps calls away now. */
  readonly open: boolean;
  readonly underWay: number;
  readonly waiting: number;
  /** How many calls may be under way at once. */
  readonly limit: number;
}

/**
 * A language model over OpenAI's API or a compatible one. It has a breaker and a limiter of its own, since the state of one model
 * at one endpoint says nothing about others. Nothing is loaded or sent before the first question.
 * Every outcome is a value: `unusable` with refusal, incomplete, empty, badJson, wrongShape, photo or badRequest;
 * `unavailable` with timeout, aborted, connection, garbled, failed, rateLimited, status<n>, busy, breaker, or, fatal,
 * unauthorized, forbidden, noModel, billing, redirect. Throws at once when the key is empty.
 */
export function createLanguageModel(
  options: LanguageModelOptions,
): LanguageModel & { readonly endpoint: string; readonly state: () => ModelState } {
  if (options.apiKey.trim() === '') {
    throw new Error('A model needs a key: set OPENAI_API_KEY, or leave it out and templates cheer.');
  }
  const breaker = createBreaker(options.monotonic ?? (() => performance.now()));
  const limiter = createLimiter();
  const { log, model } = options;
  const endpoint = new URL(options.baseURL ?? openaiURL).host;
  let loading: Promise<Call> | null = null;
  const load = () => import('./call.ts').then(({ createCall }) => createCall(options));

  function tell(answer: ModelAnswer<unknown>, news: BreakerNews): void {
    if (news?.kind === 'closed') log.info('model.back', { endpoint, model });
    if (answer.kind === 'answer') return;
    const restMs = news?.kind === 'opened' ? news.forMs : undefined;
    const advice = whatToDo(answer.reason);
    // Logged once each time the breaker opens, not for each call that was under way.
    const worthTelling = answer.reason === 'badRequest' || restMs !== undefined;
    if (worthTelling) log.warn('model.failing', { endpoint, model, reason: answer.reason, restMs, advice });
  }

  return {
    endpoint,
    state: () => ({ open: breaker.resting(), ...limiter.state() }),
    async ask(question, signal) {
      if (question.photo && !options.vision) return { kind: 'unusable', reason: 'photo', again: true };
      const leave = await limiter.enter(signal);
      if (!leave) return notAsked(signal);
      let end: Parameters<typeof leave>[0] = 'unclear';
      try {
        const admission = breaker.admit();
        if (admission.open) {
          const { retryAfterMs, fatal } = admission;
          return { kind: 'unavailable', reason: 'breaker', retryAfterMs, fatal };
        }
        loading ??= load();
        const call = await loading;
        const answer = await call(question, signal);
        if (answer.kind !== 'unavailable') end = 'answered';
        else if (answer.reason === 'rateLimited') end = 'busy';
        tell(answer, breaker.report(endOf(answer)));
        return answer;
      } finally {
        leave(end);
      }
    },
  };
}

/** The answer for a call that did not get a place in the limiter. */
function notAsked(signal: AbortSignal): ModelAnswer<never> {
  const timeIsUp = signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
  const reason = !signal.aborted ? 'busy' : timeIsUp ? 'timeout' : 'aborted';
  return { kind: 'unavailable', reason, retryAfterMs: null, fatal: false };
}

function endOf(answer: ModelAnswer<unknown>): CallEnd {
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
