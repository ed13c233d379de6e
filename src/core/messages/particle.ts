/** A Korean name with the form of a particle that fits its last letter: 담찌가, 초롱이. */
export function withParticle(name: string, afterConsonant: string, afterVowel: string): string {
  const last = name.codePointAt(name.length - 1)! - 0xac00;
  const endsInConsonant = last >= 0 && last < 11_172 && last % 28 !== 0;
  return `${name}${endsInConsonant ? afterConsonant : afterVowel}`;
}
