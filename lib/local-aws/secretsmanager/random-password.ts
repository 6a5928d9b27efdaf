import { randomInt } from 'node:crypto';
import { invalidParameter } from '@/lib/local-aws/wire/aws-error';

export type PasswordWish = {
  length: number;
  exclude: string;
  numbers: boolean;
  punctuation: boolean;
  uppercase: boolean;
  lowercase: boolean;
  space: boolean;
  requireEach: boolean;
};

/** The service's own sets (service model, GetRandomPasswordRequest). A space is admitted, never required. */
const sets = {
  uppercase: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  lowercase: 'abcdefghijklmnopqrstuvwxyz',
  numbers: '0123456789',
  punctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
} as const;
const types = ['uppercase', 'lowercase', 'numbers', 'punctuation'] as const;

const pick = (pool: string) => pool.charAt(randomInt(pool.length));

function shuffle(letters: string[]): string {
  for (let last = letters.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [letters[last], letters[other]] = [letters[other] ?? '', letters[last] ?? ''];
  }
  return letters.join('');
}

/** A password as wished, every type once where that is asked for; throws AWS's refusals where none can be made. */
export function makePassword(wish: PasswordWish): string {
  const allow = (pool: string) =>
    pool
      .split('')
      .filter((letter) => !wish.exclude.includes(letter))
      .join('');
  const pools = types.filter((type) => wish[type]).map((type) => allow(sets[type]));
  const required = wish.requireEach ? pools : [];
  if (required.includes('')) throw invalidParameter('All characters of the desired type have been excluded.');
  const all = pools.join('') + (wish.space ? allow(' ') : '');
  if (all === '') throw invalidParameter('All characters have been excluded from selection.');
  if (required.length > wish.length)
    throw invalidParameter('Password length is too short based on the required types.');
  const letters = required.map(pick);
  while (letters.length < wish.length) letters.push(pick(all));
  return shuffle(letters);
}
