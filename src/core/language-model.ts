import type { z } from 'zod';
import type { MemberId, WorkspaceId } from './model/ids.ts';

/** What a call of the model is for: as the ledger of costs lists it. */
export const modelPurposes = ['cheer', 'guard', 'embed', 'talk', 'nudge', 'judge'] as const;
export type ModelPurpose = (typeof modelPurposes)[number];

/** Whom a call is for: whose budget it takes from. Null where nobody's is touched (an operator's evaluation). */
export interface ModelPayer {
  readonly workspace: WorkspaceId;
  readonly member: MemberId | null;
}

/** One question that asks for one JSON object. */
export interface ModelQuestion<Answer> {
  readonly purpose: ModelPurpose;
  readonly payer: ModelPayer | null;
  /** The same for every call of its kind, so that servers may cache it. */
  readonly system: string;
  /** Everything untrusted, inside a block its author cannot close. */
  readonly user: string;
  /** A JPEG of at most 512 px. */
  readonly photo: Uint8Array | null;
  /** Names the shape for servers that keep to one. */
  readonly shape: string;
  /** Bare on purpose: not every compatible server accepts lengths and patterns; our checks see to those. */
  readonly schema: z.ZodType<Answer>;
  /** The most tokens of answer, thinking included. */
  readonly maxTokens: number;
  /** Names the part of the prompt that calls share. */
  readonly cacheKey: string;
}

export interface TokenUsage {
  readonly input: number;
  /** Of `input`, read from the server's cache. */
  readonly cached: number;
  /** Of `input`, written to it, where that has its own price. */
  readonly written?: number;
  /** Thinking included. */
  readonly output: number;
}

export type ModelAnswer<Answer> =
  | {
      readonly kind: 'answer';
      readonly value: Answer;
      /** The model that answered, by its own account. */
      readonly model: string;
      readonly usage: TokenUsage | null;
    }
  /**
   * The model would not, or wrote nothing usable. `again`: one more try is worth it; for the reason `photo` one without the
   * photo, which was not looked at. `usage`: what it used all the same; null: not known; left out: nothing.
   */
  | {
      readonly kind: 'unusable';
      readonly reason: string;
      readonly again: boolean;
      readonly usage?: TokenUsage | null;
    }
  /**
   * Not reached, or not asked since the budget is gone. `retryAfterMs` where it said so; `fatal`: asking again is useless
   * for now. `usage` as above: a server that let the time pass may have worked and may charge for it.
   */
  | {
      readonly kind: 'unavailable';
      readonly reason: string;
      readonly retryAfterMs: number | null;
      readonly fatal: boolean;
      readonly usage?: TokenUsage | null;
    };

export type ModelFailure = Exclude<ModelAnswer<unknown>, { kind: 'answer' }>;

/** A language model. Never throws: an aborted signal too ends in `unavailable`. */
export interface LanguageModel {
  ask<Answer>(question: ModelQuestion<Answer>, signal: AbortSignal): Promise<ModelAnswer<Answer>>;
}

/** Vectors of texts, one for each and all of one length. Null: not to be had now. */
export interface Embedder {
  /** Stored beside each vector; those of different embedders are never compared. */
  readonly id: string;
  embed(
    texts: readonly string[],
    payer: ModelPayer,
    signal: AbortSignal,
  ): Promise<readonly Float32Array[] | null>;
}
