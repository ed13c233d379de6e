/**
 * @typedef {import('../../wire.ts').WireCommand} WireCommand
 * @typedef {import('../../wire.ts').WireOption} WireOption
 * @typedef {{ label: string, note: string, text: string }} Suggestion  `text` is put into the box when the suggestion is taken
 */

/**
 * Suggestions that complete what is typed so far. Empty if it is no command, or nothing is left to complete.
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
 * The command that a text begins with, by any of its names; the longest name wins. `length` is that of the name.
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

/** Whether a text has everything that its command requires. @param {string} text @param {readonly WireCommand[]} commands */
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
    // The only option of a command takes the words as they are, so its name is not suggested.
    .filter((option) => named.length > 1 && !isPicked(option, given))
    .filter((option) => option.names.some((known) => known.startsWith(word.toLowerCase())))
    .map((option) => ({
      label: `${option.names[0]}:`,
      note: option.required ? option.description : `${option.description} · ${t.optional}`,
      text: `${before}${option.names[0]}:`,
    }));
  // A choice or member can be given without the option's name if nothing else was given yet.
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

/** Whether what is given begins with one of the option's choices. @param {WireOption} option @param {string} given */
function isPicked(option, given) {
  const said = `${given.trim().toLowerCase()} `;
  return option.choices.some(({ value, label }) =>
    [value, label].some((name) => said.startsWith(`${name.toLowerCase()} `)),
  );
}

/** A pattern that finds an option's name. @param {WireOption} option */
const markOf = (option) => new RegExp(`(?:^|\\s)(${option.names.map(literally).join('|')})[:：]`, 'iu');

/** @param {string} text */
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
