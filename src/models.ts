import type { ModelState } from './adapters/openai/index.ts';
import {
  createDecider,
  createEmbedder,
  createLanguageModel,
  createModerator,
} from './adapters/openai/index.ts';
import { createWithAlternate } from './core/asking/alternate.ts';
import {
  createMeasured,
  createMeasuredDecider,
  createMeasuredEmbedder,
  type Meter,
} from './core/asking/measured.ts';
import { createWithMoreRoom } from './core/asking/with-more-room.ts';
import type { Budget } from './core/budget/budget.ts';
import { createBudgeted } from './core/budget/budgeted.ts';
import { createBudgetedEmbedder } from './core/budget/budgeted-embedder.ts';
import type { Price } from './core/budget/price.ts';
import { createBudgetedDecider } from './core/care/budgeted-decider.ts';
import type { Decider, Moderator } from './core/care/models.ts';
import type { Embedder, LanguageModel } from './core/language-model.ts';
import type { Log } from './core/ports.ts';
import type { ModelAccess, ModelConfig } from './model-settings.ts';

/** The models that the program uses. */
export interface Models {
  /**
   * The model for every purpose. Each call is counted, charged to its payer, and answered by the alternate while the first model is down.
   */
  readonly model: LanguageModel;
  /** Null if proofs' vectors are computed in this process. */
  readonly embedder: Embedder | null;
  /** Checks proofs before anything is written about them; null if switched off. */
  readonly moderator: Moderator | null;
  /** Null if Decisions is switched off. */
  readonly decider: Decider | null;
}

interface Priced {
  readonly model: string;
  readonly price: Price;
}

/** Builds the models from their settings. */
export function createModels(
  config: ModelConfig,
  {
    budget,
    meter,
    watch,
    log,
  }: {
    readonly budget: Budget;
    readonly meter: Meter;
    /** Called once for each model, with a function that answers its state. */
    readonly watch: (
      model: { readonly endpoint: string; readonly model: string },
      state: () => ModelState,
    ) => void;
    readonly log: Log;
  },
): Models {
  const { alternate, embeddings, guard, unpriced } = config;
  for (const model of unpriced) {
    log.warn('model.price_unknown', {
      model,
      advice: 'set OPENAI_PRICE; the dearest price known is supposed',
    });
  }
  const reach = (access: ModelAccess): LanguageModel => {
    const { price, model: name } = access;
    const reached = createLanguageModel({ ...access, log });
    watch({ endpoint: reached.endpoint, model: name }, reached.state);
    return createBudgeted(createMeasured(reached, { name, price, meter }), { budget, price, name, log });
  };
  const vectorsOf = ({ model: name, price }: Priced): Embedder => {
    const reached = createEmbedder({ ...config, model: name, log });
    const measured = createMeasuredEmbedder(reached, { name, price, meter });
    return createBudgetedEmbedder(measured, { budget, price, name, log });
  };
  const deciderOf = ({ model: name, price }: Priced): Decider => {
    const reached = createDecider({ ...config, model: name, log });
    const measured = createMeasuredDecider(reached, { name, price, meter });
    return createBudgetedDecider(measured, { budget, price, name, log });
  };
  const first = reach(config);
  return {
    model: createWithMoreRoom(alternate ? createWithAlternate(first, reach(alternate)) : first),
    embedder: embeddings && vectorsOf(embeddings),
    moderator: guard.moderation ? createModerator({ ...config, log }) : null,
    decider: guard.decisions && deciderOf(guard.decisions),
  };
}
