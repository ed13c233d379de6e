/** Only this many UTF-16 units are searched, more than any answer we ask for. */
const longest = 20_000;
const mostTries = 20;

/** The first JSON object in a text (in prose, in a code fence, after reasoning) that `isIt` accepts, or undefined. */
export function jsonInText(text: string, isIt: (found: unknown) => boolean): unknown {
  const searched = text.slice(0, longest);
  let start = searched.indexOf('{');
  for (let tries = 0; start !== -1 && tries < mostTries; tries++) {
    const end = endOfObject(searched, start);
    if (end === -1) {
      start = searched.indexOf('{', start + 1);
      continue;
    }
    const found = parseJson(searched.slice(start, end));
    if (found !== undefined && isIt(found)) return found;
    // Continue after this object: objects nested in it are no answers of their own.
    start = searched.indexOf('{', found === undefined ? start + 1 : end);
  }
  return undefined;
}

/** The parsed value, or undefined if the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The index after the brace that closes the one at `start`, or -1. Braces inside strings do not count. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let i = start; i < text.length; i++) {
    const letter = text[i];
    if (inString) {
      if (letter === '\\') i++;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '{') depth++;
    else if (letter === '}' && --depth === 0) return i + 1;
  }
  return -1;
}
