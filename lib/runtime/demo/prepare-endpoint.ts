import 'server-only';
import { toDemoEnvironment } from '@/lib/config/demo-environment';
import type { Env } from '@/lib/config/environment';
import type { Teardown } from '@/lib/runtime/teardown';
import { keepAnchor } from './demo-folder';
import { describeLocalAws } from './described-world';
import { startLocalAws } from './start-local-aws';
import { writeDemoConfig } from './write-config';

/** The environment over the local AWS: starts it, and writes the configuration of its accounts. */
export async function prepareLocalEndpoint(env: Env, folder: string, teardown: Teardown): Promise<Env> {
  const anchor = keepAnchor(folder, new Date());
  const [local, world] = await Promise.all([startLocalAws(anchor, 0), describeLocalAws()]);
  teardown.add(() => local.stop());
  return toDemoEnvironment(env, {
    dataDir: folder,
    configFile: writeDemoConfig(folder, world),
    local: { url: local.url, region: world.regions[0] ?? '', credentials: world.credentials },
  });
}
