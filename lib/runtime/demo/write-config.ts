import 'server-only';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { withPath } from '@/lib/runtime/start-error';
import type { DescribedWorld } from './described-world';

/** The demo's keyledger.yaml, of the same form as everyone's: what it shows in Settings can be copied. */
export function writeDemoConfig(folder: string, { accounts, regions }: DescribedWorld): string {
  const path = join(folder, 'keyledger.yaml');
  const config = {
    accounts: accounts.map(({ id, name, roles }) => ({ id, name, regions, roles })),
    environments: {
      rules: [
        { tag: ['environment', 'env', 'stage'] },
        { name: 'first' },
        {
          account: Object.fromEntries(
            accounts.flatMap(({ id, environment }) => (environment ? [[id, environment]] : [])),
          ),
        },
      ],
    },
  };
  const note = '# Written anew at every start of the demo.\n';
  withPath(path, () =>
    writeFileSync(path, note + stringify(config, { defaultStringType: 'QUOTE_DOUBLE' }), { mode: 0o600 }),
  );
  return path;
}
