import { z } from 'zod';
import type { PromptPack } from '../prompt.ts';
import { shots } from './shots.ts';
import { words } from './words.ts';

const schema = z.object({
  situation: z.enum([
    'usual',
    'milestone',
    'comeback',
    'partial',
    'failed',
    'brag',
    'sarcasm',
    'empty',
    'hostile',
  ]),
  evidence: z.array(z.object({ source: z.enum(['text', 'photo', 'facts', 'memory']), quote: z.string() })),
  photoSeen: z.string().nullable(),
  line1: z.string(),
  line2: z.string(),
});

export const v1: PromptPack = {
  name: 'v1',
  meta: { written: '2026-11-20', what: 'The first one: six examples a language, no angles, one tone.' },
  words,
  schema,
  shots,
};
