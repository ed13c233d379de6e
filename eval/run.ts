import type { GuardDeps } from '../src/core/care/create-guard.ts';
import type { Character } from '../src/core/characters/character.ts';
import { damjji } from '../src/core/characters/damjji/index.ts';
import type { Angle } from '../src/core/cheer/angle.ts';
import type { PromptSettings } from '../src/core/cheer/prompts/index.ts';
import { LOCALES, type Locale } from '../src/core/model/locale.ts';
import { cheerOne, type Outcome } from './cheer-one.ts';
import { failedGates, type Gate } from './gates.ts';
import type { Drawing, EvalProof } from './proofs/index.ts';
import { type Judged, type Marks, marksOf } from './score.ts';
import type { Source } from './sources.ts';

export interface Result {
  readonly proof: EvalProof & { readonly locale: Locale };
  readonly outcome: Outcome;
  readonly failed: readonly { readonly gate: Gate; readonly on: string }[];
  /** Null where nothing was said. */
  readonly marks: Marks | null;
}

export interface RunDeps {
  /** The models that look at proofs and cheers; left out: rules alone do. */
  readonly guard?: GuardDeps;
  /** Who speaks; left out: 담찌. */
  readonly character?: Character;
  readonly proofs: readonly (EvalProof & { readonly locale: Locale })[];
  readonly source: Source;
  readonly prompts: PromptSettings;
  /** Null: pictures are not drawn, since nobody looks at them. */
  readonly draw: ((drawing: Drawing) => Promise<Uint8Array>) | null;
  /** Null: warmth and persona are not marked. */
  readonly judge: ((result: Pick<Result, 'proof' | 'outcome'>) => Promise<Judged>) | null;
  readonly told?: (result: Result) => void;
}

const rulesAlone: GuardDeps = { moderator: null, decider: null };

/** Cheers every proof, in each language as if one member had posted them all, and marks what was said. */
export async function run(deps: RunDeps): Promise<readonly Result[]> {
  const all = await Promise.all(
    LOCALES.map((locale) => runLanguage({ ...deps, proofs: deps.proofs.filter((p) => p.locale === locale) })),
  );
  return all.flat();
}

async function runLanguage({
  guard = rulesAlone,
  character = damjji,
  proofs,
  source,
  prompts,
  draw,
  judge,
  told,
}: RunDeps): Promise<Result[]> {
  const results: Result[] = [];
  const recent: string[] = [];
  const lastAngles: (Angle | null)[] = [];
  for (const proof of proofs) {
    const photo = proof.photo && draw ? await draw(proof.photo) : null;
    const generator = source.generatorFor(proof.id);
    const outcome = await cheerOne({
      guard,
      character,
      proof,
      generator,
      prompts,
      photo,
      recent: recent.slice(0, 20),
      lastAngles: lastAngles.slice(0, 20),
    });
    const judged = judge ? await judge({ proof, outcome }) : null;
    const marks = marksOf(proof, outcome, recent.slice(0, 20), judged);
    const result = { proof, outcome, failed: failedGates(proof, outcome), marks };
    results.push(result);
    told?.(result);
    if (outcome.lines.length > 0) {
      recent.unshift(outcome.lines.join('\n'));
      lastAngles.unshift(outcome.angle);
    }
  }
  return results;
}
