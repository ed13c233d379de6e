/**
 * Cheers the development set, prints gates, a score, cost and time, and writes a page to read the answers side by side.
 * Ends with 1 when a gate fails. Usage: npm run eval -- [--templates] [--answers file.jsonl]… [--prompt v2]…
 * [--record file.jsonl] [--page eval.html] [--kind injection] [--locale ko] [--character neuru]. Without --templates and
 * --answers the model of OPENAI_* is asked, and judges warmth and persona unless --no-judge; where none is set up, the
 * templates are looked at.
 */
import { randomUUID } from 'node:crypto';
import { appendFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createDecider, createLanguageModel, createModerator } from '../src/adapters/openai/index.ts';
import { readConfig } from '../src/config.ts';
import { createWithMoreRoom } from '../src/core/asking/with-more-room.ts';
import type { GuardDeps } from '../src/core/care/create-guard.ts';
import type { Character } from '../src/core/characters/character.ts';
import { damjji } from '../src/core/characters/damjji/index.ts';
import { characters } from '../src/core/characters/index.ts';
import { createCheerGenerator } from '../src/core/cheer/generate.ts';
import { currentPrompt, promptNamed, prompts } from '../src/core/cheer/prompts/index.ts';
import { knownPrices } from '../src/model-prices.ts';
import type { ModelConfig } from '../src/model-settings.ts';
import { readAnswers, toRecorded } from './answers.ts';
import { judge } from './judge.ts';
import { toPage } from './page.ts';
import { drawPicture } from './pictures.ts';
import { proofs } from './proofs/index.ts';
import { costText, kindsText, passes, type Run, toText } from './report.ts';
import { run } from './run.ts';
import { counting, countingDecider, recordedSource, type Source, type Tally, templates } from './sources.ts';
import { costFigures } from './tokens.ts';

const { values } = parseArgs({
  allowNegative: true,
  options: {
    templates: { type: 'boolean' },
    answers: { type: 'string', multiple: true },
    prompt: { type: 'string', multiple: true },
    record: { type: 'string' },
    page: { type: 'string', default: 'eval.html' },
    character: { type: 'string', default: damjji.id },
    kind: { type: 'string' },
    locale: { type: 'string' },
    judge: { type: 'boolean', default: true },
  },
});
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const chosen = proofs.filter(
  ({ kind, locale }) => (values.kind ?? kind) === kind && (values.locale ?? locale) === locale,
);
const character = characters.find(({ id }) => id === values.character);
if (!character)
  endWith(`There is no ${values.character}. There are: ${characters.map(({ id }) => id).join(', ')}`);
const speaks = character.id === damjji.id ? '' : `, ${character.id}`;
const fixed = { use: null, canary: null };
const defaultModel = 'gpt-6-luna';

const runs: Run[] = [];
if (values.templates) runs.push(await runOf(templates));
for (const file of values.answers ?? []) {
  runs.push(await runOf(recordedSource(file, await readAnswers(file))));
}
if (runs.length === 0) runs.push(...(await askModel(character)));

for (const each of runs) console.log(`${toText(each)}\n`);
console.log(`${kindsText(runs[0]?.results ?? [])}\n`);
const price = knownPrices[defaultModel]!;
console.log(costText(defaultModel, costFigures(currentPrompt, price, price, character)));
const drawn = chosen.flatMap(({ id, photo }) => (photo ? [{ id, photo }] : []));
const pictures = await Promise.all(
  drawn.map(async ({ id, photo }) => [id, await drawPicture(photo)] as const),
);
await writeFile(values.page, toPage(runs, new Map(pictures)));
console.log(`\nThe answers side by side: ${values.page}`);
process.exitCode = runs.every(passes) ? 0 : 1;

async function runOf(source: Source): Promise<Run> {
  const results = await run({ character, proofs: chosen, source, prompts: fixed, draw: null, judge: null });
  return { name: source.name + speaks, results, spent: null };
}

function endWith(problem: string): never {
  console.error(problem);
  process.exit(2);
}

/** A run for each prompt that is to be compared. */
async function askModel(who: Character): Promise<Run[]> {
  const { model: access } = readConfig();
  if (!access) {
    console.error(
      'No model is set up (OPENAI_API_KEY): these are the templates, which members read without one.\n',
    );
    return [await runOf(templates)];
  }
  const named = values.prompt ?? [currentPrompt.name];
  const unknown = named.filter((name) => promptNamed(name) === null);
  if (unknown.length > 0)
    endWith(
      `There is no prompt ${unknown.join(', ')}. There are: ${prompts.map(({ name }) => name).join(', ')}`,
    );
  const model = createLanguageModel({ ...access, log: quiet });
  const asked: Run[] = [];
  for (const name of named) {
    const tally: Tally = [];
    const counted = counting(model, access.price, tally);
    const generator = createCheerGenerator({ model: createWithMoreRoom(counted), nonce: randomUUID });
    const source = { name: `${access.model}, prompt ${name}${speaks}`, generatorFor: () => generator };
    const results = await run({
      guard: guardOf(access, tally),
      character: who,
      proofs: chosen,
      source,
      prompts: { use: name, canary: null },
      draw: access.vision ? drawPicture : null,
      judge: values.judge ? ({ proof, outcome }) => judge(model, who, proof, outcome) : null,
      told: ({ proof, outcome }) => process.stderr.write(outcome.source === 'model' ? '.' : `[${proof.id}]`),
    });
    process.stderr.write('\n');
    const known = tally.flatMap((cost) => cost ?? []);
    asked.push({
      name: source.name,
      results,
      spent: {
        dollars: known.reduce((sum, cost) => sum + cost, 0) / 1e6,
        calls: tally.length,
        uncounted: tally.length - known.length,
      },
    });
    if (values.record) {
      const lines = results.flatMap(({ proof, outcome }) =>
        outcome.answers.flatMap((answer) =>
          answer.kind === 'answer' ? [`${JSON.stringify(toRecorded(proof.id, answer))}\n`] : [],
        ),
      );
      await appendFile(values.record, lines.join(''));
    }
  }
  return asked;
}

/** The models that look at proofs and cheers, as they are set up for the bot. */
function guardOf(access: ModelConfig, tally: Tally): GuardDeps {
  const decisions = access.guard?.decisions;
  return {
    moderator: access.guard?.moderation ? createModerator({ ...access, log: quiet }) : null,
    decider: decisions
      ? countingDecider(
          createDecider({ ...access, model: decisions.model, log: quiet }),
          decisions.price,
          tally,
        )
      : null,
  };
}
