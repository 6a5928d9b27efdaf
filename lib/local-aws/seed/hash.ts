/** FNV-1a with a final mix: quick, spread evenly, the same for ever. Nothing secret depends on it. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** 0 up to, not including, 1. */
export const share = (text: string) => hash32(text) / 2 ** 32;

export function pick<T>(text: string, choices: readonly [T, ...T[]]): T {
  return choices[hash32(text) % choices.length] ?? choices[0];
}

const hex = (text: string) => hash32(text).toString(16).padStart(8, '0');

export const hexOf = (text: string, length: number) =>
  Array.from({ length: Math.ceil(length / 8) }, (_, index) => hex(`${index} ${text}`))
    .join('')
    .slice(0, length);

export function uuidOf(text: string): string {
  const [a, b, c, d] = [hex(`a${text}`), hex(`b${text}`), hex(`c${text}`), hex(`d${text}`)];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${'89ab'.charAt(hash32(text) % 4)}${c.slice(1, 4)}-${c.slice(4)}${d}`;
}

/** As many characters of an alphabet as asked for: two mixed numbers of the text, stirred on for each character. */
export function charsOf(text: string, alphabet: string, length: number): string {
  let state = hash32(text);
  const step = hash32(`step ${text}`) | 1;
  let chars = '';
  for (let index = 0; index < length; index += 1) {
    state = (state + step) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    chars += alphabet.charAt(((mixed ^ (mixed >>> 13)) >>> 0) % alphabet.length);
  }
  return chars;
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const awsId = (prefix: string, text: string) => `${prefix}${charsOf(text, base32, 16)}`;
export const suffixOf = (text: string) => charsOf(text, 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789', 6);
