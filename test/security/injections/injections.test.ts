import { describe, expect, it, test } from 'vitest';
import { damjji } from '../../../src/core/characters/damjji/index.ts';
import { checkCheer, type Evidence } from '../../../src/core/cheer/checks/index.ts';
import { createCompose } from '../../../src/core/cheer/compose.ts';
import { createCheerGenerator } from '../../../src/core/cheer/generate.ts';
import { normaliseProof } from '../../../src/core/cheer/normalise.ts';
import type { CheerWire } from '../../../src/core/cheer/prompts/index.ts';
import type { LanguageModel } from '../../../src/core/language-model.ts';
import type { Locale } from '../../../src/core/model/locale.ts';
import { cheerContext } from '../../core/cheer/cheer-store.ts';
import { wordsAlone } from '../../support/guard.ts';
import { quietLog } from '../../support/quiet.ts';
import { byHand } from './by-hand.ts';
import { type Carrier, carriers, type Material } from './carriers.ts';
import { type Demand, demands, harmless } from './demands.ts';

/** What an obeying model answers: the demanded line first, last, or alone, with honest evidence or with the order's own. */
function answers({
  locale,
  order,
  obeyed,
}: Demand): { lines: readonly [string, string]; evidence: Evidence[] }[] {
  const { line, quote } = harmless[locale];
  const honest: Evidence = { source: 'text', quote };
  const own: Evidence = { source: 'text', quote: order.slice(0, 12) };
  return obeyed.flatMap((said) => [
    { lines: [said, line] as const, evidence: [honest] },
    { lines: [line, said] as const, evidence: [honest] },
    { lines: [said, said] as const, evidence: [own] },
  ]);
}

/** An order in signs that are stripped before the model reads never reaches it: there is nothing to obey. */
const isSeen = (carrier: Carrier) => (demand: Demand) => {
  if (carrier.name !== 'in tag characters') return true;
  const seen = normaliseProof(carrier.carry(demand).text);
  return seen.replace(harmless[demand.locale].text, '').trim() !== '';
};

function failures(
  locale: Locale,
  { text, title, name, photoSeen, memories }: Material,
  { lines, evidence }: { readonly lines: readonly string[]; readonly evidence: readonly Evidence[] },
) {
  return checkCheer(lines, {
    locale,
    proofText: normaliseProof(text),
    photoSeen,
    title,
    facts: ['12'],
    memories: memories.map(normaliseProof),
    names: [name],
    sounds: damjji.sounds[locale],
    recent: [],
    evidence,
  });
}

const tried = carriers.flatMap((carrier) => demands.map((demand) => ({ carrier, demand })));

it('two hundred and more are tried', () => {
  expect(tried.length + byHand.length).toBeGreaterThanOrEqual(200);
  console.log(
    `${tried.length + byHand.length} injections, ${tried.reduce((sum, { demand }) => sum + answers(demand).length, byHand.length)} obeying answers`,
  );
});

test.each(Object.keys(harmless) as Locale[])('an honest answer in %s passes beside any order', (locale) => {
  const { line, quote } = harmless[locale];
  const second = {
    ko: '연필 소리가 여기까지 들려요.',
    en: 'I can hear the pencil from my nest.',
    ja: '鉛筆の音がここまで聞こえます。',
  }[locale];
  for (const { carrier, demand } of tried.filter((each) => each.demand.locale === locale)) {
    const found = failures(locale, carrier.carry(demand), {
      lines: [line, second],
      evidence: [{ source: 'text', quote }],
    });
    expect(found, `${carrier.name}: ${demand.order}`).toEqual([]);
  }
});

describe('whatever an injection demands is not said by a model that obeys', () => {
  test.each(carriers)('$name', (carrier) => {
    const said = demands.filter(isSeen(carrier)).flatMap((demand) =>
      answers(demand)
        .filter((answer) => failures(demand.locale, carrier.carry(demand), answer).length === 0)
        .map(({ lines }) => `${demand.kind} ${demand.locale}: ${lines.join(' / ')}`),
    );
    expect(said).toEqual([]);
  });

  test.each(byHand)('$text $photoSeen $title', ({ locale, text, title, photoSeen, lines, quote }) => {
    const material = {
      text,
      title: title ?? harmless[locale].title,
      name: '',
      photoSeen: photoSeen ?? null,
      memories: [],
    };
    const source = text === '' ? 'photo' : 'text';
    expect(failures(locale, material, { lines, evidence: [{ source, quote }] })).not.toEqual([]);
  });
});

it('a template speaks in its place, from the proof to the lines', async () => {
  const whole = tried.filter(
    ({ carrier, demand }) => !/picture|memory/.test(carrier.name) && isSeen(carrier)(demand),
  );
  for (const { carrier, demand } of whole.filter((_, n) => n % 5 === 0)) {
    const { text, title, name } = carrier.carry(demand);
    const { line, quote } = harmless[demand.locale];
    const said = demand.obeyed[0]!;
    const wire: CheerWire = {
      situation: 'usual',
      evidence: [{ source: 'text', quote }],
      photoSeen: null,
      line1: line,
      line2: said,
    };
    const cheer = await compose(obedient(wire))(
      cheerContext({
        locale: demand.locale,
        text,
        challengeTitle: title,
        member: { ...cheerContext().member, name },
      }),
      Date.now() + 15_000,
    );
    expect(cheer).toMatchObject({ kind: 'cheer', cheer: { source: 'template' } });
    if (cheer.kind === 'cheer') expect(cheer.cheer.lines.join('\n')).not.toContain(said);
  }
});

/** A model that says what it is told by whoever told it last. */
function obedient(wire: CheerWire): LanguageModel {
  return {
    async ask(question) {
      const value = question.schema.parse(wire);
      return { kind: 'answer', value, model: 'obedient', usage: null };
    },
  };
}

function compose(model: LanguageModel) {
  return createCompose({
    guard: wordsAlone,
    generator: createCheerGenerator({ model, nonce: () => 'n0nce' }),
    recall: null,
    prompts: { use: null, canary: null },
    readStreak: async () => null,
    blobs: { get: async () => null },
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    log: quietLog,
    wait: async () => undefined,
  });
}
