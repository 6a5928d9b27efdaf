import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toSessionName } from './session-name';

const named = (name: string, id = `https://issuer|${name}`, isVouchedFor = true): string =>
  toSessionName({ id, name, isVouchedFor });

it.each(['ada@example.com', 'ab', 'x'.repeat(64), 'a_b+c=d,e.f@g-h'])('keeps %s', (name) => {
  expect(named(name)).toBe(name);
});

it.each(['', 'a', 'x'.repeat(65), 'Ada Lovelace', 'aws:root', 'a/b', 'ädä', '名前', 'a\nb', '\u0000', '😀'.repeat(40)])(
  'makes %j fit',
  (name) => {
    expect(named(name)).toMatch(/^[\w+=,.@-]{2,64}$/);
  },
);

it('is the same for the same person and differs for two who are cut alike', () => {
  const long = 'x'.repeat(80);
  expect(named(long, 'i|1')).toBe(named(long, 'i|1'));
  expect(named(long, 'i|1')).not.toBe(named(long, 'i|2'));
});

it('tells a subject from the same verified e-mail, and from the same subject of another issuer', () => {
  const names = [
    named('a@corp.com', 'https://a.example|1'),
    named('a@corp.com', 'https://b.example|a@corp.com', false),
    named('a@corp.com', 'https://c.example|a@corp.com', false),
  ];
  expect(new Set(names).size).toBe(3);
  expect(names[1]).toMatch(/^a@corp\.com-[0-9a-f]{12}$/);
});

it('always fits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.boolean(), (name, id, isVouchedFor) => {
      expect(toSessionName({ id, name, isVouchedFor })).toMatch(/^[\w+=,.@-]{2,64}$/);
    }),
    { seed: 1 },
  );
});
