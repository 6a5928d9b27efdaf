import { describe, expect, it } from 'vitest';
import { draftWaveInput } from '@/lib/contract/waves';
import { toDraftInput, toWaveName, type DraftSource } from './wave-draft';

const draft = { name: ' payments, all ', since: '', concurrency: '3', pause: '60', stopAfter: '2' };
const ids: DraftSource = { kind: 'ids', ids: ['A'.repeat(22)] };
const principal: DraftSource = { kind: 'principal', principal: 'B'.repeat(22), since: '2026-01-01' };

describe('what is asked for', () => {
  it('is what the API takes', () => {
    const input = toDraftInput(ids, draft);
    expect(draftWaveInput.parse(input)).toEqual({
      name: 'payments, all',
      source: ids,
      concurrency: 3,
      pauseSeconds: 60,
      stopAfter: 2,
    });
    const filter: DraftSource = { kind: 'filter', filter: { env: ['dev'], q: 'db' }, total: 4 };
    expect(draftWaveInput.safeParse(toDraftInput(filter, draft)).success).toBe(true);
  });

  it('has no stop rule where none is typed, and the day that was typed', () => {
    expect(toDraftInput(ids, { ...draft, stopAfter: '' })).toMatchObject({ stopAfter: null });
    expect(toDraftInput(principal, { ...draft, since: '2026-02-03' })).toMatchObject({
      source: { since: '2026-02-03' },
    });
  });

  it.each([
    ['a short name', ids, { name: ' ab ' }],
    ['no day', principal, { since: '' }],
    ['none at once', ids, { concurrency: '0' }],
    ['more at once than are allowed', ids, { concurrency: '51' }],
    ['a part of one', ids, { concurrency: '1.5' }],
    ['a pause of more than a day', ids, { pause: '86401' }],
    ['no pause that is a number', ids, { pause: '' }],
    ['a stop before any failure', ids, { stopAfter: '0' }],
    ['a number in another writing', ids, { stopAfter: '1e2' }],
  ])('is nothing with %s', (_what, source, typed) => {
    expect(toDraftInput(source, { ...draft, ...typed })).toBeNull();
  });
});

describe('the name that a wave begins with', () => {
  it('is one that the API takes, whatever it is made of', () => {
    for (const words of ['Offboarding \u202Eevil\u0000', `x${'😀'.repeat(200)}`, `${'a'.repeat(119)} b`]) {
      const made = toDraftInput(ids, { ...draft, name: toWaveName(words) });
      expect(draftWaveInput.safeParse(made).success, words).toBe(true);
    }
  });
});
