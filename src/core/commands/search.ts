import { type Action, fitsButton, type Reply } from '../actions.ts';
import type { InboundAction, InboundCommand } from '../inbound.ts';
import type { CivilDay } from '../model/day.ts';
import type { ChallengeId } from '../model/ids.ts';
import { isSearchable, searchWords } from '../record/excerpt.ts';
import { pageAt, pageButtons, recordCard, recordsPerPage } from '../record/record-card.ts';
import { meantChallenge } from './meant-challenge.ts';
import { type ReadDay, readDay } from './read-day.ts';
import { type Asked, asking, type CommandDeps, problem } from './run.ts';

type Shown = Extract<Action, { do: 'search' }>;

/** `/search`: finds the asker's own proofs by their words, from two characters on. */
export function search(deps: CommandDeps, event: InboundCommand): Promise<Reply> {
  return asking(deps, event, async (tx, asked) => {
    const { words = '', challenge: name, from, to } = event.options;
    const [first, last] = [from, to].map((typed) => readEnd(typed, asked.today));
    if (first?.kind === 'noSuchDate') return problem(asked.texts.records.noSuchPeriod(first.text));
    if (last?.kind === 'noSuchDate') return problem(asked.texts.records.noSuchPeriod(last.text));
    const days = { from: first?.day ?? null, to: last?.day ?? null };
    if (days.from && days.to && days.to < days.from) return problem(asked.texts.answer.endBeforeStart());
    const searchIn = (challenge: ChallengeId): Shown => ({
      do: 'search',
      offset: 0,
      challenge,
      ...days,
      words,
    });
    const found =
      name === undefined
        ? null
        : await meantChallenge(tx, asked, name, {
            // Very long words leave no room in a button: then the member is asked to type the challenge's name.
            ...(fitsButton(searchIn(someChallenge)) ? { offer: searchIn } : {}),
            overByName: true,
            left: true,
          });
    if (found && !found.ok) return found.reply;
    const challenge = found?.challenge.id ?? null;
    return () => shown(deps, asked, { do: 'search', offset: 0, challenge, ...days, words });
  });
}

/** A stand-in to measure buttons with: all challenge ids have this length. */
const someChallenge = '00000000-0000-0000-0000-000000000000' as ChallengeId;

/** Reads one end of the period as people type it; null when none was given. */
function readEnd(typed: string | undefined, today: CivilDay): ReadDay | null {
  return typed === undefined || typed.trim() === '' ? null : readDay(typed, today, 'past');
}

/** Another page of the results, from a button. */
export function searchPage(deps: CommandDeps, event: InboundAction, page: Shown): Promise<Reply> {
  return asking(deps, event, async (_, asked) => () => shown(deps, asked, page));
}

async function shown(deps: CommandDeps, asked: Asked, page: Shown): Promise<Reply> {
  const { member, texts, event } = asked;
  const words = searchWords(page.words);
  if (!isSearchable(words)) return problem(texts.records.tooShort());
  const { challenge, from, to, offset } = page;
  const found = await deps.records.proofs(
    { member: member.id, challenge, from, to, words },
    { offset, limit: recordsPerPage + 1 },
  );
  const said = words.join(' ');
  if (found.length === 0) return problem(texts.records.nothingFound(said));
  const at = (start: number): Shown => ({ ...page, offset: start, words: said });
  // Very long words leave no room in the page buttons: then only the first page is shown.
  const hasPages = fitsButton(at(999_999));
  const view = recordCard({
    title: texts.records.found(said),
    found,
    words,
    buttons: hasPages ? pageButtons(pageAt(offset, found.length), texts, at) : [],
    texts,
    linkTo: (message) => deps.linkTo(event.platform, message),
  });
  return { kind: 'message', view };
}
