import { describe, expect, it, test } from 'vitest';
import { createGuard } from '../../../src/core/care/create-guard.ts';
import type { Guard, GuardVerdict } from '../../../src/core/care/guard.ts';
import { damjji } from '../../../src/core/characters/damjji/index.ts';
import { characters } from '../../../src/core/characters/index.ts';
import type { CheerAnswer, CheerRequest } from '../../../src/core/cheer/generator.ts';
import type { CheerContext } from '../../../src/core/cheer/store.ts';
import type { WriteCheerDeps } from '../../../src/core/cheer/write-cheer.ts';
import type { Remembered } from '../../../src/core/memory/store.ts';
import { LOCALES } from '../../../src/core/model/locale.ts';
import { cheering } from '../../support/cheering.ts';
import { guardThatSays, wordsAlone } from '../../support/guard.ts';
import { cheerContext, memoryCheers } from './cheer-store.ts';

const fine: CheerAnswer = {
  kind: 'answer',
  lines: ['한강에서 5km를 꾹꾹 밟아 오셨네요!', '바람 소리까지 같이 들은 기분이에요.'],
  evidence: [{ source: 'text', quote: '한강에서 5km' }],
  photoSeen: null,
  model: 'm',
};
const limited = (retryAfterMs: number): CheerAnswer => ({
  kind: 'unavailable',
  reason: 'rateLimited',
  retryAfterMs,
  fatal: false,
});
const slow: CheerAnswer = { kind: 'unavailable', reason: 'timeout', retryAfterMs: null, fatal: false };

/** Writes one cheer before a model that answers as it is told, and keeps what it was asked. */
function stage(changes: Partial<CheerContext> = {}, answers: readonly CheerAnswer[] = [fine]) {
  const context = cheerContext(changes);
  const cheers = memoryCheers(context);
  const clock = { time: 0, now: () => clock.time, monotonic: () => clock.time };
  const asked: CheerRequest[] = [];
  const generator = {
    async generate(request: CheerRequest) {
      asked.push(request);
      return answers[asked.length - 1] ?? answers.at(-1)!;
    },
  };
  const run = (deps: Partial<WriteCheerDeps> = {}) =>
    cheering({ cheers, clock, generator, wait: async () => undefined, ...deps });
  return { context, cheers, clock, asked, run };
}

describe('the guard looks first', () => {
  test.each([
    ['a crisis', '오늘도 달렸어요. 그런데 자꾸 죽고 싶어요'],
    [
      'one in the middle of a long text',
      `${'달렸어요. '.repeat(200)}죽고 싶어요. ${'걸었어요. '.repeat(200)}`,
    ],
  ])('%s that the words tell by themselves is sent to nobody', async (_, text) => {
    const { run, context, asked } = stage({ text });
    let sent = 0;
    const { writeCheer, cared } = run({
      guard: createGuard({
        moderator: { moderate: async () => ({ kind: 'none', reason: `${++sent}` }) },
        decider: { decide: async () => ({ kind: 'none', reason: `${++sent}`, used: false }) },
      }),
      recall: async () => {
        sent++;
        return [];
      },
    });
    await writeCheer(context.proof);
    expect(cared).toEqual(['selfHarm']);
    expect([sent, asked.length]).toEqual([0, 0]);
  });

  test.each(['selfHarm', 'eatingDisorder', 'abuse', 'crisisOfAnother'] as const)(
    '%s: nothing is written, asked or kept; care takes over',
    async (what) => {
      for (const tone of ['warm', 'emoji', 'silent'] as const) {
        const { run, context, cheers, asked } = stage({ tone });
        const { writeCheer, cared } = run({ guard: guardThatSays({ kind: 'care', what }) });
        await writeCheer(context.proof);
        expect(cared).toEqual([what]);
        expect([...cheers.stored, ...cheers.silences, ...asked]).toEqual([]);
      }
    },
  );

  test.each([
    ['a crisis only its models find', { kind: 'care', what: 'selfHarm' }],
    ['what it would not have answered freely', { kind: 'noFreeText', why: 'flagged', hard: false }],
  ] as const)('%s is not even compared with the past', async (_, verdict) => {
    const { run, context } = stage({ text: '돌멩이처럼 가라앉는 중이에요' });
    let compared = 0;
    const recall = async () => {
      compared++;
      return [];
    };
    await run({ guard: guardThatSays(verdict), recall }).writeCheer(context.proof);
    expect(compared).toBe(0);
  });

  it('what may not be answered freely is never told the model, and never asked later', async () => {
    const { run, context, cheers, asked } = stage();
    const verdict = { kind: 'noFreeText', why: 'abuse', hard: false } as const;
    await run({ guard: guardThatSays(verdict) }).writeCheer(context.proof);
    expect(asked).toEqual([]);
    expect(cheers.stored[0]).toMatchObject({
      cheer: { source: 'template', reason: 'guard: abuse' },
      later: null,
    });
  });

  it('what nobody could look at has a template now, and is looked at again later, for the moment it is', async () => {
    const { run, context, cheers, asked, clock } = stage({ situation: 'comeback' });
    const verdicts: GuardVerdict[] = [
      { kind: 'noFreeText', why: 'moderation timeout', hard: false, unseen: true },
      { kind: 'fine', hard: false },
    ];
    const { writeCheer, writeLate } = run({ guard: { ...wordsAlone, look: async () => verdicts.shift()! } });
    await writeCheer(context.proof);
    expect(asked).toEqual([]);
    const { later } = cheers.stored[0]!;
    clock.time = later!.at;
    await writeLate({ proof: context.proof, revision: 0, until: later!.until });
    expect(asked[0]).toMatchObject({ situation: 'comeback' });
    expect(cheers.stored[1]?.cheer).toMatchObject({ source: 'model', situation: 'comeback' });
  });

  it('a hard day is told the model as such, without the row of days', async () => {
    const { run, context, asked } = stage({ situation: 'milestone', daysDone: 30 });
    const readStreak = async () => ({ streak: { current: 30, unit: 'day' } }) as never;
    await run({ readStreak, guard: guardThatSays({ kind: 'fine', hard: true }) }).writeCheer(context.proof);
    expect(asked[0]).toMatchObject({ situation: 'hard', streak: null });
    expect(['company', 'detail', 'effort']).toContain(asked[0]!.angle);
  });

  test.each([
    ['comeback', false, 'comeback', 'cheering'],
    ['usual', false, 'textOnly', 'cheering'],
    // What the words alone tell is not forgotten.
    ['comeback', true, 'hard', 'worried'],
  ] as const)(
    'what nobody could look at, %s and hard %s, is kept as %s',
    async (planned, hard, kept, mood) => {
      const { run, context, cheers } = stage({ situation: planned });
      const unseen = { kind: 'noFreeText', why: 'moderation timeout', hard, unseen: true } as const;
      await run({ guard: guardThatSays(unseen) }).writeCheer(context.proof);
      const { cheer, delivery } = cheers.stored[0]!;
      expect(cheer.situation).toBe(kept);
      // Its words and its face celebrate nothing for now.
      expect(cheer.templateId).toMatch(hard ? /\/hard\// : /\/usual\//);
      expect(delivery.effect).toMatchObject({ view: { mood } });
    },
  );

  it('what was looked at and may not be answered freely is kept as usual', async () => {
    const { run, context, cheers } = stage({ situation: 'comeback' });
    const verdict = { kind: 'noFreeText', why: 'hostile', hard: false } as const;
    await run({ guard: guardThatSays(verdict) }).writeCheer(context.proof);
    expect(cheers.stored[0]?.cheer.situation).toBe('usual');
  });

  test.each([
    ['edited and no longer bad news is no hard day', { kind: 'fine', hard: false }, 'textOnly', 'cheering'],
    ['edited and still bad news stays one', { kind: 'fine', hard: true }, 'hard', 'worried'],
  ] as const)('what was %s', async (_, verdict, situation, mood) => {
    const { run, context, cheers, asked } = stage({ situation: 'hard', revision: 1 });
    await run({ guard: guardThatSays(verdict) }).writeCheer(context.proof);
    expect(asked[0]).toMatchObject({ situation });
    expect(cheers.stored[0]).toMatchObject({
      cheer: { situation },
      delivery: { effect: { view: { mood } } },
    });
  });

  it('a day found hard is hard to a late answer too, though what found it may not answer by then', async () => {
    const { run, context, asked } = stage({ situation: 'hard' });
    const guard = guardThatSays({ kind: 'fine', hard: true });
    await run({ guard, generator: null }).writeCheer(context.proof);
    await run().writeLate({ proof: context.proof, revision: 0, until: 600_000 });
    expect(asked[0]).toMatchObject({ situation: 'hard' });
  });

  it('a hard day is not congratulated: the model is told once, then comfort written by hand speaks', async () => {
    const glad = { ...fine, lines: ['한강에서 5km, 정말 축하드려요.', '강바람이 곁에 있었겠어요.'] } as const;
    const quiet = { ...fine, lines: ['한강에서 5km를 걸으셨군요.', '곁에 가만히 있을게요.'] } as const;
    for (const [second, source] of [
      [quiet, 'model'],
      [glad, 'template'],
    ] as const) {
      const { run, context, cheers, asked } = stage({}, [glad, second]);
      await run({ guard: guardThatSays({ kind: 'fine', hard: true }) }).writeCheer(context.proof);
      expect(asked.map(({ repair }) => repair)).toEqual([null, ['cheerful']]);
      expect(cheers.stored[0]?.cheer).toMatchObject({ source, situation: 'hard' });
    }
  });

  it('sees the words as the model would, and who pays', async () => {
    const { run, context } = stage({ text: '오늘 010-1234-5678로 전화\u200b했다' });
    const seen: unknown[] = [];
    const look: Guard['look'] = async (words) => {
      seen.push(words);
      return { kind: 'fine', hard: false };
    };
    await run({ guard: { ...wordsAlone, look } }).writeCheer(context.proof);
    expect(seen).toEqual([
      {
        text: '오늘 ⟦phone⟧로 전화했다',
        locale: 'ko',
        photo: null,
        payer: { workspace: 'workspace-1', member: 'member-1' },
      },
    ]);
  });
});

describe('a number of days is celebrated only where it is one', () => {
  test.each([
    ['milestone', 7, 'milestone'],
    // The eighth day was recorded before the cheer of the seventh was written, or the post of the seventh was edited after it.
    ['milestone', 8, 'textOnly'],
    ['milestone', 30, 'milestone'],
    ['first', 1, 'first'],
    ['first', 2, 'textOnly'],
    ['comeback', 8, 'comeback'],
    ['late', 8, 'late'],
  ] as const)('%s with %i days done is told as %s', async (was, daysDone, is) => {
    const { run, context, cheers, asked } = stage({ situation: was, daysDone }, [slow]);
    const { writeCheer, writeLate } = run();
    await writeCheer(context.proof);
    await writeLate({ proof: context.proof, revision: 0, until: 600_000 });
    expect(new Set(asked.map(({ situation }) => situation))).toEqual(new Set([is]));
    expect(cheers.stored[0]?.cheer).toMatchObject({ source: 'template', situation: is });
  });
});

test('a title is told the model as a proof is: masked', async () => {
  const { run, context, asked } = stage({ challengeTitle: '민수 러닝 010-1234-5678 @here run@example.com' });
  await run().writeCheer(context.proof);
  expect(asked[0]?.challengeTitle).toBe('민수 러닝 ⟦phone⟧ ⟦mention⟧ ⟦email⟧');
});

describe('what the output guard says', () => {
  test.each([
    [['yes'], { source: 'model' }, 1],
    [['no', 'yes'], { source: 'model' }, 2],
    [['no', 'no'], { source: 'template', reason: 'checks: moderated' }, 2],
    [['unknown'], { source: 'template', reason: 'checks: unmoderated' }, 1],
  ] as const)('%j', async (says, cheer, times) => {
    const { run, context, cheers, asked } = stage();
    let looks = 0;
    const guard = { ...wordsAlone, mayBeSaid: async () => says[looks++]! };
    await run({ guard }).writeCheer(context.proof);
    expect(cheers.stored[0]?.cheer).toMatchObject(cheer);
    expect(asked).toHaveLength(times);
  });
});

describe('the tone', () => {
  test.each(LOCALES)('emoji: one or two of the character’s, no words, no model (%s)', async (locale) => {
    const { run, context, cheers, asked } = stage({ tone: 'emoji', locale });
    await run().writeCheer(context.proof);
    const { cheer, delivery } = cheers.stored[0]!;
    expect(cheer.lines).toHaveLength(1);
    expect(cheer.lines[0].replace(new RegExp(`[${damjji.emoji.join('')}]`, 'gu'), '')).toBe('');
    expect([...new Intl.Segmenter().segment(cheer.lines[0])].length).toBeLessThanOrEqual(2);
    expect(delivery.effect).toMatchObject({ view: { lines: cheer.lines, credit: null, footer: null } });
    expect(asked).toEqual([]);
  });

  it.each(characters)('emoji under bad news: $id’s face and a quiet heart', async ({ id, emoji }) => {
    const { run, context, cheers } = stage({ tone: 'emoji', character: id });
    await run({ guard: guardThatSays({ kind: 'fine', hard: true }) }).writeCheer(context.proof);
    expect(cheers.stored[0]?.cheer.lines).toEqual([`${emoji[0]}🤍`]);
  });

  it('silent: nothing is posted, and that is written down', async () => {
    const { run, context, cheers, asked } = stage({ tone: 'silent' });
    await run().writeCheer(context.proof);
    expect(cheers.silences).toEqual(['silent']);
    expect([...cheers.stored, ...asked]).toEqual([]);
  });

  it('short: the model is told, and of the templates the shortest speak', async () => {
    const { run, context, cheers, asked } = stage({ tone: 'short' });
    await run().writeCheer(context.proof);
    expect(asked[0]?.tone).toBe('short');
    const lengthOf = async (tone: 'warm' | 'short') => {
      const lengths: number[] = [];
      for (let n = 0; n < 20; n++) {
        const { run, context, cheers } = stage({ tone, proof: `proof-${n}` as never });
        await run({ generator: null }).writeCheer(context.proof);
        lengths.push(cheers.stored[0]!.cheer.lines.join('').length);
      }
      return lengths.reduce((sum, each) => sum + each, 0) / lengths.length;
    };
    expect(await lengthOf('short')).toBeLessThan(await lengthOf('warm'));
    expect(cheers.stored).toHaveLength(1);
  });
});

describe('a near-duplicate', () => {
  it('is written anew from another angle, and may not open like the first try either', async () => {
    const said = fine.kind === 'answer' ? fine.lines.join('\n') : '';
    const other: CheerAnswer = {
      ...fine,
      lines: ['강바람 맞으며 5km 걸음을 채우셨어요.', '담찌 쳇바퀴도 덩달아 돌고 있었답니다.'],
      evidence: [{ source: 'text', quote: '5km' }],
    };
    const { run, context, cheers, asked } = stage({ recent: [said] }, [fine, other]);
    await run().writeCheer(context.proof);
    const [first, second] = asked;
    expect(second?.repair).toEqual(expect.arrayContaining(['tooSimilar', 'sameOpening']));
    expect(second?.angle).not.toBe(first?.angle);
    expect(second?.recent).toEqual([said, said]);
    expect(cheers.stored[0]?.cheer).toMatchObject({ source: 'model', angle: second?.angle });
  });

  it('keeps its angle where something else was wrong', async () => {
    const rude: CheerAnswer = { ...fine, lines: ['한강에서 5km 달렸네', '멋져!!'] };
    const { run, context, asked } = stage({}, [rude, fine]);
    await run().writeCheer(context.proof);
    expect(asked[1]?.angle).toBe(asked[0]?.angle);
    expect(asked[1]?.recent).toEqual([]);
  });
});

describe('a memory', () => {
  const memory: Remembered = {
    proof: '0a8a1a52-97a5-4c3a-9a7e-0d9f2a51c001' as never,
    day: '2026-11-02' as never,
    text: '한강에서 3km 걷다 뛰다 했어요 010-1234-5678',
    message: 'message-0' as never,
  };
  const recalling: CheerAnswer = {
    ...fine,
    lines: ['그때 3km 걷다 뛰다 하시던 한강이 오늘은 5km네요.', '담찌도 그 길을 기억하고 있었어요.'],
    evidence: [
      { source: 'memory', quote: '3km 걷다 뛰다' },
      { source: 'text', quote: '한강에서 5km' },
    ],
  };
  /** A proof whose seed draws this angle first. */
  const drawn = async (angle: string, answers: readonly CheerAnswer[]) => {
    for (let n = 0; n < 200; n++) {
      const { run, context, cheers, asked } = stage({ proof: `proof-${n}` as never }, answers);
      await run({ recall: async () => [memory] }).writeCheer(context.proof);
      if (asked[0]?.angle === angle) return { asked, stored: cheers.stored[0]! };
    }
    throw new Error(`no proof draws ${angle}`);
  };

  it('is given as the member’s own words with its day, and stands under the cheer with a way to drop it', async () => {
    const { asked, stored } = await drawn('memory', [recalling]);
    expect(asked[0]?.memories).toEqual(['11월 2일: 한강에서 3km 걷다 뛰다 했어요 ⟦phone⟧']);
    expect(stored.cheer).toMatchObject({ source: 'model', angle: 'memory', memory: memory.proof });
    expect(stored.delivery.effect).toMatchObject({
      view: {
        memory: ['떠올린 기록: ', { kind: 'link', text: '11월 2일', url: 'https://chat.example/message-0' }],
        buttons: [{ action: `1:forget:${memory.proof}`, label: '이 기억 쓰지 않기' }],
      },
    });
  });

  it('is not told where the cheer turns to something else', async () => {
    const { asked, stored } = await drawn('effort', [fine]);
    expect(asked[0]?.memories).toEqual([]);
    expect(stored.delivery.effect).toMatchObject({ view: { lines: expect.anything() } });
    expect(stored.delivery.effect).not.toMatchObject({ view: { buttons: expect.anything() } });
  });

  it('that was never there is no evidence: the cheer is refused', async () => {
    const invented: CheerAnswer = {
      ...recalling,
      evidence: [{ source: 'memory', quote: '지난 봄 마라톤' }],
    };
    const { stored } = await drawn('memory', [invented]);
    expect(stored.cheer).toMatchObject({
      source: 'template',
      reason: expect.stringContaining('quoteNotFound'),
    });
  });

  it('comes up for nobody who wants no words', async () => {
    for (const tone of ['emoji', 'silent'] as const) {
      const { run, context } = stage({ tone });
      let recalled = 0;
      await run({
        recall: async () => {
          recalled++;
          return [memory];
        },
      }).writeCheer(context.proof);
      expect(recalled).toBe(0);
    }
  });
});

describe('an answer that comes late', () => {
  test.each<[string, CheerAnswer, readonly [number, number] | null]>([
    ['no answer in time', slow, [20_000, 60_000]],
    ['a rate limit', limited(90_000), [90_000, 270_000]],
    ['a limit longer than the patience', limited(700_000), null],
    [
      'a key that was taken back',
      { kind: 'unavailable', reason: 'unauthorized', retryAfterMs: null, fatal: true },
      null,
    ],
    ['a refusal', { kind: 'unusable', reason: 'refusal', again: false }, null],
    ['lines that fail the checks', { ...fine, lines: ['짧다', '짧아'] } as CheerAnswer, null],
  ])('%s', async (_, answer, between) => {
    const times = new Set<number>();
    for (let n = 0; n < 20; n++) {
      const { run, context, cheers } = stage({ proof: `proof-${n}` as never }, [answer]);
      await run().writeCheer(context.proof);
      const { cheer, later } = cheers.stored[0]!;
      expect(cheer.source).toBe('template');
      if (later) {
        expect(later.until).toBe(600_000);
        expect(later.at).toBeGreaterThanOrEqual(between![0]);
        expect(later.at).toBeLessThanOrEqual(between![1]);
        times.add(later.at);
      }
    }
    // Not all at once.
    expect(times.size).toBe(between === null ? 0 : 20);
  });

  it('takes the template’s place once', async () => {
    const { run, context, cheers, clock } = stage({}, [slow, fine]);
    const { writeCheer, writeLate } = run();
    await writeCheer(context.proof);
    clock.time = 20_000;
    const job = { proof: context.proof, revision: 0, until: 600_000 };
    await writeLate(job);
    await writeLate(job);
    expect(cheers.stored).toHaveLength(2);
    expect(cheers.stored[1]).toMatchObject({
      cheer: { source: 'model' },
      delivery: { key: 'cheer-edit:proof-1:1', effect: { do: 'edit', of: 'cheer:proof-1' } },
    });
  });

  it('is asked for again and again, each time after as long as all before, and not after ten minutes', async () => {
    const { run, context, cheers, clock } = stage({}, [slow]);
    const { writeCheer, writeLate } = run();
    await writeCheer(context.proof);
    let next = cheers.stored[0]!.later;
    const times: number[] = [];
    for (let n = 0; next && n < 20; n++) {
      times.push(next.at);
      expect(next.at).toBeLessThan(600_000);
      clock.time = next.at;
      const before = cheers.asked.length;
      await writeLate({ proof: context.proof, revision: 0, until: next.until });
      next = cheers.asked[before] ?? null;
    }
    expect(times.slice(1)).toEqual(times.slice(0, -1).map((at) => at * 2));
    expect(times.length).toBeGreaterThanOrEqual(4);
    expect(cheers.stored).toHaveLength(1);
  });

  it('is not asked for once its time is over, or when the proof changed', async () => {
    const { run, context, cheers, clock, asked } = stage({}, [slow, fine]);
    const { writeCheer, writeLate } = run();
    await writeCheer(context.proof);
    clock.time = 600_000;
    await writeLate({ proof: context.proof, revision: 0, until: 600_000 });
    clock.time = 20_000;
    cheers.overtake();
    await writeLate({ proof: context.proof, revision: 0, until: 600_000 });
    expect(asked).toHaveLength(1);
    expect(cheers.stored).toHaveLength(1);
  });
});
