import 'server-only';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { withPath } from '@/lib/runtime/start-error';
import type { DescribedWorld } from './described-world';

/** The demo's keyledger.yaml, of the same form as everyone's: what it shows in Settings can be copied. */
export function writeDemoConfig(folder: string, { accounts, regions }: DescribedWorld): string {
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
    ledger: { anchors: { file: join(folder, 'anchors.jsonl') } },
  };
  return write(folder, stringify(config, { defaultStringType: 'QUOTE_DOUBLE' }));
}

/** For an endpoint that is not ours: the defaults, and the account of the credentials. */
export const writeEmptyConfig = (folder: string): string => write(folder, '{}\n');

function write(folder: string, yaml: string): string {
  const path = join(folder, 'keyledger.yaml');
  const note = '# Written anew at every start of the demo.\n';
  withPath(path, () => writeFileSync(path, note + yaml, { mode: 0o600 }));
  return path;
}
