import type { Character } from '../characters/character.ts';
import { normaliseProof } from './normalise.ts';
import { seeded } from './seeded.ts';
import type { Situation } from './situation.ts';
import type { CheerContext, WrittenCheer } from './store.ts';
import { chooseTemplate } from './template-cheer.ts';

/** A cheer from a hand-written template; `reason` says why the model did not write it. */
export function fromTemplate(
  context: CheerContext,
  character: Character,
  situation: Situation,
  reason: string,
): WrittenCheer {
  const { locale, daysDone, challengeTitle: title, recent, tone } = context;
  const { lines, templateId } = chooseTemplate({
    character,
    locale,
    situation,
    facts: { daysDone, title },
    recent,
    seed: seedOf(context),
    prefer: tone === 'short' ? 'shortest' : 'any',
  });
  return { ...withoutModel(character, situation), lines, templateId, reason };
}

/** Stands beside the character's face under bad news, where its merry emoji would be out of place. */
const comfort = '🤍';

/** One or two of the character's emoji, for members who want no words; under bad news its face and a white heart. */
export function fromEmoji(context: CheerContext, character: Character, situation: Situation): WrittenCheer {
  const seed = seedOf(context);
  const [first = '', ...others] = [...character.emoji].sort((a, b) => seeded(seed + a) - seeded(seed + b));
  const second = seeded(`${seed}|two`) < 0.5 ? (others[0] ?? '') : '';
  return {
    ...withoutModel(character, situation),
    lines: [situation === 'hard' ? `${character.emoji[0] ?? ''}${comfort}` : first + second],
    templateId: `${character.id}/emoji`,
    reason: 'only emoji are wanted',
  };
}

/** The proof's text as the model and the checks see it. */
export const proofText = ({ text }: CheerContext): string => normaliseProof(text);

/** The seed of everything drawn at random for a cheer: a retry of the same revision gives the same result. */
export const seedOf = ({ proof, revision }: CheerContext): string => `${proof}:${revision}`;

function withoutModel(character: Character, situation: Situation) {
  return {
    source: 'template',
    situation,
    character: character.id,
    angle: null,
    memory: null,
    model: null,
    promptVersion: null,
  } as const;
}
