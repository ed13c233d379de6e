import { askWithOrWithoutPhoto } from '../asking/with-or-without-photo.ts';
import type { LanguageModel, ModelQuestion } from '../language-model.ts';
import type { CheerAnswer, CheerGenerator, CheerRequest } from './generator.ts';
import { buildPrompt, type CheerWire, currentPrompt, promptFacts } from './prompts/index.ts';

/** Two lines take about 75 tokens and their evidence as many; the rest is for models whose reasoning cannot be switched off. */
const maxTokens = 400;

/**
 * Makes cheers with a language model: builds the prompt, asks, and takes the two lines from the answer. `nonce` returns a new
 * unguessable word for each question. Never throws, as the model does not.
 */
export function createCheerGenerator({
  model,
  nonce,
}: {
  readonly model: LanguageModel;
  readonly nonce: () => string;
}): CheerGenerator {
  return {
    async generate(request, signal): Promise<CheerAnswer> {
      const { answer, photoSeen } = await askWithOrWithoutPhoto(
        model,
        request.photo,
        (photo) => questionOf(request, photo, nonce()),
        signal,
      );
      switch (answer.kind) {
        case 'answer': {
          const { evidence, line1, line2, ...wire } = answer.value;
          return {
            kind: 'answer',
            lines: [line1, line2],
            evidence,
            // A claim about a photo the model was not shown is no evidence.
            photoSeen: photoSeen ? wire.photoSeen : null,
            model: answer.model,
          };
        }
        case 'unusable':
          return { kind: 'unusable', reason: answer.reason, again: answer.again };
        case 'unavailable': {
          const { reason, retryAfterMs, fatal } = answer;
          return { kind: 'unavailable', reason, retryAfterMs, fatal };
        }
      }
    },
  };
}

/** Builds the question for the model; no other field of the request is sent. */
function questionOf(
  request: CheerRequest,
  photo: Uint8Array | null,
  nonce: string,
): ModelQuestion<CheerWire> {
  const { character, locale, prompt = currentPrompt } = request;
  const input = {
    character,
    locale,
    tone: request.tone,
    situation: request.situation,
    angle: request.angle,
    title: request.challengeTitle,
    text: request.text,
    facts: promptFacts(locale, request),
    memories: request.memories,
    hasPhoto: photo !== null,
    recent: request.recent,
    repair: request.repair,
    nonce,
  };
  return {
    ...buildPrompt(input, prompt),
    purpose: 'cheer',
    payer: request.payer,
    photo,
    shape: 'cheer',
    schema: prompt.schema,
    maxTokens,
  };
}
