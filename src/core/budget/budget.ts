import type { ModelPayer, ModelPurpose, TokenUsage } from '../language-model.ts';

/** The most that may be spent, in millionths of a US dollar. Days and months are those of UTC, for everybody alike. */
export interface Caps {
  readonly day: number;
  readonly month: number;
}

/** The operator's limits for each workspace. Its managers may set lower caps, never higher ones. */
export interface Limits extends Caps {
  /** The most calls a day for one member; guarding and remembering do not count. */
  readonly memberCalls: number;
}

/** A call of a model that is about to be made. */
export interface PlannedCall {
  readonly payer: ModelPayer;
  readonly purpose: ModelPurpose;
  readonly model: string;
  /** The most it can cost, in millionths of a US dollar. */
  readonly most: number;
  readonly photo: boolean;
}

/**
 * Why a call may not be made. `photo`: four fifths of the budget are spent, and it may only be made without its picture. `day`,
 * `month`: that budget is spent. `member`: the member's calls of today are used up. `gone`: the workspace is not there any more.
 */
export type Refusal = 'photo' | 'day' | 'month' | 'member' | 'gone';

/** The id of a reservation, or why there is none. */
export type Reserved = { readonly id: string } | { readonly refused: Refusal };

/**
 * The ledger of what models cost each workspace. What is reserved and spent together never exceeds the caps, also when several
 * calls are made at once.
 */
export interface Budget {
  /** Reserves the most a call can cost, or says why it may not be made. */
  reserve(call: PlannedCall): Promise<Reserved>;
  /** Records a call's cost in place of its reservation; `spent` null: unknown, so all that was reserved. Only the first time counts. */
  settle(id: string, spent: number | null, usage: TokenUsage | null): Promise<void>;
  /** Frees the reservation of a call that was not made or cost nothing. */
  release(id: string): Promise<void>;
  /**
   * Settles calls left open for a day at what was reserved, since they may have been made and charged for. Deletes calls whose month
   * is long over. Returns how many were settled.
   */
  sweep(): Promise<number>;
}
