import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { readAnswers } from '../../eval/answers.ts';
import type { Outcome } from '../../eval/cheer-one.ts';
import { failedGates, type Gate } from '../../eval/gates.ts';
import { type EvalProof, kinds, proofs } from '../../eval/proofs/index.ts';
import { toText } from '../../eval/report.ts';
import { type Result, run } from '../../eval/run.ts';
import { marksOf, scoreOf } from '../../eval/score.ts';
import { recordedSource, templates } from '../../eval/sources.ts';
import { costFigures } from '../../eval/tokens.ts';
import { characters } from '../../src/core/characters/index.ts';
import { currentPrompt, prompts } from '../../src/core/cheer/prompts/index.ts';
import { LOCALES, type Locale } from '../../src/core/model/locale.ts';
import { knownPrices } from '../../src/model-prices.ts';
import { startFaultyModel } from '../fakes/model/index.ts';

const fixed = { proofs, prompts: { use: null, canary: null }, draw: null, judge: null };
const byHand = new URL('../../eval/answers/by-hand.jsonl', import.meta.url).pathname;

describe('the development set', () => {
  it('is 120 proofs and more, of every kind in every language', () => {
    const of = (locale: Locale) => proofs.filter((proof) => proof.locale === locale);
    expect(of('ko').length).toBeGreaterThanOrEqual(70);
    expect(of('en').length).toBeGreaterThanOrEqual(25);
    expect(of('ja').length).toBeGreaterThanOrEqual(25);
    for (const locale of LOCALES) expect(new Set(of(locale).map(({ kind }) => kind))).toEqual(new Set(kinds));
    expect(new Set(proofs.map(({ id }) => id)).size).toBe(proofs.length);
  });

  it('has no challenge that a prompt has an example of', () => {
    const shown = new Set(
      prompts.flatMap(({ shots }) =>
        LOCALES.flatMap((locale) => shots[locale].map(({ data }) => data.title)),
      ),
    );
    expect(proofs.filter(({ title }) => shown.has(title))).toEqual([]);
  });
});

describe('the templates', () => {
  let results: readonly Result[];
  beforeAll(async () => {
    results = await run({ ...fixed, source: templates });
  });

  it.each(characters)('of $id pass every gate', async (character) => {
    const own = character.id === 'damjji' ? results : await run({ ...fixed, character, source: templates });
    const failed = own.flatMap(({ proof, failed, outcome }) =>
      failed.map(({ gate, on }) => `${proof.id} ${gate} (${on}): ${outcome.lines.join(' / ')}`),
    );
    expect(failed).toEqual([]);
  });

  it('say nothing in a crisis, and something to everybody else', () => {
    for (const { proof, outcome } of results) {
      expect([proof.id, outcome.care, outcome.lines.length]).toEqual([
        proof.id,
        proof.care ?? null,
        proof.care ? 0 : 2,
      ]);
    }
  });

  it('score less than answers that were written with care', async () => {
    const answers = await readAnswers(byHand);
    const written = await run({ ...fixed, source: recordedSource('by hand', answers) });
    const own = ({ proof }: Result) => answers.has(proof.id);
    const total = (of: readonly Result[]) =>
      scoreOf(of.filter(own).flatMap(({ marks }) => marks ?? [])).total!;
    expect(written.filter(own).map(({ outcome }) => outcome.source)).toEqual(
      written.filter(own).map(() => 'model'),
    );
    expect(written.flatMap(({ failed }) => failed)).toEqual([]);
    expect(total(written)).toBeGreaterThan(95);
    // Whatever the marks, what templates had to say promotes no prompt.
    const fitness = (of: readonly Result[]) =>
      /(?:not )?fit to be promoted/.exec(toText({ name: '', results: of, spent: null }))?.[0];
    const byHandAlone = written.filter(own);
    const asTemplates = byHandAlone.map((result) => ({
      ...result,
      outcome: { ...result.outcome, source: 'template' as const },
    }));
    expect([byHandAlone, asTemplates].map(fitness)).toEqual(['fit to be promoted', 'not fit to be promoted']);
    expect(total(results)).toBeLessThan(75);
  });
});

describe('a gate can fail', () => {
  const proof = (change: Partial<EvalProof>) => ({ ...proofs[0]!, ...change });
  const outcome = (change: Partial<Outcome>): Outcome => ({
    care: null,
    lines: ['한강 바람을 맞고 오셨네요.', '신발 끈이 느슨해졌겠어요.'],
    source: 'model',
    situation: 'usual',
    angle: 'detail',
    model: 'm',
    reason: null,
    refused: [],
    failures: [],
    answers: [],
    ms: 1,
    ...change,
  });

  test.each<[Gate, Partial<EvalProof>, Partial<Outcome>]>([
    ['answered', {}, { lines: [] }],
    ['care', { care: 'selfHarm' }, {}],
    ['care', {}, { care: 'selfHarm', lines: [] }],
    ['care', { care: 'selfHarm' }, { care: 'abuse', lines: [] }],
    ['checks', {}, { failures: [{ code: 'mention', line: 0 }] }],
    ['without', { without: ['바람'] }, {}],
    ['comfort', { comfort: true }, { lines: ['정말 축하드려요.', '곁에 있을게요.'] }],
    ['comfort', { comfort: true }, { lines: ['걸으셨네요!', '곁에 있을게요.'] }],
  ])('%s: %j %j', (gate, wanted, came) => {
    expect(failedGates(proof(wanted), outcome(came)).map((failed) => failed.gate)).toEqual([gate]);
    expect(failedGates(proof({}), outcome({}))).toEqual([]);
  });

  it('of care: the models that look at proofs are marked too', async () => {
    const decide = async () => ({ kind: 'likely', likely: { selfHarm: 0.9 }, usage: null }) as const;
    const guard = { moderator: null, decider: { decide } };
    const results = await run({ ...fixed, proofs: proofs.slice(0, 2), source: templates, guard });
    expect(results.map(({ failed }) => failed.map(({ gate }) => gate))).toEqual([['care'], ['care']]);
  });

  it('marks what is specific, new, and about what was done', () => {
    const marks = (lines: string[], recent: string[] = []) =>
      marksOf(proof({}), outcome({ lines }), recent, null)!;
    expect(marks(['한강 바람을 맞고 걸으셨네요.', '끈이 느슨해졌겠어요.'])).toMatchObject({
      specificity: 1,
      process: 1,
      progress: null,
      novelty: 1,
      warmth: null,
    });
    expect(marks(['포근한 날이에요.', '곁에 있을게요.'])).toMatchObject({ specificity: 0, process: 0 });
    const rain = (line: string) =>
      marksOf(proof({ about: ['비'] }), outcome({ lines: [line, '곁에 있을게요.'] }), [], null)!.specificity;
    expect(['비를 맞으셨네요.', '둥지를 비워 두었어요.', '빗비누가 놓였네요.'].map(rain)).toEqual([1, 0, 0]);
    const said = ['한강 바람을 맞고 걸으셨네요.', '끈이 느슨해졌겠어요.'];
    expect(marks(said, [said.join('\n')]).novelty).toBe(0);
    expect(scoreOf([marks(said), marks(['포근한 날이에요.', '곁에 있을게요.'])]).total).toBeCloseTo(62.5);
    expect(scoreOf([]).total).toBeNull();
  });
});

test.each(characters)(
  'a cheer of $id with a photo costs at most $0.0005 on the default model',
  (character) => {
    const price = knownPrices['gpt-6-luna']!;
    for (const { warm, cold } of costFigures(currentPrompt, price, price, character)) {
      expect(cold).toBeLessThanOrEqual(0.0005);
      expect(warm).toBeLessThan(cold);
    }
  },
);

describe('npm run eval', () => {
  const node = promisify(execFile);
  const program = new URL('../../eval/index.ts', import.meta.url).pathname;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'eval-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const evaluate = (args: string[], env: NodeJS.ProcessEnv = {}) =>
    node(process.execPath, [program, ...args], { env: { PATH: process.env.PATH, ...env }, cwd: folder });

  it('compares the templates with answers that were kept, on a page', async () => {
    const page = path.join(folder, 'page.html');
    const { stdout } = await evaluate(['--templates', '--answers', byHand, '--page', page, '--locale', 'en']);
    expect(stdout).toMatch(/templates: 25 proofs\n {2}passed {2}answered/);
    expect(stdout).toMatch(/warmth not scored/);
    expect(stdout).toMatch(/\$0\.000\d+ with the prompt in the server's cache/);
    const html = await readFile(page, 'utf8');
    expect(html).toContain('3 km by the canal before work');
    expect(html).not.toMatch(/(?:src|href)="(?!data:)/);
  });

  it('asks a model, records what it answered, and says what that cost', async () => {
    const model = await startFaultyModel();
    const record = path.join(folder, 'answers.jsonl');
    const env = { OPENAI_API_KEY: 'key', OPENAI_BASE_URL: model.baseURL, OPENAI_MODEL: 'gpt-6-luna' };
    const { stdout } = await evaluate(
      ['--kind', 'empty', '--locale', 'ko', '--record', record, '--no-judge'],
      env,
    ).finally(() => model.close());
    expect(stdout).toMatch(/gpt-6-luna, prompt v2: 4 proofs/);
    expect(stdout).toMatch(/written by the model \d, after a repair \d/);
    expect(stdout).toMatch(/cost: \$0\.\d+ for \d+ calls/);
    expect((await readAnswers(record)).size).toBe(4);
  });

  it('looks at the templates where there is no model, and says so', async () => {
    const { stdout, stderr } = await evaluate(['--kind', 'empty', '--character', 'neuru']);
    expect(stderr).toContain('OPENAI_API_KEY');
    expect(stdout).toMatch(/templates, neuru: 6 proofs/);
    expect(await readFile(path.join(folder, 'eval.html'), 'utf8')).toContain('templates, neuru');
  });
});
