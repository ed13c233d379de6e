import type { ModelPurpose } from '../../language-model.ts';
import type { Inline, Line } from '../../views.ts';

interface Figures {
  readonly calls: number;
  /** "$0.41" */
  readonly cost: string;
  readonly tokens: number;
}

/** What the model costs, and what that means. */
export interface BudgetTexts {
  today: string;
  month: string;
  purpose: Readonly<Record<ModelPurpose, string>>;
  /** "$0.41 남음" */
  left(amount: string): string;
  nearlyGone(): Line;
  dayGone(begins: Inline): Line;
  monthGone(): Line;
  /** No model is set up. */
  off(): Line;
  managers: {
    title: string;
    spent(day: Figures, month: Figures): string;
    caps: string;
    capsAre(day: string, month: string): string;
    /** The operator's. */
    most: string;
    mostAre(day: string, month: string, calls: number): string;
  };
  member: {
    title: string;
    /** Neither number is said when it is none. */
    calls(made: number, left: number): string;
    times(day: number, month: number): string;
    cost: string;
    costs(day: string, month: string): string;
    together: string;
    /** Percent. */
    left(day: number, month: number): string;
    /** Records do not depend on it. */
    promise(): Line;
  };
  notAnAmount(typed: string): Line;
  /** A cap above the operator's. */
  tooMuch(most: string): Line;
}
