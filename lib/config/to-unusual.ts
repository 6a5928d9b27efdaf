import 'server-only';
import { RULE_NAMES } from '@/lib/domain/unusual/rule';
import type { UnusualSettings } from '@/lib/domain/unusual/settings';
import type { ConfigFile } from './file-schema';

/** Only what is said to be off is off. */
export const toUnusual = ({ rules, ...section }: ConfigFile['unusual']): UnusualSettings => ({
  ...section,
  rules: RULE_NAMES.filter((name) => rules[name] !== false),
});
