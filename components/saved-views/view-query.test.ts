import { describe, expect, it } from 'vitest';
import type { SavedView } from '@/lib/contract/saved-views';
import { findShown, toViewQuery } from './view-query';

const view = (query: string, screen: SavedView['screen'] = 'secrets'): SavedView => ({
  id: query,
  name: query,
  screen,
  query,
  href: '',
  shared: false,
  mine: true,
  by: 'me',
  savedAt: '2026-01-01T00:00:00.000Z',
  mayChange: true,
});

describe('the query of a view', () => {
  it('is the state of the screen, without its page', () => {
    expect(
      toViewQuery([
        ['tag', 'team=a%2Fb'],
        ['q', 'a&b'],
        ['cursor', 'x'],
      ]),
    ).toBe('tag=team%3Da%252Fb&q=a%26b');
  });

  it('is shown in whatever order it stands, by its own screen alone', () => {
    const views = [view('env=dev'), view('env=prod&q=x', 'matrix'), view('env=prod&q=x')];
    const state = [
      ['q', 'x'],
      ['env', 'prod'],
      ['cursor', 'c'],
    ] as const;
    expect(findShown(views, 'secrets', state)).toBe(views[2]);
    expect(findShown(views, 'matrix', state)).toBe(views[1]);
    expect(findShown(views, 'secrets', [['env', 'prod']])).toBeUndefined();
    expect(findShown([view('')], 'secrets', [])?.query).toBe('');
  });
});
