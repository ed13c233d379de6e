import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCommand } from '../../src/adapters/slack/commands.ts';
import { commandName, parseCommandLine } from '../../src/adapters/web/command-line.ts';
import { MEMBERS } from '../../src/adapters/web/demo.ts';
import type { CommandSpec, OptionSpec } from '../../src/core/commands/command.ts';
import { commandTable } from '../../src/core/commands/table.ts';
import { LOCALES } from '../../src/core/model/locale.ts';
import { bent, fuzzer, junk, timeout } from './fuzz.ts';

const fuzz = fuzzer(2);

const commands = commandTable.filter(({ kind }) => kind === 'slash');
type Typable = Exclude<OptionSpec, { kind: 'files' }>;
const typable = (spec: CommandSpec) =>
  spec.options.filter((option): option is Typable => option.kind !== 'files');
const locale = fc.constantFrom(...LOCALES);

const sentence = fc.stringMatching(/^[가-힣a-z]{1,9}( [0-9가-힣]{1,6})?$/);

/** A value somebody may give an option, without a sign that would begin the next one. */
function someValue(option: Typable): fc.Arbitrary<string> {
  switch (option.kind) {
    case 'choice':
      return fc.constantFrom(...option.choices.map(({ value }) => value));
    case 'member':
      return fc.constantFrom(...MEMBERS.map(({ id }) => id));
    case 'text':
      return sentence.map((text) => text.slice(0, option.maxLength).trim());
  }
}

/** A command with all its options by name, as the page completes it. */
const lines = commands.flatMap((spec) =>
  LOCALES.map((language) => {
    const options = typable(spec);
    return fc.tuple(...options.map(someValue)).map((given) => ({
      spec,
      language,
      options: Object.fromEntries(options.map(({ name }, n) => [name, given[n]!])),
      text: [
        commandName(spec.path, language),
        ...options.map(({ name, names }, n) => `${language === 'en' ? name : names[language]}:${given[n]}`),
      ].join(' '),
    }));
  }),
);
const line = fc.oneof(...lines);

test('a command on the page is read as it was completed, in every language', { timeout }, () =>
  fuzz(line, ({ spec, language, options, text }) => {
    const read = parseCommandLine(text, language);
    expect(read.kind === 'command' && read.spec).toBe(spec);
    expect(read).toMatchObject({ options });
  }),
);

test('whatever is typed after a slash is a command with options of its own, or says what is wrong', {
  timeout,
}, () => {
  const words = fc.constantFrom(
    ...commands.map(({ path }) => commandName(path, 'ko')),
    ...commands.flatMap(typable).map(({ name }) => `${name}:`),
    ...['@민지님', '李さん', '휴가', 'next', '인증:', '：', '=', '/', '(', '[', '\\', '$&'],
  );
  const typed = fc.array(fc.oneof(words, junk), { maxLength: 7 }).map((parts) => parts.join(' '));
  return fuzz(
    fc.tuple(fc.oneof(typed, bent(line.map(({ text }) => text)), junk), locale),
    ([text, language]) => {
      const read = parseCommandLine(text, language);
      if (read.kind === 'command') {
        expect(commands).toContain(read.spec);
        const known = typable(read.spec).map(({ name }) => name);
        for (const [name, value] of Object.entries(read.options)) {
          expect(known).toContain(name);
          expect(value).toBe(value.trim());
          expect(value).not.toBe('');
        }
      }
      if (read.kind === 'missing') expect(read.option).not.toBe('');
      if (read.kind === 'stranger') expect(text).toContain(read.name);
      const slack = parseCommand(text.replace(/^\//, ''));
      expect(commands).toContain(slack.spec);
      for (const [name, value] of Object.entries(slack.options)) {
        const option = typable(slack.spec).find((each) => each.name === name);
        expect(option).toBeDefined();
        if (option?.kind === 'text') expect([...value].length).toBeLessThanOrEqual(option.maxLength);
      }
    },
  );
});
