import type { Guard } from '../care/guard.ts';
import type { Clock, Log } from '../ports.ts';
import type { Angle } from './angle.ts';
import { type CheckContext, type CheckFailure, checkCheer } from './checks/index.ts';
import type { CheerAnswer, CheerGenerator, CheerRequest } from './generator.ts';

export interface AskForCheerDeps {
  readonly generator: CheerGenerator;
  /** Looks at what was written before it is said. */
  readonly guard: Pick<Guard, 'mayBeSaid'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
}

/** One cheer to be asked for. */
export interface CheerQuestion {
  readonly proof: string;
  readonly request: CheerRequest;
  /** The angle of the first try, and those to turn to where it said what was said before. */
  readonly angles: readonly Angle[];
  /** What an answer is held against, besides its own evidence. */
  readonly context: Omit<CheckContext, 'evidence' | 'photoSeen'>;
  /** Nothing is asked so late that it could not end before this (milliseconds since 1970). */
  readonly until: number;
  /** The most milliseconds that one try may take. */
  readonly perTryMs: number;
}

export type AskedCheer =
  | { readonly kind: 'said'; readonly answer: Answered; readonly angle: Angle }
  /** `laterMs`: the model may answer after so long; null: asking for this one again is no use. */
  | { readonly kind: 'nothing'; readonly reason: string; readonly laterMs: number | null };

type Answered = Extract<CheerAnswer, { kind: 'answer' }>;

/** Too little time left for a model to answer. */
const worthAskingMs = 1_500;
/** Before asking a model again that was not reached and did not say when. */
const shortWaitMs = 500;
/** Waiting longer for a model is not worth it: a template is as warm and there now. */
const longestWaitMs = 5_000;
/** A model that did not answer in time has this long to come to itself. */
const laterMs = 20_000;
const moderateWithinMs = 2_500;

/**
 * Asks the model for a cheer and checks the answer in code; what fails gets one repair, told by reason codes, and one that
 * repeats what was said before also another angle. Two tries in all. Never throws.
 */
export function createAskForCheer({ generator, guard, clock, log, wait }: AskForCheerDeps) {
  return async function askForCheer(question: CheerQuestion): Promise<AskedCheer> {
    let { request } = question;
    let nothing: AskedCheer = { kind: 'nothing', reason: 'no time was left', laterMs };
    let waitMs: number | null = 0;
    for (let tries = 0; tries < 2 && waitMs !== null; tries++) {
      if (question.until - clock.now() - waitMs < worthAskingMs) break;
      if (waitMs > 0) await wait(waitMs);
      // A machine that slept meanwhile may have no time left at all.
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
        // A picture the model will not take is left out.
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

/** The second try. One that repeated something turns to another angle, and may not open as the first did either. */
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
  // A model that let its whole time pass would only let the rest pass too.
  if (answer.fatal || answer.reason === 'timeout') return null;
  const waitMs = answer.retryAfterMs ?? shortWaitMs;
  return waitMs <= longestWaitMs ? waitMs : null;
}

/** When the model may be asked once a template has spoken. What it answered badly it is not asked again. */
function laterAfter(answer: Exclude<CheerAnswer, { kind: 'answer' }>): number | null {
  if (answer.kind === 'unusable' || answer.fatal) return null;
  return Math.max(laterMs, answer.retryAfterMs ?? 0);
}

function codesOf(failures: readonly CheckFailure[]): string[] {
  return [...new Set(failures.map(({ code }) => code))];
}
