import type { MeteredEmbedder } from '../budget/budgeted-embedder.ts';
import { costOf, type Price } from '../budget/price.ts';
import type { Decider } from '../care/models.ts';
import type { LanguageModel, ModelAnswer, ModelPurpose } from '../language-model.ts';

/** One call of a model, for the metrics. */
export interface MeasuredCall {
  readonly model: string;
  readonly purpose: ModelPurpose;
  readonly outcome: ModelAnswer<unknown>['kind'];
  /** Why the call was of no use; null if it was. */
  readonly reason: string | null;
  /** Cost in millionths of a US dollar; 0 if the server reported no usage. */
  readonly spent: number;
}

/** Receives each call after it ended. */
export type Meter = (call: MeasuredCall) => void;

/** Wraps a model so that `meter` receives each of its calls. */
export function createMeasured(
  model: LanguageModel,
  { name, price, meter }: { readonly name: string; readonly price: Price; readonly meter: Meter },
): LanguageModel {
  return {
    async ask(question, signal) {
      const answer = await model.ask(question, signal);
      meter({
        model: name,
        purpose: question.purpose,
        outcome: answer.kind,
        reason: answer.kind === 'answer' ? null : answer.reason,
        spent: answer.usage ? costOf(answer.usage, price) : 0,
      });
      return answer;
    },
  };
}

/** Wraps an embedder so that `meter` receives each of its calls. */
export function createMeasuredEmbedder(
  embedder: MeteredEmbedder,
  { name, price, meter }: { readonly name: string; readonly price: Price; readonly meter: Meter },
): MeteredEmbedder {
  return {
    id: embedder.id,
    async embed(texts, signal) {
      const found = await embedder.embed(texts, signal);
      meter({
        model: name,
        purpose: 'embed',
        outcome: found.vectors ? 'answer' : 'unavailable',
        reason: found.vectors ? null : 'none',
        spent: found.vectors && found.usage ? costOf(found.usage, price) : 0,
      });
      return found;
    },
  };
}

/** Wraps a decider so that `meter` receives each of its calls; only the input of decisions is charged. */
export function createMeasuredDecider(
  decider: Decider,
  { name, price, meter }: { readonly name: string; readonly price: Price; readonly meter: Meter },
): Decider {
  return {
    async decide(words, payer, signal) {
      const decision = await decider.decide(words, payer, signal);
      const told = decision.kind === 'likely';
      meter({
        model: name,
        purpose: 'guard',
        outcome: told ? 'answer' : 'unavailable',
        reason: told ? null : decision.reason,
        spent: told && decision.usage ? costOf({ ...decision.usage, output: 0 }, price) : 0,
      });
      return decision;
    },
  };
}
