import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../fakes/model/index.ts';
import { type Case, type Outcome, openTable } from './table.ts';

/**
 * Everything that can go wrong at the model, and what the member is told: from a proof over the true client and a server that
 * behaves so, through the checks and the budget, to the lines that are posted. One failing server each, all at once.
 */
let table: Awaited<ReturnType<typeof openTable>>;
beforeAll(async () => {
  table = await openTable();
});
afterAll(() => table.close());

/** Faults, one for each request; then the server is well. */
const then =
  (...faults: readonly Fault[]): Case['server'] =>
  (model) =>
    model.next(...faults);
const always =
  (fault: Fault, retryAfter = '1'): Case['server'] =>
  (model) => {
    model.always(fault);
    model.retryAfter(retryAfter);
  };
/** A second line that breaks a rule of ours under a good first one, each time. */
const says =
  (line2: string): Case['server'] =>
  (model) =>
    model.answer({
      ...{ situation: 'usual', evidence: [{ source: 'facts', quote: '인증 1일째' }], photoSeen: null },
      ...{ line1: '인증 1일째 기록이 또 한 칸 채워졌어요.', line2 },
    });

/** What a request and its answer of 100 and 10 tokens cost. */
const paid = 150;
type Row = readonly [
  failure: string,
  given: Case,
  expected: {
    /** A template's reason, or the model. */
    readonly says: 'model' | RegExp;
    readonly requests: number;
    /** The model is asked once more, no sooner than this. */
    readonly laterMs?: number;
    /** How many answers were paid for; `held`: some at all that was held back. */
    readonly paid: number | 'held';
    readonly withinMs?: number;
    readonly also?: (outcome: Outcome) => void;
  },
];

/** The second request names what was wrong with the first answer, and nothing of the answer itself. */
const repairs =
  (hint: RegExp) =>
  ({ requests }: Outcome) => {
    expect(requests[0]?.raw).not.toMatch(/could not be used/);
    expect(requests[1]?.raw).toMatch(hint);
    expect(requests[1]?.raw).not.toMatch(/evil\.example|<!channel>/);
  };
/** Little time is left: nobody here wants to wait for all of it. */
const lateAlready = { lateByMs: 12_400 };

const rows: readonly Row[] = [
  ['nothing goes wrong', { server: then() }, { says: 'model', requests: 1, paid: 1 }],

  // Timeout, connection, 5xx: tried again within the time there is, then a template; the model is asked once more later.
  [
    'it never answers',
    { server: always('silent'), ...lateAlready },
    { says: /timeout/, requests: 1, laterMs: 15_000, paid: 'held', withinMs: 4_000 },
  ],
  [
    'it stalls in the middle of its answer',
    { server: always('stall'), ...lateAlready },
    { says: /timeout/, requests: 1, laterMs: 15_000, paid: 'held', withinMs: 4_000 },
  ],
  [
    'it closes early, each time',
    { server: always('earlyClose') },
    { says: /garbled/, requests: 2, laterMs: 15_000, paid: 'held' },
  ],
  ['it closes early, once', { server: then('earlyClose') }, { says: 'model', requests: 2, paid: 'held' }],
  [
    'the connection is lost in the middle, each time',
    { server: always('drop') },
    { says: /connection/, requests: 2, laterMs: 15_000, paid: 'held' },
  ],
  ['the connection is lost, once', { server: then('reset') }, { says: 'model', requests: 2, paid: 'held' }],
  [
    'it answers 500, each time',
    { server: always('serverError') },
    { says: /status500/, requests: 2, laterMs: 15_000, paid: 0 },
  ],
  ['it answers 500, once', { server: then('serverError') }, { says: 'model', requests: 2, paid: 1 }],
  ['it answers 503 and says when', { server: then('overloaded') }, { says: 'model', requests: 2, paid: 1 }],
  [
    'a proxy answers in its place',
    { server: always('gatewayPage') },
    { says: /status502/, requests: 2, laterMs: 15_000, paid: 0 },
  ],
  [
    'a login page answers in its place',
    { server: always('html') },
    { says: /garbled/, requests: 2, laterMs: 15_000, paid: 'held' },
  ],
  [
    'its answer never ends',
    { server: always('endless') },
    { says: /garbled/, requests: 2, laterMs: 15_000, paid: 'held' },
  ],

  // 429 for going too fast: a short Retry-After is waited for, a long one is not.
  ['429, again in a second', { server: then('rateLimit') }, { says: 'model', requests: 2, paid: 1 }],
  [
    '429, again in 90 seconds',
    { server: always('rateLimit', '90') },
    { says: /rateLimited/, requests: 1, laterMs: 85_000, paid: 0, withinMs: 2_000 },
  ],
  [
    '429, again in an hour',
    { server: always('rateLimit', '3600') },
    { says: /rateLimited/, requests: 1, paid: 0, withinMs: 2_000 },
  ],

  // What only the operator can mend: not asked again.
  ['429 for want of credit', { server: always('billing') }, { says: /billing/, requests: 1, paid: 0 }],
  ['the key is revoked', { server: always('unauthorized') }, { says: /unauthorized/, requests: 1, paid: 0 }],
  ['the key may not use it', { server: always('forbidden') }, { says: /forbidden/, requests: 1, paid: 0 }],
  ['there is no such model', { server: always('noModel') }, { says: /noModel/, requests: 1, paid: 0 }],
  ['it redirects', { server: always('redirect') }, { says: /redirect/, requests: 1, paid: 0 }],

  // The picture.
  [
    'it will not take the picture',
    { server: always('badImage'), photo: true },
    {
      says: 'model',
      requests: 2,
      paid: 1,
      also: ({ requests }) =>
        expect(requests.map(({ raw }) => raw.includes('data:image/'))).toEqual([true, false]),
    },
  ],

  // It will not.
  ['it refuses', { server: always('refusal') }, { says: /refusal/, requests: 1, paid: 1 }],
  ['its filter refuses', { server: always('contentFilter') }, { says: /refusal/, requests: 1, paid: 0 }],
  [
    'moderation stops what it wrote, each time',
    { server: then(), guard: { mayBeSaid: async () => 'no' } },
    { says: /moderated/, requests: 2, paid: 2 },
  ],
  [
    'moderation cannot look at what it wrote',
    { server: then(), guard: { mayBeSaid: async () => 'unknown' } },
    { says: /unmoderated/, requests: 1, paid: 1 },
  ],

  // It wrote nothing usable: once more, an answer that had no room with twice the room.
  [
    'its answer had no room, once',
    { server: then('incomplete') },
    {
      says: 'model',
      requests: 2,
      paid: 2,
      also: ({ requests: [first, second] }) =>
        expect(second?.body.max_output_tokens).toBe(2 * Number(first?.body.max_output_tokens)),
    },
  ],
  [
    'its answer never has room',
    { server: always('incomplete') },
    { says: /incomplete/, requests: 2, paid: 2 },
  ],
  ['it says nothing, each time', { server: always('empty') }, { says: /empty/, requests: 2, paid: 2 }],
  ['its JSON is cut, each time', { server: always('badJson') }, { says: /badJson/, requests: 2, paid: 2 }],
  ['its JSON is cut, once', { server: then('badJson') }, { says: 'model', requests: 2, paid: 2 }],
  [
    'its JSON has another shape',
    { server: always('wrongShape') },
    { says: /wrongShape/, requests: 2, paid: 2 },
  ],

  // It broke the rules: one repair with what was wrong, then a template. Nothing is cut to length or mended.
  [
    'its lines are over-long, each time',
    { server: always('overLong') },
    { says: /tooLong/, requests: 2, paid: 2, also: repairs(/shorter lines/) },
  ],
  [
    'its lines are over-long, once',
    { server: then('overLong') },
    { says: 'model', requests: 2, paid: 2, also: repairs(/shorter lines/) },
  ],
  [
    'it speaks another language',
    { server: always('wrongLanguage') },
    { says: /wrongLanguage/, requests: 2, paid: 2, also: repairs(/only the asked language/) },
  ],
  [
    'it mentions, links and scolds',
    { server: always('rude') },
    { says: /mention/, requests: 2, paid: 2, also: repairs(/no link/) },
  ],
  [
    'it speaks 반말',
    { server: says('담찌가 해바라기씨 옆에서 같이 보고 있었어.') },
    { says: /notPolite/, requests: 2, paid: 2, also: repairs(/polite speech in every sentence/) },
  ],
  [
    'it tells a number nobody told it',
    { server: says('벌써 99번이나 이 길을 오셨네요.') },
    { says: /ungroundedNumber/, requests: 2, paid: 2, also: repairs(/only numbers that stand in the data/) },
  ],
  [
    'it speaks of its rules',
    { server: says('제 규칙에 그렇게 적혀 있어요.') },
    { says: /leak/, requests: 2, paid: 2, also: repairs(/nothing about yourself as a program/) },
  ],
  [
    'it says what it said before: another angle and other words are asked for',
    {
      server: then(),
      before: ['인증 1일째 기록이 또 한 칸 채워졌어요.', '담찌가 해바라기씨 옆에서 같이 보고 있었어요.'],
    },
    {
      says: /tooSimilar|notFresh|sameOpening/,
      requests: 2,
      paid: 2,
      also: (outcome) => {
        repairs(/than before|new words/)(outcome);
        const [first, second] = outcome.requests.map(({ raw }) => {
          // The part before it holds the examples.
          const [, data = ''] = raw.split('<proof-');
          const told = (pattern: RegExp) => pattern.exec(data)?.[1];
          return { angle: told(/\\"angle\\":\\"(\w+)/), avoid: told(/\\"avoid\\":\[(.*?)\]/) };
        });
        expect(second?.angle).toMatch(/^\w+$/);
        expect(second?.angle).not.toBe(first?.angle);
        expect(second?.avoid?.length).toBeGreaterThan(first?.avoid?.length ?? 0);
      },
    },
  ],

  // Money.
  [
    'the budget is nearly gone, and there is a picture',
    { server: then(), photo: true, spentBefore: 850_000 },
    {
      says: 'model',
      requests: 1,
      paid: 1,
      also: ({ requests }) => {
        expect(requests[0]?.raw).not.toContain('data:image/');
        expect(requests[0]?.raw).not.toContain('The picture is the member photo');
      },
    },
  ],
  ['the budget is gone', { server: then(), cap: 10 }, { says: /budget/, requests: 0, paid: 0 }],
];

describe.concurrent('when', () => {
  test.each(rows)('%s', async (_failure, given, expected) => {
    const outcome = await table.write(given);
    if (expected.says === 'model') expect(outcome).toMatchObject({ source: 'model', reason: null });
    else {
      expect(outcome.source).toBe('template');
      expect(outcome.reason).toMatch(expected.says);
    }
    expect(outcome.requests).toHaveLength(expected.requests);
    expect(outcome.lines.every((line) => line.length > 5)).toBe(true);
    expect(outcome.stillThere).toBe(0);
    // Whatever was held back is settled.
    expect(outcome.budget.reserved).toBe(0);
    if (expected.paid === 'held') expect(outcome.budget.spent).toBeGreaterThan(paid);
    else expect(outcome.budget.spent).toBe(expected.paid * paid);
    if (expected.laterMs === undefined) expect(outcome.laterMs).toBeNull();
    else expect(outcome.laterMs).toBeGreaterThan(expected.laterMs);
    expect(outcome.tookMs).toBeLessThan(expected.withinMs ?? 10_000);
    expected.also?.(outcome);
  });
});

test('each of them is posted, once, as it was written', async () => {
  const posted = await table.posted();
  expect(posted).toHaveLength(rows.length);
  for (const { stored, said, times } of posted) {
    expect(times).toBe(1);
    expect(said).toEqual(stored);
  }
});
