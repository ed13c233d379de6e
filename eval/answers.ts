import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { CheerAnswer } from '../src/core/cheer/generator.ts';

/** One answer of a model, as `--record` writes it and `--answers` reads it: one JSON object a line. */
const recordedSchema = z.object({
  /** Of the proof. */
  id: z.string(),
  line1: z.string(),
  line2: z.string(),
  evidence: z.array(z.object({ source: z.enum(['text', 'photo', 'facts', 'memory']), quote: z.string() })),
  photoSeen: z.string().nullable().default(null),
  model: z.string().default('recorded'),
});
export type Recorded = z.infer<typeof recordedSchema>;

/** The answers of a file, by proof, each in the order in which they were given. Throws for a line that is none. */
export async function readAnswers(file: string): Promise<ReadonlyMap<string, readonly CheerAnswer[]>> {
  const answers = new Map<string, CheerAnswer[]>();
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  for (const line of lines) {
    const { id, line1, line2, ...rest } = recordedSchema.parse(JSON.parse(line));
    answers.set(id, [...(answers.get(id) ?? []), { kind: 'answer', lines: [line1, line2], ...rest }]);
  }
  return answers;
}

export function toRecorded(id: string, answer: Extract<CheerAnswer, { kind: 'answer' }>): Recorded {
  const {
    lines: [line1, line2],
    evidence,
    photoSeen,
    model,
  } = answer;
  return { id, line1, line2, evidence: [...evidence], photoSeen, model };
}
