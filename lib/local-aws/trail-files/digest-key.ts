import { checkPrimeSync, createHash, createHmac, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** A region's key pair for signing digests (CloudTrail user guide: each region has its own). */
export type DigestKey = { privateKey: KeyObject; publicDer: Buffer; fingerprint: string };

const exponent = 65_537n;
const bits = 1024;

const toBigInt = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);
const toBytes = (value: bigint) => {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
};

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestDivisor(b, a % b);
}

/** Extended Euclid: `value * inverse ≡ 1 (mod modulus)`. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [before, now] = [modulus, value % modulus];
  let [beforeFactor, factor] = [0n, 1n];
  while (now > 0n) {
    const quotient = before / now;
    [before, now] = [now, before % now];
    [beforeFactor, factor] = [factor, beforeFactor - quotient * factor];
  }
  return ((beforeFactor % modulus) + modulus) % modulus;
}

/** The first prime in the stream of numbers that follows from a text; its two highest bits are set. */
function makePrime(text: string): bigint {
  for (let turn = 0; ; turn += 1) {
    const parts = Array.from({ length: bits / 512 }, (_, part) =>
      createHmac('sha512', text).update(`${turn} ${part}`).digest(),
    );
    const candidate = toBigInt(Buffer.concat(parts)) | (3n << BigInt(bits - 2)) | 1n;
    if (candidate % exponent !== 1n && checkPrimeSync(candidate)) return candidate;
  }
}

function makeKey(text: string): DigestKey {
  const [p, q] = [makePrime(`${text} p`), makePrime(`${text} q`)];
  const d = inverse(exponent, ((p - 1n) * (q - 1n)) / greatestDivisor(p - 1n, q - 1n));
  const members = { n: p * q, e: exponent, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const encoded = Object.entries(members).map(([name, value]) => [name, toBytes(value).toString('base64url')]);
  const privateKey = createPrivateKey({ key: { kty: 'RSA', ...Object.fromEntries(encoded) }, format: 'jwk' });
  const publicDer = createPublicKey(privateKey).export({ type: 'pkcs1', format: 'der' });
  return { privateKey, publicDer, fingerprint: createHash('md5').update(publicDer).digest('hex') };
}

const made = new Map<string, DigestKey>();

/** The key follows from seed and region, so that digests are the same in every run; it guards nothing but test data. */
export function digestKeyOf(seed: number, region: string): DigestKey {
  const text = `local-aws digest key ${seed} ${region}`;
  const key = made.get(text) ?? makeKey(text);
  made.set(text, key);
  return key;
}
