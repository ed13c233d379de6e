import type { ModelPayer, TokenUsage } from '../language-model.ts';

/** The categories of the moderation model, by OpenAI's names (guides/moderation). */
export const moderated = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm',
  'self-harm/intent',
  'self-harm/instructions',
  'sexual',
  'sexual/minors',
  'violence',
  'violence/graphic',
] as const;
export type Moderated = (typeof moderated)[number];

/** What moderation and Decisions look at. */
export interface Words {
  readonly text: string;
  /** A JPEG of at most 512 px. */
  readonly photo: Uint8Array | null;
}

/** The result of moderation. `none`: the model was asked and did not answer; `reason` is for the log. */
export type Moderation =
  | {
      readonly kind: 'scores';
      /** Scores from 0 to 1; categories the server did not score are absent. */
      readonly scores: Partial<Readonly<Record<Moderated, number>>>;
      /** Categories the server itself flags. */
      readonly flagged: readonly Moderated[];
    }
  | { readonly kind: 'none'; readonly reason: string };

/** A model that scores words and pictures for harm. Never throws. */
export interface Moderator {
  moderate(words: Words, signal: AbortSignal): Promise<Moderation>;
}

/** Statements about a proof; the Decisions model answers how likely each one is. */
export const statements = {
  selfHarm:
    'The author is thinking of suicide or of hurting themselves, or has just done so. Figures of speech such as "dying of hunger", titles and news do not count.',
  eatingDisorder:
    'The author describes disordered eating of their own: purging, starving for days, laxatives to lose weight, fear of food. Ordinary diets, intermittent fasting and fasting for a medical test do not count.',
  abuse:
    'The author is being beaten, threatened, confined or sexually abused, or was recently, and speaks of themselves.',
  crisisOfAnother:
    'Somebody close to the author is suicidal, hurts themselves or is being abused, according to the author.',
  hard: 'The author tells of something sad or bad of their own: a death, an illness, an accident, an injury, a loss, a failure, a day on which they could not do it.',
  hostile: 'The text attacks, threatens or sexually harasses a person or a group.',
  medical: 'The author asks for medical or dietary advice.',
} as const;
export type Statement = keyof typeof statements;

/** The result of Decisions. */
export type Decision =
  | {
      readonly kind: 'likely';
      /** Probabilities from 0 to 1; statements the model declined are absent. */
      readonly likely: Partial<Readonly<Record<Statement, number>>>;
      readonly usage: TokenUsage | null;
    }
  /** `used`: false when the call certainly cost nothing. */
  | { readonly kind: 'none'; readonly reason: string; readonly used: boolean };

/** A model that says how likely statements about a text are. Never throws. */
export interface Decider {
  decide(words: Words, payer: ModelPayer | null, signal: AbortSignal): Promise<Decision>;
}
