import { describe, expect, it } from 'vitest';
import { planListing } from './plan-listing';

const now = new Date('2026-11-23T10:00:00Z');
const works = {
  foreign: false,
  state: 'fresh' as const,
  readTo: new Date(now.getTime() - 30_000),
  listed: true,
  unbroken: true,
  doubted: false,
  refused: 0,
  inventorySeconds: 21_600,
  unfollowedSeconds: 300,
  now,
};

describe('planListing', () => {
  it.each([
    ['events tell what changes', {}, 'followed', 21_600],
    ['the history was not read for an hour', { readTo: new Date(now.getTime() - 3_600_000) }, 'history-behind', 300],
    ['it was not read for a while since the last listing', { unbroken: false }, 'history-gap', 300],
    ['it was never read', { readTo: null }, 'no-history', 300],
    ['it is denied', { state: 'failing' as const }, 'no-history', 300],
    ['nothing was looked at yet', { state: 'waiting' as const, readTo: null }, 'no-history', 300],
    ['there is no CloudTrail', { state: 'limited' as const }, 'no-history', 300],
    ['a changed secret could not be described', { refused: 1 }, 'not-described', 300],
    ['no listing is known, as after a restore', { listed: false }, 'not-listed', 300],
    ['the last listing proved nothing', { doubted: true }, 'doubted', 300],
    ['nor did one before it', { doubted: true, listed: false }, 'doubted', 300],
    ['the endpoint is not AWS', { foreign: true }, 'foreign', 300],
    ['whole listings are wanted even more often', { refused: 1, inventorySeconds: 60 }, 'not-described', 60],
  ])('where %s', (_, change, reason, everySeconds) => {
    expect(planListing({ ...works, ...change })).toEqual({ reason, everySeconds });
  });
});
