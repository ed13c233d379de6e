import type { Guard } from '../care/guard.ts';
import type { Clock, Log } from '../ports.ts';
import type { Angle } from './angle.ts';
import { type CheckContext, type CheckFailure, checkCheer } from './checks/index.ts';
import type { CheerAnswer, CheerGenerator, CheerRequest } from './generator.ts';

/** What asking for cheers depends on. */
export interface AskForCheerDeps {
  readonly generator: CheerGenerator;
  /** Checks the model's lines before they are posted. */
  readonly guard: Pick<Guard, 'mayBeSaid'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Resolves after the given number of milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
}

/** One cheer to ask the model for. */
export interface CheerQuestion {
  readonly proof: string;
  readonly request: CheerRequest;
  /** Angles in order of preference: the first try uses the first one; the others are for a second try after a repetition. */
  readonly angles: readonly Angle[];
  /** What the checks compare an answer with, besides the evidence it brings itself. */
  readonly context: Omit<CheckContext, 'evidence' | 'photoSeen'>;
  /** Deadline for all tries, in milliseconds since 1970: no try starts that could not end before it. */
  readonly until: number;
  /** Time limit of one try, in milliseconds. */
  readonly perTryMs: number;
}

/** What came of asking: checked lines that may be posted, or nothing usable. */
export type AskedCheer =
  | { readonly kind: 'said'; readonly answer: Answered; readonly angle: Angle }
  /** `laterMs`: the model may answer when asked again after that many milliseconds; null: asking again is useless. */
  | { readonly kind: 'nothing'; readonly reason: string; readonly laterMs: number | null };

type Answered = Extract<CheerAnswer, { kind: 'answer' }>;

/** With less time left than this, a model could not answer: it is not asked. */
const worthAskingMs = 1_500;
/** Wait before the second try when the model was not reached and sent no Retry-After. */
const shortWaitMs = 500;
/** The longest wait for a second try: beyond it a template, which is as warm, is sent at once. */
const longestWaitMs = 5_000;
/** A model that did not answer in time is asked again no sooner than this. */
const laterMs = 20_000;
const moderateWithinMs = 2_500;

/**
 * Asks the model for a cheer and checks the answer in code. An answer that fails is asked for once more with the codes of the
 * checks it failed; if it repeated an earlier cheer, also with another angle. Two tries in all. Never throws.
 */
export function createAskForCheer({ generator, guard, clock, log, wait }: AskForCheerDeps) {
  return async function askForCheer(question: CheerQuestion): Promise<AskedCheer> {
    let { request } = question;
    let nothing: AskedCheer = { kind: 'nothing', reason: 'no time was left', laterMs };
    let waitMs: number | null = 0;
    for (let tries = 0; tries < 2 && waitMs !== null; tries++) {
      if (question.until - clock.now() - waitMs < worthAskingMs) break;
      if (waitMs > 0) await wait(waitMs);
      // If the machine slept during the wait, no time may be left: never a negative limit.
      const timeLimit = Math.max(0, Math.min(question.perTryMs, Math.floor(question.until - clock.now())));
      const answer = await generator.generate(request, AbortSignal.timeout(timeLimit));
      if (answer.kind === 'answer') {
        const codes = await wrongWith(answer, question);
        if (codes.length === 0) return { kind: 'said', answer, angle: request.angle };
        nothing = { kind: 'nothing', reason: `checks: ${codes.join(' ')}`, laterMs: null };
        if (codes.includes('unmoderated')) waitMs = null;
        else {
          request = repaired(request, answer, codes, question.angles);
          waitMs = 0;
        }
      } else {
        nothing = {
          kind: 'nothing',
          reason: `${answer.kind}: ${answer.reason}`,
          laterMs: laterAfter(answer),
        };
        waitMs = waitBeforeAskingAgain(answer);
        // The model refused the picture: the second try leaves it out.
        if (answer.reason === 'photo') request = { ...request, photo: null };
      }
      log.info('cheer.refused', { proof: question.proof, reason: nothing.reason });
    }
    return nothing;
  };

  async function wrongWith(
    answer: Answered,
    { request, context }: CheerQuestion,
  ): Promise<readonly string[]> {
    const { lines, evidence, photoSeen } = answer;
    const hard = request.situation === 'hard';
    const failures = checkCheer(lines, { ...context, evidence, photoSeen, hard });
    if (failures.length > 0) return codesOf(failures);
    switch (await guard.mayBeSaid(lines, AbortSignal.timeout(moderateWithinMs))) {
      case 'yes':
        return [];
      case 'no':
        return ['moderated'];
      case 'unknown':
        return ['unmoderated'];
    }
  }
}

const repeats: ReadonlySet<string> = new Set(['tooSimilar', 'notFresh', 'sameOpening']);

/** The request of the second try. After a repetition it takes another angle, and must not repeat the first try either. */
function repaired(
  request: CheerRequest,
  { lines }: Answered,
  codes: readonly string[],
  angles: readonly Angle[],
): CheerRequest {
  if (!codes.some((code) => repeats.has(code))) return { ...request, repair: codes };
  const angle = angles.find((each) => each !== request.angle && each !== 'memory') ?? request.angle;
  const memories = angle === 'memory' ? request.memories : [];
  return { ...request, angle, memories, recent: [lines.join('\n'), ...request.recent], repair: codes };
}

/** Milliseconds until another try is worth it, or null when none is. */
function waitBeforeAskingAgain(answer: Exclude<CheerAnswer, { kind: 'answer' }>): number | null {
  if (answer.kind === 'unusable') return answer.again ? 0 : null;
  // A model that used up its time limit would only use up the rest too.
  if (answer.fatal || answer.reason === 'timeout') return null;
  const waitMs = answer.retryAfterMs ?? shortWaitMs;
  return waitMs <= longestWaitMs ? waitMs : null;
}

/** How long after the template was sent the model may be asked again; null after an unusable answer or a fatal error. */
function laterAfter(answer: Exclude<CheerAnswer, { kind: 'answer' }>): number | null {
  if (answer.kind === 'unusable' || answer.fatal) return null;
  return Math.max(laterMs, answer.retryAfterMs ?? 0);
}

function codesOf(failures: readonly CheckFailure[]): string[] {
  return [...new Set(failures.map(({ code }) => code))];
}
