import { describe, expect, it } from 'vitest';
import { DEFAULT_RETENTION } from '@/lib/domain/retention/retention';
import { configFile } from './file-schema';
import { BASE, loadSection, mistakesOf } from './testing/load-section';

const load = (section?: object) => loadSection('retention', section);

describe('how long events are kept', () => {
  it('is by default 400 days of reads and listings, and for ever everything else', () => {
    expect(load()).toMatchObject({ ok: true, config: { retention: DEFAULT_RETENTION } });
    expect(load({})).toMatchObject({ ok: true, config: { retention: DEFAULT_RETENTION } });
  });

  it('is said class by class, in days or for ever, and is a changed configuration', () => {
    const loaded = load({ read: 'forever', change: 800, list: 130 });
    expect(loaded).toMatchObject({
      ok: true,
      config: { retention: { ...DEFAULT_RETENTION, read: null, change: 800, list: 130 } },
    });
    const digestOf = (one: ReturnType<typeof load>) => one.ok && one.digest;
    expect(digestOf(loaded)).not.toBe(digestOf(load()));
  });

  it('is read again as it was written, from what all processes agreed on', () => {
    const once = configFile.parse({ ...BASE, retention: { read: 'forever', list: 200 } });
    expect(configFile.parse(once).retention).toEqual(once.retention);
  });

  it.each<[string, object, RegExp]>([
    [
      'reads shorter than judgements look back',
      { read: 129 },
      /retention\.read: .*130 .*unusual reads.*deletion safety/,
    ],
    ['changes shorter than a year', { rotation: 399 }, /retention\.rotation: .*400 .*last rotation/],
    ['a part of a day', { read: 400.5 }, /retention\.read/],
    ['none', { read: 0 }, /retention\.read/],
    ['nothing', { read: null }, /retention\.read/],
    ['another word', { list: 'for ever' }, /retention\.list: is neither forever nor/],
    ['more than a century', { list: 36_501 }, /retention\.list/],
    ['a class that is none', { reads: 400 }, /retention\.reads: is no key/],
  ])('%s is refused by its place, with the reason', (_, section, words) => {
    expect(mistakesOf('retention', section)).toMatch(words);
  });
});
