import type { ModelPurpose } from '../../language-model.ts';
import type { Inline, Line } from '../../views.ts';

interface Figures {
  readonly calls: number;
  /** "$0.41" */
  readonly cost: string;
  readonly tokens: number;
}

/** Texts about the costs of models, and what they mean for cheers. */
export interface BudgetTexts {
  today: string;
  month: string;
  purpose: Readonly<Record<ModelPurpose, string>>;
  /** "$0.41 남음" */
  left(amount: string): string;
  nearlyGone(): Line;
  dayGone(begins: Inline): Line;
  monthGone(): Line;
  /** Said when no model is set up. */
  off(): Line;
  managers: {
    title: string;
    spent(day: Figures, month: Figures): string;
    caps: string;
    capsAre(day: string, month: string): string;
    /** Label of the operator's limits. */
    most: string;
    mostAre(day: string, month: string, calls: number): string;
  };
  member: {
    title: string;
    /** A number of 0 is left out. */
    calls(made: number, left: number): string;
    times(day: number, month: number): string;
    cost: string;
    costs(day: string, month: string): string;
    together: string;
    /** What is left for everybody, in percent. */
    left(day: number, month: number): string;
    /** Promises that check-ins and records do not depend on the budget. */
    promise(): Line;
  };
  notAnAmount(typed: string): Line;
  /** The cap is higher than the operator's, `most`. */
  tooMuch(most: string): Line;
}
