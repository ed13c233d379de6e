import type { CheerAnswer, CheerGenerator } from '../src/core/cheer/generator.ts';
import type { LanguageModel, TokenUsage } from '../src/core/language-model.ts';

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

/** What a model used, call by call. */
export interface Tally {
  readonly usages: (TokenUsage | null)[];
}

/** The same model, counting what is used by whoever asks it. */
export function counting(model: LanguageModel, tally: Tally): LanguageModel {
  return {
    async ask(question, signal) {
      const answer = await model.ask(question, signal);
      if (answer.usage !== undefined) tally.usages.push(answer.usage);
      return answer;
    },
  };
}
