import type { z } from 'zod';
import type { MemberId, WorkspaceId } from './model/ids.ts';

/** What a call of the model is for, as the record of costs lists it. */
export const modelPurposes = ['cheer', 'guard', 'embed', 'talk', 'nudge', 'judge'] as const;
export type ModelPurpose = (typeof modelPurposes)[number];

/** Whose budget a call is charged to. */
export interface ModelPayer {
  readonly workspace: WorkspaceId;
  readonly member: MemberId | null;
}

/** One question to the model, answered by one JSON object. */
export interface ModelQuestion<Answer> {
  readonly purpose: ModelPurpose;
  /** Null when nobody's budget is charged (an operator's evaluation). */
  readonly payer: ModelPayer | null;
  /** The system prompt, identical for every call of its kind, so that servers can cache it. */
  readonly system: string;
  /** All untrusted text, inside a block that its author cannot close. */
  readonly user: string;
  /** A JPEG whose longer side is at most 512 px. */
  readonly photo: Uint8Array | null;
  /** The schema's name, for servers that support structured output. */
  readonly shape: string;
  /** Without lengths and patterns on purpose: not every compatible server accepts them, and our own checks cover them. */
  readonly schema: z.ZodType<Answer>;
  /** The most tokens the answer may take, reasoning included. */
  readonly maxTokens: number;
  /** Names the part of the prompt that calls share, for the server's cache. */
  readonly cacheKey: string;
}

/** The tokens that one call used, as the server reports them. */
export interface TokenUsage {
  readonly input: number;
  /** How many of `input` were read from the server's cache. */
  readonly cached: number;
  /** How many of `input` were written to that cache, where writing has its own price. */
  readonly written?: number;
  /** Reasoning included. */
  readonly output: number;
}

export type ModelAnswer<Answer> =
  | {
      readonly kind: 'answer';
      readonly value: Answer;
      /** The model that answered, as the server names it. */
      readonly model: string;
      readonly usage: TokenUsage | null;
    }
  /**
   * The model refused or wrote nothing usable. `again`: one more try is worthwhile; if the reason is `photo`, a try without the photo,
   * which the model did not look at. `usage`: what the call used all the same; null when unknown, absent when nothing.
   */
  | {
      readonly kind: 'unusable';
      readonly reason: string;
      readonly again: boolean;
      readonly usage?: TokenUsage | null;
    }
  /**
   * The model was not reached, or was not asked because the budget is used up. `retryAfterMs`: the server's own wish, if any; `fatal`:
   * asking again is useless for now. `usage` as above: a server that timed out may still have worked and may charge for it.
   */
  | {
      readonly kind: 'unavailable';
      readonly reason: string;
      readonly retryAfterMs: number | null;
      readonly fatal: boolean;
      readonly usage?: TokenUsage | null;
    };

export type ModelFailure = Exclude<ModelAnswer<unknown>, { kind: 'answer' }>;

/** A language model. `ask` never rejects: even an aborted signal ends in `unavailable`. */
export interface LanguageModel {
  ask<Answer>(question: ModelQuestion<Answer>, signal: AbortSignal): Promise<ModelAnswer<Answer>>;
}

/** Turns texts into vectors. */
export interface Embedder {
  /** Stored with each vector; vectors of different embedders are never compared. */
  readonly id: string;
  /** One vector for each text, all of the same length; null when the embedder is unavailable. */
  embed(
    texts: readonly string[],
    payer: ModelPayer,
    signal: AbortSignal,
  ): Promise<readonly Float32Array[] | null>;
}
