import 'server-only';
import { toDemoEnvironment } from '@/lib/config/demo-environment';
import type { ForeignEndpoint } from '@/lib/config/read-foreign-endpoint';
import type { Env } from '@/lib/config/environment';
import type { Log } from '@/lib/domain/ports/context';
import type { Teardown } from '@/lib/runtime/teardown';
import { keepAnchor } from './demo-folder';
import { describeLocalAws } from './described-world';
import { keepLocalAws } from './keep-local-aws';
import { writeDemoConfig, writeEmptyConfig } from './write-config';

/** The environment over the local AWS: starts it, and writes the configuration of its accounts. */
export async function prepareLocalEndpoint(
  env: Env,
  folder: string,
  log: Log,
  teardown: Teardown,
): Promise<{ env: Env; url: string }> {
  const anchor = keepAnchor(folder, new Date());
  const [local, world] = await Promise.all([keepLocalAws(anchor, log), describeLocalAws()]);
  teardown.add(() => local.stop());
  const prepared = toDemoEnvironment(env, {
    dataDir: folder,
    configFile: writeDemoConfig(folder, world),
    local: { url: local.url, region: world.regions[0] ?? '', credentials: world.credentials },
  });
  return { env: prepared, url: local.url };
}

/** The environment over an endpoint of the person's own, with their own credentials: the account is those'. */
export function prepareForeignEndpoint(
  env: Env,
  folder: string,
  { url, region }: ForeignEndpoint,
): { env: Env; url: string } {
  // A file of the demo's own: the real keyledger.yaml speaks of other accounts and of roles that are not there.
  const configFile = writeEmptyConfig(folder);
  return { env: toDemoEnvironment(env, { dataDir: folder, configFile, local: null, region }), url };
}
