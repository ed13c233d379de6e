import { describe, expect, it, test } from 'vitest';
import { checkCheer } from '../../../../src/core/cheer/checks/index.ts';
import { LOCALES } from '../../../../src/core/model/locale.ts';
import { type Reply, replies } from './replies.ts';
import { spoils } from './spoils.ts';

const codesOf = ({ lines, context }: Reply) => checkCheer(lines, context).map(({ code }) => code);

test.each(replies)('$name may be said', (reply) => {
  expect(codesOf(reply)).toEqual([]);
});

it('sixty good replies and more, fifteen ways to spoil them and more', () => {
  expect(replies.length).toBeGreaterThanOrEqual(60);
  for (const locale of LOCALES)
    expect(replies.filter(({ context }) => context.locale === locale).length).toBeGreaterThanOrEqual(20);
  expect(spoils.length).toBeGreaterThanOrEqual(15);
});

describe('a good reply that is spoilt is caught', () => {
  const counts: Record<string, number> = {};
  test.each(spoils)('$name', ({ name, codes, spoil }) => {
    const spoilt = replies.flatMap((reply, n) => {
      const found = spoil(reply, n);
      return found ? [{ name: reply.name, reply: found }] : [];
    });
    counts[name] = spoilt.length;
    const missed = spoilt
      .filter(({ reply }) => !codesOf(reply).some((code) => codes.includes(code)))
      .map((each) => `${each.name}: ${each.reply.lines.join(' / ')} ${codesOf(each.reply).join(' ')}`);
    expect(missed).toEqual([]);
    expect(spoilt.length).toBeGreaterThanOrEqual(30);
  });

  it('tells how many were', () => {
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    console.log(
      `${all} spoilt replies caught: ${Object.entries(counts)
        .map(([name, count]) => `${name} ${count}`)
        .join(', ')}`,
    );
    expect(all).toBeGreaterThan(1_000);
  });
});
