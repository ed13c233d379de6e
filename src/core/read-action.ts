import { type Action, boardOrders, challengeActions, formParts, nothing } from './actions.ts';
import { characters, tones } from './characters/index.ts';
import { deadCauses } from './dead-letters/store.ts';
import { parseDay } from './model/day.ts';
import type { ChallengeId, MemberId, ProofId } from './model/ids.ts';
import { laters } from './nudge/personal/settings.ts';
import { summaryKinds } from './nudge/summary/period.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const month = /^\d{4}(-(0[1-9]|1[0-2]))?$/;

/** Reads what a platform sent back; null for anything we did not write. Whether the member may do it is decided later. */
export function parseAction(id: string): Action | null {
  if (id.startsWith('1:search:')) return parseSearch(id);
  const [version, name, a, b, c, ...rest] = id.split(':');
  if (version !== '1' || rest.length > 0) return null;
  const count = [a, b, c].filter((argument) => argument !== undefined).length;
  const challenge = a !== undefined && uuid.test(a) ? (a as ChallengeId) : null;
  const takes = (arguments_: number) => count === arguments_;

  const onChallenge = challengeActions.find((known) => known === name);
  if (onChallenge) return challenge && takes(1) ? { do: onChallenge, challenge } : null;
  const part = formParts.find((known) => known === b);
  switch (name) {
    case 'createChallenge':
    case 'openCreateForm': {
      if (count === 0) return { do: name };
      const template = /^[a-z]{1,20}$/.test(a ?? '') ? { template: a ?? '' } : null;
      if (takes(1)) return template && { do: name, ...template };
      if (name === 'createChallenge' || !takes(2) || !isUuid(b)) return null;
      return a === nothing ? { do: name, typed: b } : template && { do: name, ...template, typed: b };
    }
    case 'edit':
      if (!challenge || !part) return null;
      if (takes(3)) return isUuid(c) ? { do: name, challenge, part, typed: c } : null;
      return takes(2) ? { do: name, challenge, part } : null;
    case 'saveEdit': {
      const seen = whole(c);
      return challenge && part && seen !== null ? { do: name, challenge, part, version: seen } : null;
    }
    case 'applyEdit':
      return challenge && isUuid(b) && takes(2) ? { do: name, challenge, change: b } : null;
    case 'choose':
      return isUuid(a) && isUuid(b) && takes(2)
        ? { do: name, proof: a as ProofId, challenge: b as ChallengeId }
        : null;
    case 'palCharacter': {
      const character = characters.find(({ id }) => id === a);
      if (!takes(1) || (!character && a !== nothing)) return null;
      return { do: name, character: character?.id ?? null };
    }
    case 'palTone': {
      const tone = tones.find((known) => known === a);
      return tone && takes(1) ? { do: name, tone } : null;
    }
    case 'forget':
      return isUuid(a) && takes(1) ? { do: name, proof: a as ProofId } : null;
    case 'nudgeForm':
    case 'nudgeSave':
    case 'nudgeNo':
      return takes(0) ? { do: name } : null;
    case 'nudgeLater':
    case 'nudgeRest': {
      const day = parseDay(b ?? '');
      return isUuid(a) && day && takes(2) ? { do: name, member: a as MemberId, day } : null;
    }
    case 'nudgeAgain': {
      const day = parseDay(b ?? '');
      const later = laters.find((minutes) => String(minutes) === c);
      return isUuid(a) && day && later ? { do: name, member: a as MemberId, day, in: later } : null;
    }
    case 'nudgeOff':
      return isUuid(a) && takes(1) ? { do: name, member: a as MemberId } : null;
    case 'why': {
      const until = parseDay(b ?? '');
      return challenge && until && takes(2) ? { do: name, challenge, until } : null;
    }
    case 'calendar':
      return (challenge || a === nothing) && b !== undefined && month.test(b) && takes(2)
        ? { do: name, challenge, of: b }
        : null;
    case 'board': {
      const by = boardOrders.find((known) => known === b);
      return challenge && by && takes(2) ? { do: name, challenge, by } : null;
    }
    case 'records': {
      const offset = whole(c);
      const of = b === nothing ? null : (b ?? '');
      return (challenge || a === nothing) && (of === null || month.test(of)) && offset !== null
        ? { do: name, challenge, of, offset }
        : null;
    }
    case 'summary': {
      const kind = summaryKinds.find((known) => known === b);
      return challenge && kind && (c === 'on' || c === 'off')
        ? { do: name, challenge, kind, on: c === 'on' }
        : null;
    }
    case 'nudgeLog': {
      const until = parseDay(a ?? '');
      return until && takes(1) ? { do: name, until } : null;
    }
    case 'log': {
      const offset = whole(b);
      return (challenge || a === nothing) && offset !== null && takes(2)
        ? { do: name, challenge, offset }
        : null;
    }
    case 'redrive': {
      const cause = deadCauses.find((known) => known === a);
      return cause && takes(1) ? { do: name, cause } : null;
    }
    case 'excuseDays':
    case 'keepDays':
      return isUuid(a) && takes(1) ? { do: name, outage: a } : null;
    case 'appeal':
    case 'sendAppeal':
      return isUuid(a) && takes(1) ? { do: name, audit: a } : null;
    default:
      return null;
  }
}

function isUuid(text: string | undefined): text is string {
  return text !== undefined && uuid.test(text);
}

function whole(text: string | undefined): number | null {
  return text !== undefined && /^(0|[1-9]\d{0,5})$/.test(text) ? Number(text) : null;
}

/** The words come last, so that they may hold anything. */
function parseSearch(id: string): Action | null {
  const [, , at, challenge = '', from = '', to = '', ...words] = id.split(':');
  const offset = whole(at);
  const days = [from, to].map((text) => (text === nothing ? null : parseDay(text)));
  const isWrong = (challenge !== nothing && !uuid.test(challenge)) || offset === null || words.length === 0;
  if (isWrong || (from !== nothing && !days[0]) || (to !== nothing && !days[1])) return null;
  return {
    do: 'search',
    offset,
    challenge: challenge === nothing ? null : (challenge as ChallengeId),
    from: days[0] ?? null,
    to: days[1] ?? null,
    words: words.join(':'),
  };
}
