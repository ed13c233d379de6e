import type { PromptPack } from '../prompt.ts';
import { meta } from './meta.ts';
import { rules } from './rules.ts';
import { schema } from './schema.ts';
import { en } from './shots/en.ts';
import { ja } from './shots/ja.ts';
import { ko } from './shots/ko.ts';

export const v2: PromptPack = { name: 'v2', meta, words: rules, schema, shots: { ko, en, ja } };
