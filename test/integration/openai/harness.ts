import { createLanguageModel, type LanguageModelOptions } from '../../../src/adapters/openai/index.ts';
import { createWithMoreRoom } from '../../../src/core/asking/with-more-room.ts';
import { damjji } from '../../../src/core/characters/damjji/index.ts';
import { createCheerGenerator } from '../../../src/core/cheer/generate.ts';
import type { CheerRequest } from '../../../src/core/cheer/generator.ts';
import { type CheerWire, currentPrompt } from '../../../src/core/cheer/prompts/index.ts';
import type { ModelQuestion } from '../../../src/core/language-model.ts';
import type { Log, LogFields } from '../../../src/core/ports.ts';

export const key = 'sk-canary-key-0123456789';

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly fields: LogFields;
}

export function memoryLog(): Log & { readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  const write =
    (level: LogLine['level']) =>
    (event: string, fields: LogFields = {}) => {
      lines.push({ level, event, fields });
    };
  return { lines, info: write('info'), warn: write('warn'), error: write('error') };
}

/** A model and cheers from it, with a log one can read, a counted nonce and a clock one can move. */
export function setUp(options: Partial<LanguageModelOptions> & { readonly baseURL: string }) {
  const log = memoryLog();
  const clock = { now: 0 };
  let nonces = 0;
  const model = createLanguageModel({
    apiKey: key,
    model: 'test-model',
    api: 'responses',
    json: 'strict',
    vision: true,
    log,
    monotonic: () => clock.now,
    ...options,
  });
  const generator = createCheerGenerator({
    model: createWithMoreRoom(model),
    nonce: () => `nonce${++nonces}`,
  });
  return { model, generator, log, clock };
}

export const request: CheerRequest = {
  payer: null,
  character: damjji,
  tone: 'warm',
  angle: 'detail',
  memories: [],
  locale: 'ko',
  situation: 'usual',
  text: '한강에서 5km 달렸다',
  challengeTitle: '아침 러닝',
  daysDone: 12,
  streak: null,
  photo: null,
  recent: [],
  repair: null,
};

/** A question that is no cheer's: the adapter knows nothing of what it is asked. */
export const questionWith = (photo: Uint8Array | null): ModelQuestion<CheerWire> => ({
  purpose: 'judge',
  payer: null,
  system: 'Answer in JSON.',
  user: 'What do you see?',
  photo,
  shape: 'sight',
  schema: currentPrompt.schema,
  maxTokens: 100,
  cacheKey: 'sight-1',
});

export const patient = () => AbortSignal.timeout(15_000);
