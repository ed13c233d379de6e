import type { Character, TemplateLines } from '../characters/character.ts';
import { hash } from '../hash.ts';
import type { Locale } from '../model/locale.ts';
import { type CheckContext, checkCheer } from './checks/index.ts';
import { novelty } from './checks/novelty.ts';
import type { Situation } from './situation.ts';

/** The facts that fill a template's placeholders. */
export type TemplateFacts = {
  /** The member's number of days done, today included: `{n}`. Null where it may not be told: no template with it is chosen. */
  readonly daysDone: number | null;
  /** The challenge's title: `{challenge}`. Null where it may not be told: it is then "this challenge". */
  readonly title: string | null;
};

/** What a template is chosen by. */
export type TemplateRequest = {
  readonly character: Character;
  readonly locale: Locale;
  readonly situation: Situation;
  readonly facts: TemplateFacts;
  /** This member's last cheers, newest first, each two lines joined by a newline. Only the first 20 are compared. */
  readonly recent: readonly string[];
  /** Makes the choice repeatable: the same seed and facts give the same cheer. */
  readonly seed: string;
  /** `shortest`: tries shorter templates first, for members who chose the short tone. */
  readonly prefer?: 'any' | 'shortest';
};

/** A filled template. */
export type TemplateCheer = {
  readonly lines: readonly [string, string];
  /** E.g. 'damjji/ko/usual/3'. For logs only: the number is the position in the file and changes with it. */
  readonly templateId: string;
};

const RECENT = 20;

/** Replaces a title that would make a line fail the checks: too long, another script, a question, a link. */
const ANY_CHALLENGE: Readonly<Record<Locale, string>> = {
  ko: '이번 챌린지',
  en: 'this challenge',
  ja: 'このチャレンジ',
};

/** The words of a line before a place where a sentence begins, which has a capital. */
const SENTENCE_BEGINS = /(^|[.!?…]\s+)$/;

/**
 * Chooses a hand-written cheer for the situation. It is none of the member's last 20 cheers as long as the character has another,
 * and preferably one that passes every check of a model's cheer too (unlike earlier ones, with another opening). On hard days only
 * templates of comfort are used: when all were said, the one said longest ago is repeated. Throws if the character has no template.
 */
export function chooseTemplate(request: TemplateRequest): TemplateCheer {
  const { situation, locale } = request;
  const recent = request.recent.slice(0, RECENT);
  const own = shuffled(request, situation);
  // On a hard day repeated comfort is better than a cheerful usual template.
  const others = situation === 'usual' || situation === 'hard' ? [] : shuffled(request, 'usual');
  const all =
    request.prefer === 'shortest' ? [...shortestFirst(own), ...shortestFirst(others)] : [...own, ...others];
  const context = templateContext(request, recent);
  const unsaid: TemplateCheer[] = [];
  for (const { template, templateId } of all) {
    const cheer = { lines: fillTemplate(template, request), templateId };
    if (checkCheer(cheer.lines, context).length === 0) return cheer;
    if (lastSaid(cheer.lines, recent, locale) === -1) unsaid.push(cheer);
  }
  return unsaid[0] ?? longestAgo(all, request, recent);
}

/** Fills a template's placeholders. No title, or one with which a line fails the checks, is replaced by "this challenge". */
export function fillTemplate(
  template: TemplateLines,
  request: Pick<TemplateRequest, 'character' | 'locale' | 'facts'>,
): readonly [string, string] {
  const { title } = request.facts;
  const named = title === null ? null : fill(template, request.facts, () => title.trim());
  if (named && checkCheer(named, templateContext(request, [])).length === 0) return named;
  return fill(template, request.facts, (before) => anyChallenge(request.locale, before));
}

/** "This challenge" as it is written after these words of its line. */
function anyChallenge(locale: Locale, before: string): string {
  const name = ANY_CHALLENGE[locale];
  return SENTENCE_BEGINS.test(before) ? `${name.charAt(0).toUpperCase()}${name.slice(1)}` : name;
}

/** The context in which templates are checked: no evidence, and no facts besides those of the placeholders. */
export function templateContext(
  request: Pick<TemplateRequest, 'character' | 'locale' | 'facts'>,
  recent: readonly string[],
): CheckContext {
  return {
    locale: request.locale,
    proofText: '',
    photoSeen: null,
    title: request.facts.title ?? '',
    facts: request.facts.daysDone === null ? [] : [String(request.facts.daysDone)],
    memories: [],
    names: [],
    sounds: request.character.sounds[request.locale],
    recent,
    evidence: null,
  };
}

function fill(
  [first, second]: TemplateLines,
  facts: TemplateFacts,
  titleAfter: (before: string) => string,
): readonly [string, string] {
  const put = (line: string) =>
    line.replaceAll(/\{(challenge|n)\}/g, (_, name: string, at: number) =>
      name === 'n' ? String(facts.daysDone) : titleAfter(line.slice(0, at)),
    );
  return [put(first), put(second)];
}

type Ranked = { readonly template: TemplateLines; readonly templateId: string; readonly rank: number };

function shuffled(
  { character, locale, seed, facts }: TemplateRequest,
  situation: Situation,
): readonly Ranked[] {
  return character.templates[locale][situation]
    .map((template, index) => {
      const templateId = `${character.id}/${locale}/${situation}/${index + 1}`;
      return { template, templateId, rank: hash(`${seed}|${templateId}`) };
    })
    .filter(({ template }) => facts.daysDone !== null || !template.join().includes('{n}'))
    .sort((a, b) => a.rank - b.rank);
}

/** Sorts by length; templates of equal length keep their order. */
function shortestFirst(templates: readonly Ranked[]): readonly Ranked[] {
  const length = ({ template }: Ranked) => template.join('').length;
  return [...templates].sort((a, b) => length(a) - length(b));
}

/** The cheer said longest ago, for when the member has recently read every template. */
function longestAgo(
  all: readonly Ranked[],
  request: TemplateRequest,
  recent: readonly string[],
): TemplateCheer {
  const said = all.map(({ template, templateId }) => {
    const lines = fillTemplate(template, request);
    return { lines, templateId, ago: lastSaid(lines, recent, request.locale) };
  });
  const [oldest] = said.sort((a, b) => b.ago - a.ago);
  if (!oldest)
    throw new Error(`Character ${request.character.id} has no templates; give it at least one usual one.`);
  return { lines: oldest.lines, templateId: oldest.templateId };
}

/** How many cheers ago these lines were said, ignoring the digits in them; -1 when they are not among the recent ones. */
function lastSaid(lines: readonly string[], recent: readonly string[], locale: Locale): number {
  return recent.findIndex((earlier) => novelty(lines.join('\n'), [earlier], locale).worst === 1);
}
