import { expect, test } from 'vitest';
import { createComposeAnswer } from '../../../src/core/talk/answer.ts';
import type { Restraint, TurnContext } from '../../../src/core/talk/store.ts';
import { wordsAlone } from '../../support/guard.ts';
import { quietLog } from '../../support/quiet.ts';

const compose = createComposeAnswer({
  guard: wordsAlone,
  model: null,
  nonce: () => 'nonce',
  clock: { now: () => 0, monotonic: () => 0 },
  log: quietLog,
});

function turnThatSays(text: string, restraint: Restraint | null = null): TurnContext {
  return {
    turn: 'turn-1' as TurnContext['turn'],
    try: 1,
    workspace: 'workspace-1' as TurnContext['workspace'],
    workspaceRef: 'T1' as TurnContext['workspaceRef'],
    member: {
      ...{ id: 'member-1' as TurnContext['member']['id'], ref: 'U1' as TurnContext['member']['ref'] },
      name: '지민',
    },
    locale: 'ko',
    zone: 'Asia/Seoul',
    tone: 'warm',
    character: 'damjji',
    house: 'damjji',
    restraint,
    message: 'message-1' as TurnContext['message'],
    text,
    at: 0,
    proof: null,
    earlier: [],
    recent: [],
    lastCare: null,
  };
}

test.each([
  ['a short message', '담찌야 나 죽고 싶어요'],
  ['the middle of a long one', `${'달렸어요. '.repeat(200)}죽고 싶어요. ${'걸었어요. '.repeat(200)}`],
])('a crisis in %s is no talk, however many turns there were', async (_, text) => {
  for (const restraint of [null, 'overLimit', 'enough'] as const) {
    expect(await compose(turnThatSays(text, restraint), { called: true })).toEqual({
      kind: 'care',
      what: 'selfHarm',
    });
  }
});
