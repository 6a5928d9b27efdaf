import { describe, expect, it } from 'vitest';
import { DEFAULT_ENVIRONMENT_RULES } from '@/lib/domain/environment';
import { rulesText } from './rules-text';

const whereOf = (text: string): string[] => {
  const read = rulesText.read(text);
  return read.ok ? [] : read.mistakes.map(({ where }) => where);
};

describe('rules as text', () => {
  it('are read as they were written', () => {
    const rules = {
      ...DEFAULT_ENVIRONMENT_RULES,
      order: [...DEFAULT_ENVIRONMENT_RULES.order, { by: 'account', accounts: { '012345678901': 'prod' } } as const],
    };
    expect(rulesText.read(rulesText.write(rules))).toEqual({ ok: true, rules });
  });

  it('may stand under their key, alone, or in a whole file', () => {
    const order = [{ by: 'name', part: 'any' }];
    for (const text of [
      'environments:\n  rules: [{ name: any }]',
      'rules: [{ name: any }]',
      'accounts: nonsense\nenvironments:\n  rules:\n    - name: any',
    ])
      expect(rulesText.read(text)).toMatchObject({ ok: true, rules: { order } });
  });

  it.each([
    ['rules:\n  - name: middle', ['the text line 2, environments.rules[0].name']],
    [
      'environments:\n  rules:\n    - nmae: any',
      ['the text line 3, environments.rules[0].nmae', 'the text line 3, environments.rules[0]'],
    ],
    ['rules:\n  - { name: any, tag: [env] }', ['the text line 2, environments.rules[0]']],
    ['rules:\n  - account: { 123: prod }', ['the text line 2, environments.rules[0].account.123']],
    [
      'rules:\n  - account:\n      "123456789012": production',
      ['the text line 3, environments.rules[0].account.123456789012'],
    ],
    ['rules: [{ name: any }]\nrules: []', ['the text line 2']],
    ['a: &a [*a, *a]', ['the text line 1, environments.a']],
    ['- 1', ['the text line 1, environments']],
    ['rules: []', ['the text line 1, environments.rules']],
    ['rules: [', ['the text line 1']],
    ['constructor: 1', ['the text line 1, environments.constructor']],
    ['aliases: { PROD: [x] }', ['the text line 1, environments.aliases.PROD']],
  ])('say where a mistake is: %j', (text, where) => {
    expect(whereOf(text)).toEqual(where);
  });

  it('never repeat what stood there, nor grow without end', () => {
    const said = JSON.stringify(rulesText.read('rules:\n  - tag: CANARY-VALUE\n  - CANARY-VALUE: 1'));
    expect(said.replaceAll('rules[1].CANARY-VALUE', '')).not.toContain('CANARY');
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const tenTimes = (name: string) => Array.from({ length: 10 }, () => name).join(',');
    const levels = names.map((name, at) => `${name}: &${name} [${tenTimes(at === 0 ? 'x' : `*${names[at - 1]}`)}]`);
    const bomb = levels.join('\n');
    expect(rulesText.read(bomb).ok).toBe(false);
  });
});
