import { costOf, type Price } from '../src/core/budget/price.ts';
import type { Decider } from '../src/core/care/models.ts';
import type { CheerAnswer, CheerGenerator } from '../src/core/cheer/generator.ts';
import type { LanguageModel } from '../src/core/language-model.ts';

/** Who writes: a model, answers that were kept, or nobody (the templates). */
export interface Source {
  readonly name: string;
  /** Null: nobody writes this one. */
  generatorFor(proof: string): CheerGenerator | null;
}

export const templates: Source = { name: 'templates', generatorFor: () => null };

/** Answers that were kept; a proof without one is a template's. */
export function recordedSource(name: string, answers: ReadonlyMap<string, readonly CheerAnswer[]>): Source {
  return {
    name,
    generatorFor(proof) {
      const kept = [...(answers.get(proof) ?? [])];
      if (kept.length === 0) return null;
      const over: CheerAnswer = { kind: 'unusable', reason: 'no more was recorded', again: false };
      return { generate: async () => kept.shift() ?? over };
    },
  };
}

/** What calls came to, in millionths of a dollar; null: the server did not say. */
export type Tally = (number | null)[];

/** The same model, counting what its calls cost. */
export function counting(model: LanguageModel, price: Price, tally: Tally): LanguageModel {
  return {
    async ask(question, signal) {
      const answer = await model.ask(question, signal);
      if (answer.usage !== undefined) tally.push(answer.usage && costOf(answer.usage, price));
      return answer;
    },
  };
}

/** The same judge of proofs, counting what it costs; its answers are free. */
export function countingDecider(decider: Decider, price: Price, tally: Tally): Decider {
  return {
    async decide(words, payer, signal) {
      const decision = await decider.decide(words, payer, signal);
      if (decision.kind === 'likely') {
        tally.push(decision.usage && costOf({ ...decision.usage, output: 0 }, price));
      } else if (decision.used) tally.push(null);
      return decision;
    },
  };
}
