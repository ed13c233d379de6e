import { type Bench, type Figure, isMet } from './figures.ts';

export interface Measured extends Pick<Bench, 'title' | 'how'> {
  readonly figures: readonly Figure[];
}

/** A Markdown table, its columns aligned so that it reads well in a terminal too. */
export function toTable(figures: readonly Figure[]): string {
  const rows = [['', 'measured', 'goal', ''], ...figures.map(row)];
  const widths = [0, 1, 2, 3].map((n) => Math.max(3, ...rows.map((cells) => cells[n]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, n) => (n === 0 ? cell.padEnd(widths[n]!) : cell.padStart(widths[n]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, n) => (n === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join('\n');
}

function row(figure: Figure): string[] {
  const { what, value, unit, goal } = figure;
  const aim =
    goal === undefined
      ? ''
      : 'atMost' in goal
        ? `at most ${readable(goal.atMost)} ${unit}`
        : `at least ${readable(goal.atLeast)} ${unit}`;
  const met = isMet(figure);
  return [what, `${readable(value)} ${unit}`, aim, met === null ? '' : met ? 'met' : 'MISSED'];
}

/** Three figures are as many as repeat. */
function readable(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 0.01))));
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** docs/BENCHMARKS.md. */
export function toPage(measured: readonly Measured[], machine: readonly string[], at: Date): string {
  const sections = measured.map(
    ({ title, how, figures }) => `## ${title}\n\n${how}\n\n${toTable(figures)}\n`,
  );
  return `# Benchmarks

Written by \`npm run bench -- --write\` on ${at.toISOString().slice(0, 10)}. Load and program share one machine, each in a process of its
own; figures named as multiples are of one run and carry over to other machines better than milliseconds do.

${machine.map((line) => `- ${line}`).join('\n')}

${sections.join('\n')}`;
}
