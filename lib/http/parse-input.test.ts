import { describe, expect, it } from 'vitest';
import { rotateInput } from '@/lib/contract/acts';
import { ledgerEntryParams } from '@/lib/contract/ledger-detail';
import { secretsQuery } from '@/lib/contract/secrets-query';
import { secretParams } from '@/lib/contract/operations/secrets';
import { parseBody, parseIdempotencyKey, parseParams, parseQuery } from './parse-input';

const caught = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};
const query = (text: string) => caught(() => parseQuery(secretsQuery, new URLSearchParams(text)));

describe('a query', () => {
  it('holds repeatable parameters as lists and single ones as themselves', () => {
    expect(query('env=prod&env=dev&q=a&limit=5&tag=team%3Dpay%252Fments')).toMatchObject({
      env: ['prod', 'dev'],
      account: [],
      q: 'a',
      limit: 5,
      tag: [{ key: 'team', value: 'pay/ments' }],
    });
  });

  it.each([
    ['nope=1', 'query:nope'],
    ['__proto__=1', 'query:__proto__'],
    ['constructor=1', 'query:constructor'],
    ['env[]=prod', 'query:env[]'],
    ['q=a&q=b', 'query:q'],
    ['limit=5&limit=5', 'query:limit'],
    ['limit=0', 'query:limit'],
    ['limit=201', 'query:limit'],
    ['limit=-1', 'query:limit'],
    ['limit=', 'query:limit'],
    ['limit=NaN', 'query:limit'],
    ['limit=1.5', 'query:limit'],
    ['limit=5.0', 'query:limit'],
    ['limit=1e2', 'query:limit'],
    ['limit=0x10', 'query:limit'],
    ['limit=%2B5', 'query:limit'],
    ['limit=+5', 'query:limit'],
    ['limit=5%20', 'query:limit'],
    ['limit=%D9%A5', 'query:limit'],
    ['sort=password', 'query:sort'],
    ['pending=', 'query:pending'],
    ['q=', 'query:q'],
    ['q=%00', 'query:q'],
    ['owningService=', 'query:owningService'],
    ['owningService=%00', 'query:owningService'],
    ['valueAge=%3E0d', 'query:valueAge'],
    ['tag=novalue', 'query:tag'],
    ['tag=a%3D%25E0%25A4', 'query:tag'],
    ['state=sleepy', 'query:state'],
  ])('is refused for %s, and says where', (text, pointer) => {
    expect(query(text)).toMatchObject({ code: 'invalid', errors: [expect.objectContaining({ pointer })] });
  });

  it('names everything unknown, but no more than a screenful', () => {
    const many = Array.from({ length: 50 }, (_, index) => `p${index}=1`).join('&');
    expect(query(many)).toMatchObject({ errors: expect.objectContaining({ length: 20 }) });
  });
});

describe('a body', () => {
  it('is refused for unknown properties without repeating them', () => {
    const error = caught(() => parseBody(rotateInput, { 'CANARY-1': 1, acknowledged: ['a', 7] }));
    expect(error).toMatchObject({
      code: 'invalid',
      errors: expect.arrayContaining([expect.objectContaining({ pointer: '/acknowledged/1' })]),
    });
    expect(JSON.stringify(error)).not.toContain('CANARY');
  });

  it.each([null, [], 'text', 7, undefined])('that is %j is refused', (body) => {
    expect(caught(() => parseBody(rotateInput, body))).toMatchObject({ code: 'invalid' });
  });
});

describe('the rest', () => {
  it.each(['', 'a', '../etc', 'a'.repeat(23), 'Ä'.repeat(22)])('an id %j is of nothing', (id) => {
    expect(caught(() => parseParams(secretParams, { id }))).toMatchObject({ code: 'not_found' });
  });

  it.each(['', '1e2', '0x1', ' 1', '1.0', '-1', '9'.repeat(20)])('%j is the number of no entry', (seq) => {
    expect(caught(() => parseParams(ledgerEntryParams, { seq }))).toMatchObject({ code: 'not_found' });
  });

  it('an Idempotency-Key is visible ASCII or absent', () => {
    const key = (value?: string) =>
      caught(() => parseIdempotencyKey(new Headers(value ? { 'idempotency-key': value } : {})));
    expect(key()).toBeUndefined();
    expect(key('12345678')).toBe('12345678');
    for (const bad of ['short', 'a'.repeat(129), 'with space in it', 'tab\there-123'])
      expect(key(bad)).toMatchObject({ code: 'invalid' });
  });
});
