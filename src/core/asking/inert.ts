/** JSON without `<`, `>`, `&` and line separators, so that members' text cannot close the data block of a prompt. */
export function inert(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/gu,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
