import 'server-only';
import { stringify } from 'yaml';
import type { RulesMistake, RulesText } from '@/lib/domain/ports/rules-text';
import type { EnvironmentRule } from '@/lib/domain/environment';
import { checkEnvironmentNames } from './check-environments';
import { toFileMistakes, toWhere } from './file-mistakes';
import { configFile } from './file-schema';
import type { Mistake } from './mistake';
import { toEnvironmentRules } from './to-rules';
import { parseYaml, type YamlDocument } from './yaml-document';

const NAME = 'the text';
const KEY = 'environments';

const hasKey = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, KEY);

/** Where what stands under the key stands in a text without it. */
const underKey = (document: YamlDocument): YamlDocument => ({
  value: { [KEY]: document.value },
  lineAt: (path) => document.lineAt(path.slice(1)),
  lineOfKey: (path, key) => document.lineOfKey(path.slice(1), key),
});

function read(text: string): ReturnType<RulesText['read']> {
  const parsed = parseYaml(text, NAME);
  if (!parsed.ok) return { ok: false, mistakes: toRulesMistakes(parsed.mistakes) };
  const document = hasKey(parsed.document.value) ? parsed.document : underKey(parsed.document);
  // A whole keyledger.yaml may be pasted: the rest of it is not asked about.
  const stated = hasKey(document.value) ? document.value[KEY] : undefined;
  const checked = configFile.safeParse({ [KEY]: stated }, { reportInput: false });
  if (!checked.success)
    return { ok: false, mistakes: toRulesMistakes(toFileMistakes(checked.error.issues, document, NAME)) };
  const rules = toEnvironmentRules(checked.data.environments);
  const mistakes: Mistake[] = [];
  const reading = { env: {}, mistakes, readFile: () => null };
  checkEnvironmentNames(checked.data, rules, reading, (path) => toWhere(NAME, document, path));
  return mistakes.length > 0 ? { ok: false, mistakes: toRulesMistakes(mistakes) } : { ok: true, rules };
}

const toRulesMistakes = (mistakes: readonly Mistake[]): RulesMistake[] =>
  mistakes.map(({ where, problem, mend }) => ({ where, problem, mend }));

const toStated = (rule: EnvironmentRule): Record<string, unknown> => {
  if (rule.by === 'tag') return { tag: rule.keys };
  return rule.by === 'name' ? { name: rule.part } : { account: rule.accounts };
};

export const rulesText: RulesText = {
  read,
  write: ({ aliases, order }) =>
    stringify({ [KEY]: { rules: order.map(toStated), aliases } }, { flowCollectionPadding: false, lineWidth: 100 }),
};
