// Without server-only: vitest runs this in its main process, which knows no react-server condition.
import { startCluster } from './start-cluster';

/** One PostgreSQL for the whole run; a server named by TEST_DATABASE_URL is used as it is, and no template is left in it. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.TEST_DATABASE_URL) return async () => undefined;
  const cluster = await startCluster();
  process.env.TEST_DATABASE_URL = cluster.superuserUrl;
  process.env.TEST_DATABASE_TEMPLATE = 'kl_template';
  return async () => {
    delete process.env.TEST_DATABASE_URL;
    delete process.env.TEST_DATABASE_TEMPLATE;
    await cluster.stop();
  };
}
