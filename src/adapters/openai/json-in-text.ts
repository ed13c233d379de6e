/** Longer than any answer we ask for; beyond it nothing is looked for. */
const longest = 20_000;
const mostTries = 20;

/** The first JSON object inside a text (in prose, in a code fence, after thoughts), or undefined when there is none. */
export function jsonInText(text: string): unknown {
  const searched = text.slice(0, longest);
  let start = searched.indexOf('{');
  for (let tries = 0; start !== -1 && tries < mostTries; tries++) {
    const end = endOfObject(searched, start);
    if (end === -1) {
      start = searched.indexOf('{', start + 1);
      continue;
    }
    try {
      return JSON.parse(searched.slice(start, end));
    } catch {
      start = searched.indexOf('{', start + 1);
    }
  }
  return undefined;
}

/** Just behind the brace that closes the one at `start`, or -1. Braces inside strings do not count. */
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
