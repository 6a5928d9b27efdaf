import { describe, expect, it } from 'vitest';
import { computedMs } from '@/lib/domain/testing/computed-ms';
import { parseYaml } from './yaml-document';

const NOT_PLAIN = { where: 'a file line 1', problem: 'A key must be plain text', mend: 'Mend the YAML there.' };

describe('a key that is no plain text', () => {
  it.each([
    ['a map', '{? {a: 1} : 1}'],
    ['a list', '? [a]\n: 1'],
    ['an alias', '{a: &b 1, *b : 2}'],
    ['a map within a list within a map', 'a: [{b: {[c]: 1}}]'],
  ])('is a mistake: %s', (_, text) => {
    expect(parseYaml(text, 'a file')).toEqual({ ok: false, mistakes: [NOT_PLAIN] });
  });

  // Written out as text, which a reader of plain data would do, each of these takes minutes.
  it.each([
    ['explicit ones', '? '.repeat(1000)],
    ['in braces', `${'{? '.repeat(1000)}a${'}'.repeat(1000)}`],
    ['in brackets', `${'{['.repeat(600)}a${']: 1}'.repeat(600)}`],
  ])('costs nothing where many stand in each other: %s', (_, text) => {
    const since = computedMs();
    expect(parseYaml(text, 'a file').ok).toBe(false);
    expect(computedMs() - since).toBeLessThan(5000);
  });
});
