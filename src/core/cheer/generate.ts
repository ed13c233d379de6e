import { askWithOrWithoutPhoto } from '../asking/with-or-without-photo.ts';
import type { LanguageModel, ModelQuestion } from '../language-model.ts';
import type { CheerAnswer, CheerGenerator, CheerRequest } from './generator.ts';
import { buildPrompt, type CheerWire, currentPrompt, promptFacts } from './prompts/index.ts';

/** Two lines take about 75 tokens, their evidence as many again; thinking counts where it cannot be switched off. */
const maxTokens = 400;

/**
 * Cheers from a language model: puts a request into words, asks, and reads two lines out of the answer. `nonce`: a new
 * unguessable word for each question.
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
            // What it claims to have seen in a photo it was not shown grounds nothing.
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

/** Nothing else of a request reaches the model. */
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
