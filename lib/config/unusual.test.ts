import { describe, expect, it } from 'vitest';
import { RULE_NAMES } from '@/lib/domain/unusual/rule';
import { DEFAULT_UNUSUAL } from '@/lib/domain/unusual/settings';
import { loadSection, mistakesOf } from './testing/load-section';

const load = (section?: object) => loadSection('unusual', section);

describe('what counts as unusual', () => {
  it('is by default what the rules say, all of them on', () => {
    expect(load()).toMatchObject({ ok: true, config: { unusual: DEFAULT_UNUSUAL } });
    expect(load({})).toMatchObject({ ok: true, config: { unusual: DEFAULT_UNUSUAL } });
  });

  it('is tuned key by key, and a changed threshold is a changed configuration', () => {
    const loaded = load({ learningDays: 7, rules: { 'off-cadence': false }, muted: { principals: ['scan*'] } });
    expect(loaded).toMatchObject({
      ok: true,
      config: {
        unusual: {
          learningDays: 7,
          deniedBurst: DEFAULT_UNUSUAL.deniedBurst,
          rules: RULE_NAMES.filter((rule) => rule !== 'off-cadence'),
          muted: { principals: ['scan*'], environments: [] },
        },
      },
    });
    const digestOf = (one: ReturnType<typeof load>) => one.ok && one.digest;
    expect(digestOf(loaded)).not.toBe(digestOf(load()));
  });

  it.each<[string, object, RegExp]>([
    ['a rule that is none', { rules: { 'off-cadense': false } }, /unusual\.rules\.off-cadense: is no key/],
    ['a rule that is neither on nor off', { rules: { root: 'no' } }, /unusual\.rules\.root: is not true or false/],
    ['a period longer than is compared', { learningDays: 29 }, /unusual\.learningDays/],
    ['no environment', { environments: [] }, /unusual\.environments/],
    ['another spelling', { environments: ['production'] }, /another spelling of "prod"/],
    ['another spelling that is muted', { muted: { environments: ['development'] } }, /another spelling of "dev"/],
    ['a burst of one', { deniedBurst: 1 }, /unusual\.deniedBurst/],
    ['a key that is none', { learning: 3 }, /unusual\.learning: is no key/],
  ])('%s is refused by its place', (_, section, words) => {
    expect(mistakesOf('unusual', section)).toMatch(words);
  });
});
