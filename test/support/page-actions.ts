import type { Action } from '../../src/core/actions.ts';
import type { CivilDay } from '../../src/core/model/day.ts';
import type { ChallengeId, MemberId, ProofId } from '../../src/core/model/ids.ts';

const challenge = '0192f0c1-2345-7000-8000-000000000000' as ChallengeId;
const proof = '0192f0c1-2345-7000-8000-000000000001' as ProofId;
const until = '2026-10-31' as CivilDay;

/** One of every action that turns a page; that none is missing, Discord's test of pages holds against `actionTraits`. */
export const pageActions = {
  why: { do: 'why', challenge, until },
  calendar: { do: 'calendar', challenge: null, of: '2026-10' },
  board: { do: 'board', challenge, by: 'longest' },
  records: { do: 'records', challenge: null, of: null, offset: 10 },
  search: { do: 'search', offset: 10, challenge: null, from: null, to: null, words: '오늘 5km' },
  log: { do: 'log', challenge: null, offset: 10 },
  nudgeLog: { do: 'nudgeLog', until },
  forDay: { do: 'forDay', proof, challenge, day: until },
  palCharacter: { do: 'palCharacter', character: 'mungchi' },
  palTone: { do: 'palTone', tone: 'short' },
  eraseMe: { do: 'eraseMe', member: challenge as string as MemberId },
  keepMe: { do: 'keepMe' },
} as const satisfies Record<string, Action>;
