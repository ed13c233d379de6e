/**
 * @typedef {import('../../wire.ts').WireCommand} WireCommand
 * @typedef {import('../../wire.ts').WireOption} WireOption
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
  if (chosen && typed.length > chosen.length)
    return suggestOptions(text, chosen.length + 1, chosen.command, t);
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

/** Whether a text has all that its command asks for. @param {string} text @param {readonly WireCommand[]} commands */
export function isWhole(text, commands) {
  const found = commandOf(text, commands);
  if (!found) return false;
  const given = text.slice(found.length + 1);
  const needed = found.command.options.some((option) => option.required);
  return !/[:：]\s*$/.test(given) && (given.trim() !== '' || !needed);
}

/**
 * @param {string} text
 * @param {number} length of the command's words and its slash
 * @param {WireCommand} command
 * @param {{ optional: string }} t
 * @returns {Suggestion[]}
 */
function suggestOptions(text, length, command, t) {
  const named = command.options.filter((option) => !option.files);
  const given = text.slice(length);
  const open = named.filter((option) => !markOf(option).test(given));
  const last = named
    .map((option) => ({ option, match: new RegExp(`${markOf(option).source}([^:：]*)$`, 'iu').exec(given) }))
    .find(({ option, match }) => match !== null && option.choices.length > 0);
  if (last?.match) {
    const value = last.match[2]?.trimStart() ?? '';
    const found = choicesFor(last.option, value, text.slice(0, text.length - value.length));
    if (found.length > 0 || !value.endsWith(' ')) return found;
  }
  const word = /\S*$/.exec(text)?.[0] ?? '';
  const before = text.slice(0, text.length - word.length);
  if (!before.endsWith(' ')) return [];
  const picks = open.filter((option) => option.choices.length > 0 && !isPicked(option, given));
  const byName = open
    // One free text takes the words as they are; naming it would only be in the way.
    .filter((option) => named.length > 1 && !isPicked(option, given))
    .filter((option) => option.names.some((known) => known.startsWith(word.toLowerCase())))
    .map((option) => ({
      label: `${option.names[0]}:`,
      note: option.required ? option.description : `${option.description} · ${t.optional}`,
      text: `${before}${option.names[0]}:`,
    }));
  // A choice or a member can be said without the option's name, so long as nothing else was said.
  const first = given.trim() === word ? picks[0] : undefined;
  return [...(first ? choicesFor(first, word, before) : []), ...byName];
}

/** @param {WireOption} option @param {string} typed @param {string} before @returns {Suggestion[]} */
function choicesFor(option, typed, before) {
  const start = typed.toLowerCase().replace(/^@/, '');
  return option.choices
    .filter(({ value, label }) => [label, value].some((name) => name.toLowerCase().startsWith(start)))
    .filter(({ value, label }) => ![label, value].some((name) => name.toLowerCase() === start))
    .map(({ label }) => ({ label, note: option.description, text: `${before}${label} ` }));
}

/** Whether one of its choices stands at the beginning already. @param {WireOption} option @param {string} given */
function isPicked(option, given) {
  const said = `${given.trim().toLowerCase()} `;
  return option.choices.some(({ value, label }) =>
    [value, label].some((name) => said.startsWith(`${name.toLowerCase()} `)),
  );
}

/** Where an option is named. @param {WireOption} option */
const markOf = (option) => new RegExp(`(?:^|\\s)(${option.names.map(literally).join('|')})[:：]`, 'iu');

/** @param {string} text */
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
