/**
 * @typedef {import('../../wire.ts').WireCommand} WireCommand
 * @typedef {{ label: string, note: string, text: string }} Suggestion  `text`: what stands in the box once it is taken
 */

/**
 * What could be meant by what is typed so far. Empty when it is no command or when nothing is left to complete.
 * @param {string} text
 * @param {readonly WireCommand[]} commands
 * @param {{ optional: string }} t
 * @returns {Suggestion[]}
 */
export function suggest(text, commands, t) {
  if (!text.startsWith('/') || text.includes('\n')) return [];
  const typed = text.slice(1).toLowerCase();
  const chosen = commandOf(text, commands);
  if (chosen && typed.length > chosen.length) return suggestOptions(text, chosen.command, t);
  return commands
    .filter((command) => command.aliases.some((alias) => alias.toLowerCase().startsWith(typed)))
    .map((command) => ({
      label: `/${command.words.join(' ')}`,
      note: command.description,
      text: `/${command.words.join(' ')}${command.options.some((option) => !option.files) ? ' ' : ''}`,
    }))
    .filter((suggestion) => suggestion.text.trim().toLowerCase() !== text.trim().toLowerCase());
}

/**
 * The command a text begins with, by any of its names; the longest wins.
 * @param {string} text
 * @param {readonly WireCommand[]} commands
 */
export function commandOf(text, commands) {
  const typed = text.slice(1).toLowerCase();
  return commands
    .flatMap((command) => command.aliases.map((alias) => ({ command, alias: alias.toLowerCase() })))
    .filter(({ alias }) => typed === alias || typed.startsWith(`${alias} `))
    .map(({ command, alias }) => ({ command, length: alias.length }))
    .sort((a, b) => b.length - a.length)[0];
}

/**
 * @param {string} text
 * @param {WireCommand} command
 * @param {{ optional: string }} t
 * @returns {Suggestion[]}
 */
function suggestOptions(text, command, t) {
  const word = /\S*$/.exec(text)?.[0] ?? '';
  const before = text.slice(0, text.length - word.length);
  const [, name, value] = /^([^:：]+)[:：](.*)$/u.exec(word) ?? [];
  if (name !== undefined && value !== undefined) {
    const option = command.options.find((known) => known.names.includes(name.toLowerCase()));
    return (option?.choices ?? [])
      .filter(
        (choice) => choice.value !== value && choice.label.toLowerCase().startsWith(value.toLowerCase()),
      )
      .map((choice) => ({
        label: choice.label,
        note: choice.value,
        text: `${before}${name}:${choice.value} `,
      }));
  }
  // A command with one free text takes its words as they are; naming the option would only be in the way.
  const named = command.options.filter((option) => !option.files);
  if (named.length < 2 || !before.endsWith(' ')) return [];
  return named
    .filter(
      (option) =>
        !option.names.some((known) => new RegExp(`(^|\\s)${literally(known)}[:：]`, 'iu').test(before)),
    )
    .filter((option) => option.names.some((known) => known.startsWith(word.toLowerCase())))
    .map((option) => ({
      label: `${option.names[0]}:`,
      note: option.required ? option.description : `${option.description} · ${t.optional}`,
      text: `${before}${option.names[0]}:`,
    }));
}

/** @param {string} text */
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
