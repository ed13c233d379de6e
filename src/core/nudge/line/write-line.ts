import type { Guard } from '../../care/guard.ts';
import { characterOf } from '../../characters/index.ts';
import { reasonOf } from '../../errors.ts';
import type { LanguageModel, ModelPayer } from '../../language-model.ts';
import type { Instant } from '../../model/day.ts';
import type { Locale } from '../../model/locale.ts';
import type { Clock, Log } from '../../ports.ts';
import { lineFailures } from './checks.ts';
import { lineFacts, linePrompt, linePromptVersion, lineWireSchema, type SpokenSituation } from './prompt.ts';

/** A nudge has to come on time, so a line is waited for no longer than this. */
const usualMs = 5_000;
/** A model that did not answer is not asked again for this long, so that a thousand channels do not each wait for it. */
const restMs = 60_000;
const maxTokens = 160;
const ofBudget: readonly string[] = ['budget', 'memberLimit'];

/** What a line is asked for. */
export interface LineRequest {
  readonly payer: ModelPayer;
  readonly locale: Locale;
  /** The character that speaks there (core/characters). */
  readonly character: string;
  readonly title: string;
  readonly situation: SpokenSituation;
  /** The lines the channel got last, newest first. */
  readonly recent: readonly string[];
}

export interface LineDeps {
  readonly model: LanguageModel;
  readonly guard: Pick<Guard, 'mayBeSaid'>;
  /** Makes a new unguessable word for each question. */
  readonly nonce: () => string;
  readonly clock: Clock;
  readonly log: Log;
  /** How long to wait for a line; five seconds by default. */
  readonly withinMs?: number;
}

/**
 * Returns a line to use in place of the template's sentence, or null when the template is to be used. Never throws and takes 5 s
 * at most.
 */
export type WriteLine = (request: LineRequest) => Promise<string | null>;

/**
 * Asks the model once for one line about what is true in a channel, and checks the answer. Of what members wrote, the model is
 * told only the challenge's title.
 */
export function createWriteLine(deps: LineDeps): WriteLine {
  const { model, guard, nonce, clock, log, withinMs = usualMs } = deps;
  let restUntil: Instant = Number.NEGATIVE_INFINITY;

  return async function writeLine(request) {
    if (clock.now() < restUntil) return null;
    const signal = AbortSignal.timeout(withinMs);
    try {
      // A client that ignores the signal is not waited for either.
      const said = await Promise.race([ask(request, signal), overdue(signal)]);
      if (said.line === null) log.info('nudge.line_refused', { reason: said.reason });
      return said.line;
    } catch (error) {
      restUntil = clock.now() + restMs;
      log.warn('nudge.line_failed', { reason: reasonOf(error) });
      return null;
    }
  };

  function overdue(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  }

  async function ask(
    { payer, locale, title, situation, recent, character: id }: LineRequest,
    signal: AbortSignal,
  ): Promise<{ readonly line: string } | { readonly line: null; readonly reason: string }> {
    const character = characterOf(id);
    const answer = await model.ask(
      {
        purpose: 'nudge',
        payer,
        ...linePrompt({ character, locale, title, situation, recent, nonce: nonce() }),
        photo: null,
        shape: 'nudge',
        schema: lineWireSchema,
        maxTokens,
        cacheKey: `${linePromptVersion}:${character.id}:${locale}`,
      },
      signal,
    );
    if (answer.kind !== 'answer') {
      // A spent budget concerns this workspace alone, so the model is still asked for others.
      if (answer.kind === 'unavailable' && !ofBudget.includes(answer.reason))
        restUntil = clock.now() + restMs;
      return { line: null, reason: `${answer.kind}: ${answer.reason}` };
    }
    const line = answer.value.line.trim();
    const facts = lineFacts(situation, locale);
    const failures = lineFailures(line, { locale, title, facts, sounds: character.sounds[locale], recent });
    if (failures.length > 0) return { line: null, reason: `checks: ${failures.join(' ')}` };
    const verdict = await guard.mayBeSaid([line], signal);
    return verdict === 'yes' ? { line } : { line: null, reason: `guard: ${verdict}` };
  }
}
