import { createGuard, type GuardDeps } from '../src/core/care/create-guard.ts';
import type { CareKind } from '../src/core/care/guard.ts';
import type { Character } from '../src/core/characters/character.ts';
import { characterOf } from '../src/core/characters/index.ts';
import type { Angle } from '../src/core/cheer/angle.ts';
import { type CheckContext, type CheckFailure, checkCheer } from '../src/core/cheer/checks/index.ts';
import { createCompose } from '../src/core/cheer/compose.ts';
import type { CheerAnswer, CheerGenerator, CheerRequest } from '../src/core/cheer/generator.ts';
import { normaliseProof } from '../src/core/cheer/normalise.ts';
import { type PromptSettings, promptFacts } from '../src/core/cheer/prompts/index.ts';
import { type Situation, situationOf } from '../src/core/cheer/situation.ts';
import type { CheerContext } from '../src/core/cheer/store.ts';
import { templateContext } from '../src/core/cheer/template-cheer.ts';
import type { Remembered } from '../src/core/memory/store.ts';
import { isBack } from '../src/core/model/back.ts';
import type { CivilDay } from '../src/core/model/day.ts';
import type { BlobId } from '../src/core/photo.ts';
import type { EvalProof } from './proofs/index.ts';

/** What one proof came to. */
export interface Outcome {
  readonly care: CareKind | null;
  /** Empty where nothing was said. */
  readonly lines: readonly string[];
  readonly source: 'model' | 'template' | 'nobody';
  readonly situation: Situation | null;
  readonly angle: Angle | null;
  readonly model: string | null;
  /** Why a template speaks. */
  readonly reason: string | null;
  /** Codes each answer that was not said had failed with. */
  readonly refused: readonly (readonly string[])[];
  /** What is wrong with what was said, looked at once more. */
  readonly failures: readonly CheckFailure[];
  readonly answers: readonly CheerAnswer[];
  readonly ms: number;
}

export interface Task {
  /** The models that look at proofs and cheers. */
  readonly guard: GuardDeps;
  /** Who speaks. */
  readonly character: Character;
  readonly proof: EvalProof & { readonly locale: CheerContext['locale'] };
  readonly generator: CheerGenerator | null;
  readonly prompts: PromptSettings;
  readonly photo: Uint8Array | null;
  /** What was said to this member before, newest first. */
  readonly recent: readonly string[];
  readonly lastAngles: readonly (Angle | null)[];
}

/** Members of the set by language. */
const names = { ko: '지현', en: 'Robin', ja: '美咲' } as const;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** As long as a cheer has in the program. */
const withinMs = 15_000;

/** One proof through the pipeline that the program itself has: guard, plan, model, checks, repair, template. */
export async function cheerOne({
  guard: lookers,
  character,
  proof,
  generator,
  prompts,
  photo,
  recent,
  lastAngles,
}: Task): Promise<Outcome> {
  const answers: CheerAnswer[] = [];
  const requests: CheerRequest[] = [];
  const clock = { now: Date.now, monotonic: () => performance.now() };
  const watched: CheerGenerator | null = generator && {
    async generate(request, signal) {
      requests.push(request);
      const answer = await generator.generate(request, signal);
      answers.push(answer);
      return answer;
    },
  };
  const guard = createGuard(lookers);
  const compose = createCompose({
    guard,
    generator: watched,
    recall: async () => remembered(proof),
    prompts,
    readStreak: async () =>
      proof.row === undefined ? null : { streak: { current: proof.row, unit: 'day' } },
    blobs: { get: async () => photo },
    clock,
    log: quiet,
  });
  const context = contextOf({ character, proof, recent, lastAngles, hasBytes: photo !== null });
  const begun = performance.now();
  const composed = await compose(context, clock.now() + withinMs);
  const ms = performance.now() - begun;
  const nothing = { lines: [], source: 'nobody', situation: null, angle: null, model: null } as const;
  const rest = { refused: refusedBy(answers, requests, context), answers, ms };
  switch (composed.kind) {
    case 'care':
      return { ...nothing, ...rest, care: composed.what, reason: null, failures: [] };
    case 'silent':
      return { ...nothing, ...rest, care: null, reason: 'silent', failures: [] };
    case 'cheer': {
      const { cheer } = composed;
      const said = { ...cheer, ...rest, care: null };
      return { ...said, failures: failuresOf(cheer, context, answers, requests) };
    }
  }
}

function failuresOf(
  cheer: { readonly lines: readonly string[]; readonly source: 'model' | 'template' },
  context: CheerContext,
  answers: readonly CheerAnswer[],
  requests: readonly CheerRequest[],
): readonly CheckFailure[] {
  if (cheer.source === 'model') return failuresOfAnswer(answers.at(-1), requests.at(-1), context);
  const { daysDone, challengeTitle: title, locale, recent } = context;
  const own = templateContext(
    { character: characterOf(context.character), locale, facts: { daysDone, title } },
    recent,
  );
  return checkCheer(cheer.lines, own);
}

/** The answers that were not said, and what was wrong with each. */
function refusedBy(
  answers: readonly CheerAnswer[],
  requests: readonly CheerRequest[],
  context: CheerContext,
): string[][] {
  return answers
    .map((answer, n) =>
      answer.kind === 'answer'
        ? failuresOfAnswer(answer, requests[n], context).map(({ code }) => code)
        : [`${answer.kind}: ${answer.reason}`],
    )
    .filter((codes) => codes.length > 0);
}

function failuresOfAnswer(
  answer: CheerAnswer | undefined,
  request: CheerRequest | undefined,
  context: CheerContext,
): readonly CheckFailure[] {
  if (answer?.kind !== 'answer' || !request) return [];
  const held: CheckContext = {
    locale: context.locale,
    proofText: request.text,
    photoSeen: answer.photoSeen,
    title: request.challengeTitle,
    facts: promptFacts(context.locale, request),
    memories: request.memories,
    names: [context.member.name],
    sounds: request.character.sounds[context.locale],
    recent: context.recent,
    evidence: answer.evidence,
    hard: request.situation === 'hard',
  };
  return checkCheer(answer.lines, held);
}

function contextOf(
  of: Pick<Task, 'character' | 'proof' | 'recent' | 'lastAngles'> & { hasBytes: boolean },
): CheerContext {
  const { character, proof, recent, lastAngles } = of;
  const hasPhoto = proof.photo !== undefined;
  const hasText = normaliseProof(proof.text) !== '';
  return {
    proof: proof.id as CheerContext['proof'],
    workspace: 'workspace' as CheerContext['workspace'],
    platform: 'slack',
    member: { id: 'member' as CheerContext['member']['id'], name: names[proof.locale] },
    locale: proof.locale,
    tone: 'warm',
    character: character.id,
    house: character.id,
    text: proof.text,
    situation: situationOf({
      daysDone: proof.day,
      back: isBack({ kind: 'daily' }, proof.since ?? 1),
      hasPhoto,
      hasText,
      late: false,
    }),
    challenge: 'challenge' as CheerContext['challenge'],
    tellable: true,
    challengeTitle: proof.title,
    daysDone: proof.day,
    day: '2026-11-20' as CivilDay,
    late: false,
    onCard: false,
    message: 'message',
    postedAt: 0,
    smallPhoto: of.hasBytes ? ('photo' as BlobId) : null,
    hasPhoto,
    recent,
    lastAngles,
    recordedAt: 0,
    revision: 0,
    try: 1,
  };
}

function remembered({ id, memories = [] }: EvalProof): readonly Remembered[] {
  return memories.map((memory, n) => ({
    proof: `${id}-memory-${n}` as Remembered['proof'],
    day: '2026-10-28' as CivilDay,
    text: memory,
    message: null,
  }));
}
