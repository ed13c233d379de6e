import { Buffer } from 'node:buffer';
import type { CheerRequest } from '../../core/cheer/generator.ts';
import { buildPrompt, PROMPT_VERSION, promptFacts } from '../../core/cheer/prompt.ts';

/** What is asked, the same for every API. Nothing else of a request reaches the model. */
export interface Question {
  readonly system: string;
  readonly user: string;
  /** A JPEG as a data URL. */
  readonly photo: string | null;
  /** Names the part of the prompt that calls share, so that the server may cache it. */
  readonly cacheKey: string;
}

/** How one try at a question is sent. */
export interface Terms {
  /** The most tokens of answer, thinking included. */
  readonly maxTokens: number;
  /** Only what every server knows: no caching or reasoning settings. */
  readonly plain: boolean;
}

/** What came back, before anybody looks into its text. */
export interface Reply {
  readonly end: 'complete' | 'incomplete' | 'refusal';
  readonly text: string;
  /** The model that answered, by its own account. */
  readonly model: string | null;
}

/** Throws the client's errors, and `GarbledError` for an answer that is none of this API. */
export type Ask = (question: Question, terms: Terms, signal: AbortSignal) => Promise<Reply>;

/** Puts a request into words. A photo goes along only when the model sees. */
export function questionOf(
  request: CheerRequest,
  { vision, nonce }: { readonly vision: boolean; readonly nonce: () => string },
): Question {
  const { locale, photo } = request;
  const sent = vision ? photo : null;
  const prompt = buildPrompt({
    character: request.character,
    locale,
    situation: request.situation,
    title: request.challengeTitle,
    text: request.text,
    facts: promptFacts(locale, request),
    memories: request.memories,
    hasPhoto: sent !== null,
    recent: request.recent,
    repair: request.repair,
    nonce: nonce(),
  });
  return {
    ...prompt,
    photo: sent && `data:image/jpeg;base64,${Buffer.from(sent).toString('base64')}`,
    cacheKey: `${PROMPT_VERSION}:${request.character.id}:${locale}`,
  };
}
