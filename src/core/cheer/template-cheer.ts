import type { Character, TemplateLines } from '../characters/character.ts';
import { hash } from '../hash.ts';
import type { Locale } from '../model/locale.ts';
import { type CheckContext, checkCheer } from './checks/index.ts';
import { novelty } from './checks/novelty.ts';
import type { Situation } from './situation.ts';

/** The true facts a template may be filled with. */
export type TemplateFacts = {
  /** Which day of check-ins this is. */
  readonly daysDone: number;
  /** The challenge's title. */
  readonly title: string;
};

export type TemplateRequest = {
  readonly character: Character;
  readonly locale: Locale;
  readonly situation: Situation;
  readonly facts: TemplateFacts;
  /** This member's last cheers, newest first, each two lines joined by a newline. The first 20 are looked at. */
  readonly recent: readonly string[];
  /** Names the choice: the same seed and facts give the same cheer. */
  readonly seed: string;
  /** `shortest`: the short ones first, for who wants few words. */
  readonly prefer?: 'any' | 'shortest';
};

export type TemplateCheer = {
  readonly lines: readonly [string, string];
  /** e.g. 'damjji/ko/usual/3'; for logs, not for keeping: numbers follow the order in the file. */
  readonly templateId: string;
};

const RECENT = 20;

/** What stands for a title that would break a line: too long, another script, a question, a link. */
const ANY_CHALLENGE: Readonly<Record<Locale, string>> = {
  ko: '이번 챌린지',
  en: 'This challenge',
  ja: 'このチャレンジ',
};

/**
 * A hand-written cheer for this situation, never one of the member's last 20 while the character has another.
 * Prefers one that also passes every check a model's cheer passes (unlike the others, opening differently). On hard days the
 * comfort said longest ago comes again rather than anything else.
 */
export function chooseTemplate(request: TemplateRequest): TemplateCheer {
  const { situation, locale } = request;
  const recent = request.recent.slice(0, RECENT);
  const own = shuffled(request, situation);
  // Comfort said again beats good cheer on a hard day.
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

/** A template with its facts in place. A title that does not fit the line is replaced by a plain word for it. */
export function fillTemplate(
  template: TemplateLines,
  request: Pick<TemplateRequest, 'character' | 'locale' | 'facts'>,
): readonly [string, string] {
  const named = fill(template, request.facts, request.facts.title.trim());
  if (checkCheer(named, templateContext(request, [])).length === 0) return named;
  return fill(template, request.facts, ANY_CHALLENGE[request.locale]);
}

/** What a template is held against: it claims no evidence and knows only the facts it is filled with. */
export function templateContext(
  request: Pick<TemplateRequest, 'character' | 'locale' | 'facts'>,
  recent: readonly string[],
): CheckContext {
  return {
    locale: request.locale,
    proofText: '',
    photoSeen: null,
    title: request.facts.title,
    facts: [String(request.facts.daysDone)],
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
  title: string,
): readonly [string, string] {
  const put = (line: string) =>
    line.replaceAll(/\{(challenge|n)\}/g, (_, name) => (name === 'n' ? String(facts.daysDone) : title));
  return [put(first), put(second)];
}

type Ranked = { readonly template: TemplateLines; readonly templateId: string; readonly rank: number };

function shuffled({ character, locale, seed }: TemplateRequest, situation: Situation): readonly Ranked[] {
  return character.templates[locale][situation]
    .map((template, index) => {
      const templateId = `${character.id}/${locale}/${situation}/${index + 1}`;
      return { template, templateId, rank: hash(`${seed}|${templateId}`) };
    })
    .sort((a, b) => a.rank - b.rank);
}

/** By length; of one length, in the order they come. */
function shortestFirst(templates: readonly Ranked[]): readonly Ranked[] {
  const length = ({ template }: Ranked) => template.join('').length;
  return [...templates].sort((a, b) => length(a) - length(b));
}

/** For a character that has said everything it knows. */
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

/** How many cheers ago these lines were said, whatever the number in them; -1 when not among the recent ones. */
function lastSaid(lines: readonly string[], recent: readonly string[], locale: Locale): number {
  return recent.findIndex((earlier) => novelty(lines.join('\n'), [earlier], locale).worst === 1);
}
