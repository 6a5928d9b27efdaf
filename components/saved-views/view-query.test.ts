import { describe, expect, it } from 'vitest';
import type { SavedView } from '@/lib/contract/saved-views';
import { openedHref, withOpened } from './opened-view';
import { findViews, toViewQuery } from './view-query';

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
  it('is the state of the screen, without its page and the view it came from', () => {
    expect(
      toViewQuery([
        ['tag', 'team=a%2Fb'],
        ['q', 'a&b'],
        ['cursor', 'x'],
        ['view', 'y'],
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
    expect(findViews(views, 'secrets', state)).toEqual({ shown: views[2] });
    expect(findViews(views, 'matrix', state)).toEqual({ shown: views[1] });
    expect(findViews(views, 'secrets', [['env', 'prod']])).toEqual({});
    expect(findViews([view('')], 'secrets', []).shown?.query).toBe('');
  });

  it('is changed where a view was opened and none is shown', () => {
    const views = [view('env=dev'), view('q=x'), { ...view('q=x'), id: 'alike' }, view('q=m', 'matrix')];
    const found = (opened: string, ...state: [string, string][]) =>
      findViews(views, 'secrets', [...state, ['view', opened]]);
    expect(found('env=dev', ['env', 'dev'], ['q', 'y'])).toEqual({ changed: views[0] });
    expect(found('env=dev')).toEqual({ changed: views[0] });
    // It became another one, or one of two that are alike.
    expect(found('env=dev', ['q', 'x'])).toEqual({ shown: views[1] });
    expect(found('alike', ['q', 'x'])).toEqual({ shown: views[2] });
    // Of another screen, and none at all.
    expect(found('q=m', ['q', 'y'])).toEqual({});
    expect(found('gone', ['q', 'y'])).toEqual({});
  });

  it('is opened by an address that says which view it is', () => {
    expect(openedHref({ id: 'a', href: '/secrets' })).toBe('/secrets?view=a');
    expect(openedHref({ id: 'a', href: '/secrets?q=x' })).toBe('/secrets?q=x&view=a');
    const url = { query: null, mistakes: [], state: [['q', 'x']] as const };
    expect(withOpened(url, { view: ['A'.repeat(22), 'other'] }).state).toEqual([
      ...url.state,
      ['view', 'A'.repeat(22)],
    ]);
    for (const none of [undefined, '', 'a b', 'x'.repeat(5000)]) expect(withOpened(url, { view: none })).toEqual(url);
  });
});
