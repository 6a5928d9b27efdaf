import { describe, expect, it } from 'vitest';
import { MOST_IDS } from '@/lib/contract/secrets-query';
import { countOf, hasRoomFor, isSelected, nothingOf, toggled } from './selection';

const none = nothingOf('env=prod');

describe('a selection', () => {
  it('takes up and lets go, each once', () => {
    const two = toggled(toggled(none, ['a', 'b'], true, ['a', 'b']), ['b'], true, ['a', 'b']);
    expect(two).toEqual({ filter: 'env=prod', ids: ['a', 'b'], total: null });
    expect(toggled(two, ['a'], false, ['a', 'b']).ids).toEqual(['b']);
    expect([isSelected(two, 'a'), isSelected(two, 'c'), countOf(two)]).toEqual([true, false, 2]);
  });

  it('of all that match is of what is left on the page, once one is let go', () => {
    const all = { ...none, total: 1234 };
    expect([isSelected(all, 'whatever'), countOf(all)]).toEqual([true, 1234]);
    expect(toggled(all, ['a'], false, ['a', 'b'])).toEqual({ ...none, ids: ['b'] });
  });

  it('by hand has an end, beyond which it stays as it was', () => {
    const full = { ...none, ids: Array.from({ length: MOST_IDS }, (_, at) => String(at)) };
    expect(hasRoomFor(full, ['0'])).toBe(true);
    expect(hasRoomFor(full, ['new'])).toBe(false);
    expect(toggled(full, ['new'], true, [])).toEqual(full);
  });
});
