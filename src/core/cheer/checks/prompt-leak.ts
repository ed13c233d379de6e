import { words as v1 } from '../prompts/v1/words.ts';
import { rules as v2 } from '../prompts/v2/rules.ts';
import { plain } from '../text.ts';
import { perLine } from './check.ts';

/** So many words in a row are copied. */
const RUN = 5;

const ours: ReadonlySet<string> = new Set(
  [v1, v2].flatMap(({ system, speech, photo, ending }) =>
    runs([system, ...Object.values(speech), photo, ending].join('\n')),
  ),
);

/** No line recites what the model was told. */
export const checkPromptLeak = perLine((line) => (runs(line).some((run) => ours.has(run)) ? ['leak'] : []));

function runs(text: string): string[] {
  const words = plain(text)
    .toLowerCase()
    .split(/[^\p{L}\p{N}'’]+/u)
    .filter((word) => word !== '');
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(' '));
}
