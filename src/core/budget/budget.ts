import type { ModelPayer, ModelPurpose, TokenUsage } from '../language-model.ts';

/** What may be spent, in millionths of a US dollar. Days and months are UTC's, for everybody the same. */
export interface Caps {
  readonly day: number;
  readonly month: number;
}

/** The operator's limits for each workspace. Its managers may set lower caps, never higher ones. */
export interface Limits extends Caps {
  /** Calls a day that are made for one member; guarding and remembering do not count. */
  readonly memberCalls: number;
}

/** A call that is about to be made. */
export interface PlannedCall {
  readonly payer: ModelPayer;
  readonly purpose: ModelPurpose;
  readonly model: string;
  /** The most it can cost, in millionths of a US dollar. */
  readonly most: number;
  readonly photo: boolean;
}

/** `photo`: four fifths of the budget are gone, it may be made without its picture. `member`: the member had enough today. */
export type Refusal = 'photo' | 'day' | 'month' | 'member' | 'gone';

export type Reserved = { readonly id: string } | { readonly refused: Refusal };

/**
 * The ledger of what the model costs each workspace. What was reserved and what was spent never exceed the caps together,
 * whoever asks at once.
 */
export interface Budget {
  /** Takes the most a call can cost, or says why the call is not to be made. */
  reserve(call: PlannedCall): Promise<Reserved>;
  /** What it came to. `spent` null: nobody knows, so all that was reserved. Said twice, the first counts. */
  settle(id: string, spent: number | null, usage: TokenUsage | null): Promise<void>;
  /** It was never made, or used nothing. */
  release(id: string): Promise<void>;
  /**
   * Closes calls that nobody settled for a day, at what was reserved: they may have been made and charged for. Forgets calls
   * whose month is long over. Answers how many were closed.
   */
  sweep(): Promise<number>;
}
