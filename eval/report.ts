import { LOCALES } from '../src/core/model/locale.ts';
import { gates } from './gates.ts';
import { kinds } from './proofs/index.ts';
import type { Result } from './run.ts';
import { type Part, parts, scoreOf } from './score.ts';
import type { CostFigure } from './tokens.ts';

/** One run of all proofs with one source. */
export interface Run {
  readonly name: string;
  readonly results: readonly Result[];
  /** Dollars a cheer, as the server counted; null where nobody was paid. */
  readonly spent: { readonly dollars: number; readonly calls: number; readonly uncounted: number } | null;
}

/**
 * A prompt is fit to be promoted from so many points on, in all and in each language, while templates had to speak and
 * answers had to be repaired in less than these shares: a model that is down would else have the marks of the templates.
 */
const promoteFrom = { total: 80, locale: 75, templates: 0.03, repairs: 0.15 } as const;

export function passes({ results }: Run): boolean {
  return results.every(({ failed }) => failed.length === 0);
}

/** What a person reads in a terminal. */
export function toText(run: Run): string {
  const { name, results } = run;
  const failed = results.flatMap(({ proof, failed, outcome }) =>
    failed.map(({ gate, on }) => `  ${proof.id} ${gate}: ${on}\n      ${outcome.lines.join(' / ')}`),
  );
  return [
    `${name}: ${results.length} proofs`,
    ...Object.entries(gates).map(([gate, says]) => {
      const count = results.filter((result) => result.failed.some((each) => each.gate === gate)).length;
      return `  ${count === 0 ? 'passed' : 'FAILED'}  ${gate.padEnd(9)} ${says}${count === 0 ? '' : ` (${count} do not)`}`;
    }),
    ...failed,
    ...scores(run),
    ...writing(run),
  ].join('\n');
}

function scores({ results }: Run): string[] {
  const marks = results.flatMap(({ marks }) => marks ?? []);
  const { total, parts: means } = scoreOf(marks);
  const told = (Object.keys(parts) as Part[]).map((part) => {
    const mean = means[part];
    return `${part} ${mean === null ? 'not scored' : `${(mean * parts[part]).toFixed(1)} of ${parts[part]}`}`;
  });
  const scaled = told.some((part) => part.includes('not scored')) ? ', the rest scaled' : '';
  const byLocale = LOCALES.map((locale) => {
    const own = results.flatMap(({ proof, marks }) => (proof.locale === locale && marks ? [marks] : []));
    return { locale, total: scoreOf(own).total };
  });
  const { said, fromModel, repaired } = writersOf(results);
  const fit =
    (total ?? 0) >= promoteFrom.total &&
    byLocale.every((each) => (each.total ?? 100) >= promoteFrom.locale) &&
    said.length - fromModel.length < promoteFrom.templates * said.length &&
    repaired.length < promoteFrom.repairs * said.length;
  return [
    `  score ${total?.toFixed(1) ?? '-'} of 100${scaled}: ${told.join(', ')}`,
    `  by language: ${byLocale.map((each) => `${each.locale} ${each.total?.toFixed(1) ?? '-'}`).join(', ')}; ${fit ? 'fit' : 'not fit'} to be promoted (${promoteFrom.total}, no language under ${promoteFrom.locale}, templates under ${100 * promoteFrom.templates}%, repairs under ${100 * promoteFrom.repairs}%)`,
  ];
}

function writersOf(results: readonly Result[]) {
  const said = results.filter(({ outcome }) => outcome.lines.length > 0);
  const fromModel = said.filter(({ outcome }) => outcome.source === 'model');
  const repaired = fromModel.filter(({ outcome }) => outcome.answers.length > 1);
  return { said, fromModel, repaired };
}

function writing({ results, spent }: Run): string[] {
  const { said, fromModel, repaired } = writersOf(results);
  const took = fromModel.map(({ outcome }) => outcome.ms).sort((a, b) => a - b);
  const at = (share: number) => `${Math.round(took[Math.ceil(took.length * share) - 1] ?? 0)} ms`;
  const codes = new Map<string, number>();
  for (const { outcome } of said)
    for (const code of outcome.refused.flat()) codes.set(code, (codes.get(code) ?? 0) + 1);
  const refused = [...codes].sort((a, b) => b[1] - a[1]).map(([code, count]) => `${code} ${count}`);
  const lines = [
    `  written by the model ${fromModel.length}, after a repair ${repaired.length}, by a template ${said.length - fromModel.length}, in care ${results.length - said.length}`,
  ];
  if (refused.length > 0) lines.push(`  answers that were not said: ${refused.join(', ')}`);
  if (fromModel.length > 0) lines.push(`  time a cheer: p50 ${at(0.5)}, p95 ${at(0.95)}`);
  if (spent) {
    const per = spent.dollars / Math.max(1, said.length);
    const about = spent.uncounted > 0 ? `, ${spent.uncounted} calls uncounted by the server` : '';
    lines.push(
      `  cost: $${spent.dollars.toFixed(4)} for ${spent.calls} calls${about}, $${per.toFixed(6)} a cheer`,
    );
  }
  return lines;
}

/** What a cheer costs by the sizes of its texts. */
export function costText(model: string, figures: readonly CostFigure[]): string {
  return [
    `a cheer with a photo on ${model}, by sizes (no tokenizer is at hand: a share of a token by kind of letter, on the dear side; a guard's decision and 15% repairs included):`,
    ...figures.map(
      ({ locale, prefix, own, answer, cold, warm }) =>
        `  ${locale}: ${prefix} shared + ${own} own + ${answer} answered tokens: $${warm.toFixed(5)} with the prompt in the server's cache, $${cold.toFixed(5)} without (goal at most $0.00050)`,
    ),
  ].join('\n');
}

/** How many proofs of each kind there are. */
export function kindsText(results: readonly Result[]): string {
  return kinds
    .map((kind) => `${kind} ${results.filter(({ proof }) => proof.kind === kind).length}`)
    .join(', ');
}
