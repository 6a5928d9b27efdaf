import 'server-only';
import { createAws } from '@/lib/aws/create-aws';
import type { Config } from '@/lib/config/config';
import { rulesText } from '@/lib/config/rules-text';
import type { Jobs, Log } from '@/lib/domain/ports/context';
import type { Store } from '@/lib/domain/ports/store';
import type { System } from './system';
import { toAwsOptions } from './to-aws-options';
import { toConfigSummary } from './to-config-summary';
import { toScopes } from './to-scopes';

/** One configuration's system, over a store and jobs that outlive it. */
export const createSystem = (
  { config, digest }: { config: Config; digest: string },
  lasting: { store: Store; jobs: Jobs; log: Log },
): System => ({
  ...lasting,
  aws: createAws({
    ...toAwsOptions(config, lasting.log),
    takeLookupTurn: (scopeId, interval) => lasting.store.scopes.takeLookupTurn(scopeId, interval),
  }),
  environmentRules: config.environmentRules,
  rulesText,
  actRules: config.actRules,
  statements: config.auth.statements,
  config: toConfigSummary(config, digest),
  now: () => new Date(),
  auth: config.auth,
  web: config.web,
  scopes: toScopes(config.aws.accounts),
});
