import { ngramVector } from '../src/core/memory/ngrams.ts';
import { cosine, toBytes } from '../src/core/memory/vector.ts';
import { LOCALES } from '../src/core/model/locale.ts';
import { alike } from '../test/core/memory/lines.ts';

/** `node tools/recall-threshold.ts`: how alike the vectors of related and of unrelated proofs are, and what a threshold does. */
const vectorOf = (text: string) => toBytes(ngramVector(text));

for (const locale of LOCALES) {
  const related: number[] = [];
  const random: number[] = [];
  const all = alike[locale].flatMap((texts, group) =>
    texts.map((text) => ({ group, text, vector: vectorOf(text) })),
  );
  for (const [at, one] of all.entries()) {
    for (const other of all.slice(at + 1)) {
      (one.group === other.group ? related : random).push(cosine(one.vector, other.vector));
    }
  }
  related.sort((a, b) => a - b);
  random.sort((a, b) => a - b);
  const at = (values: readonly number[], share: number) =>
    values[Math.floor((values.length - 1) * share)]!.toFixed(3);
  console.log(
    `${locale}: ${random.length} random pairs p50 ${at(random, 0.5)} p90 ${at(random, 0.9)} p99 ${at(random, 0.99)} max ${at(random, 1)}; ` +
      `${related.length} related p10 ${at(related, 0.1)} p50 ${at(related, 0.5)} p90 ${at(related, 0.9)}`,
  );
  for (const threshold of [0.15, 0.2, 0.25, 0.28, 0.3, 0.35, 0.4]) {
    const share = (values: readonly number[]) =>
      `${((100 * values.filter((each) => each >= threshold).length) / values.length).toFixed(1)}%`;
    console.log(`  ${threshold.toFixed(2)}: random ${share(random)}, related ${share(related)}`);
  }
}
