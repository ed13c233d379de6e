import { readFileSync } from 'node:fs';
import { proofs } from '../../../../eval/proofs/index.ts';
import { damjji } from '../../../../src/core/characters/damjji/index.ts';
import type { CheckContext, Evidence } from '../../../../src/core/cheer/checks/index.ts';
import { normaliseProof } from '../../../../src/core/cheer/normalise.ts';
import { currentPrompt, promptFacts } from '../../../../src/core/cheer/prompts/index.ts';
import { LOCALES } from '../../../../src/core/model/locale.ts';

/** A reply that may be said, and all it is held against. */
export interface Reply {
  readonly name: string;
  readonly lines: readonly string[];
  readonly context: CheckContext;
}

interface Kept {
  readonly id: string;
  readonly line1: string;
  readonly line2: string;
  readonly evidence: readonly Evidence[];
  readonly photoSeen: string | null;
}

/** An earlier cheer of each language, so that there is something to repeat. */
const earlier = {
  ko: '톱밥 이불을 걷고 마중 나왔어요.\n여기까지 와 주신 걸음이 고마워서요.',
  en: 'My ears went straight up when this arrived.\nGood to have you on this side of the screen.',
  ja: 'おがくずの毛布をめくって、迎えに来ました。\nここまで来てくださった足取りに感謝です。',
} as const;

const kept = readFileSync(new URL('../../../../eval/answers/by-hand.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Kept);

/** The examples of the prompt and the answers written by hand for the evaluation. */
export const replies: readonly Reply[] = [
  ...LOCALES.flatMap((locale) =>
    currentPrompt.shots[locale].map(({ data, answer }, n) => ({
      name: `shot ${locale} ${n + 1}`,
      lines: [answer.line1, answer.line2],
      context: {
        locale,
        proofText: data.text,
        photoSeen: answer.photoSeen,
        title: data.title,
        facts: data.facts,
        memories: data.memory ?? [],
        names: [],
        sounds: damjji.sounds[locale],
        recent: [earlier[locale]],
        evidence: answer.evidence,
      },
    })),
  ),
  ...kept.map(({ id, line1, line2, evidence, photoSeen }) => {
    const proof = proofs.find((each) => each.id === id)!;
    return {
      name: id,
      lines: [line1, line2],
      context: {
        locale: proof.locale,
        proofText: normaliseProof(proof.text),
        photoSeen,
        title: proof.title,
        facts: promptFacts(proof.locale, { daysDone: proof.day }),
        memories: [],
        names: [],
        sounds: damjji.sounds[proof.locale],
        recent: [earlier[proof.locale]],
        evidence,
      },
    };
  }),
];
