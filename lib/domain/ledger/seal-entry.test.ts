import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toCanonicalJson } from '@/lib/domain/canonical-json';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import { GENESIS, isSealed, toEntryHash } from './seal-entry';

const unsealed: Omit<LedgerEntry, 'hash'> = {
  seq: 1,
  at: new Date('2026-11-20T12:00:00.000Z'),
  actId: 'a',
  action: 'secret.reveal',
  phase: 'asked',
  actor: { id: 'i|s', name: 'Zoë 𝄞', persona: null },
  secret: { id: 's', arn: 'arn', name: 'n', environment: 'prod', accountId: '1', tags: { 10: 'c', 2: 'b', a: '1' } },
  reason: null,
  code: null,
  requestId: null,
  count: 1,
  detail: { n: 1e21, z: -0, small: 1e-7 },
  prevHash: GENESIS,
};

describe('canonical JSON', () => {
  // The examples of RFC 8785, §3.2.2 and §3.2.3.
  it('is that of RFC 8785', () => {
    const numbers = [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001];
    expect(toCanonicalJson({ numbers, string: '€$\u000f\nA\'B"\\\\"/', literals: [null, true, false] })).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
    const keys = { '€': 1, '\r': 2, '\uFB33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 };
    expect([...toCanonicalJson(keys).matchAll(/:(\d)/g)].map(([, value]) => value).join('')).toBe('2467153');
  });

  it('has keys that look like numbers in the order of their characters', () => {
    expect(toCanonicalJson({ 2: 'b', 10: 'c' })).toBe('{"10":"c","2":"b"}');
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], ['\uD800'], [undefined]])('refuses %s', (value) => {
    expect(() => toCanonicalJson(value)).toThrow(/not allowed|no canonical form/);
  });
});

describe('a seal', () => {
  it('can be worked out again by anybody who knows RFC 8785', () => {
    const text = `{"actId":"a","action":"secret.reveal","actor":{"id":"i|s","name":"Zoë 𝄞","persona":null},"at":"2026-11-20T12:00:00.000Z","code":null,"count":1,"detail":{"n":1e+21,"small":1e-7,"z":0},"phase":"asked","prevHash":"${GENESIS}","reason":null,"requestId":null,"secret":{"accountId":"1","arn":"arn","environment":"prod","id":"s","name":"n","tags":{"10":"c","2":"b","a":"1"}},"seq":1}`;
    expect(toEntryHash(unsealed)).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('of an earlier form still holds, and none of another content', () => {
    // As the form before this one wrote it: 2 before 10.
    const text = `{"actId":"a","action":"secret.reveal","actor":{"id":"i|s","name":"Zoë 𝄞","persona":null},"at":"2026-11-20T12:00:00.000Z","code":null,"count":1,"detail":{"n":1e+21,"small":1e-7,"z":0},"phase":"asked","prevHash":"${GENESIS}","reason":null,"requestId":null,"secret":{"accountId":"1","arn":"arn","environment":"prod","id":"s","name":"n","tags":{"2":"b","10":"c","a":"1"}},"seq":1}`;
    const hash = createHash('sha256').update(text).digest('hex');
    expect(hash).not.toBe(toEntryHash(unsealed));
    expect(isSealed({ ...unsealed, hash })).toBe(true);
    expect(isSealed({ ...unsealed, hash: toEntryHash(unsealed) })).toBe(true);
    expect(isSealed({ ...unsealed, hash, reason: 'other' })).toBe(false);
    expect(isSealed({ ...unsealed, hash, seq: 2 })).toBe(false);
  });
});
