import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll } from 'vitest';
import { adminUsers } from '@/lib/local-aws/seed/identities';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import type { Options } from '@/lib/local-aws/options';

export type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
export type Where = { keys?: Keys; region?: string; maxAttempts?: number };

export const account = '111122223333';
const [admin] = adminUsers;
if (admin === undefined) throw new Error('no administrator in the seed');
export const adminKeys: Keys = { accessKeyId: admin.accessKeyId, secretAccessKey: admin.secretAccessKey };

/** A world of its own for a test file, with the real SDK's clients to it; no retries, so that every refusal is seen. */
export class LocalWorld {
  #aws: LocalAws | undefined;

  async open(options: Partial<Options>): Promise<void> {
    this.#aws = await startLocalAws({
      traffic: false,
      quotas: false,
      historyDays: 0,
      secrets: 0,
      rotationStepMs: 15,
      replicationMs: 15,
      ...options,
    });
  }

  async close(): Promise<void> {
    await this.#aws?.close();
  }

  get aws(): LocalAws {
    if (this.#aws === undefined) throw new Error('the world is not open');
    return this.#aws;
  }

  #settings({ keys, region = 'eu-west-1', maxAttempts = 1 }: Where) {
    return { endpoint: this.aws.url, region, credentials: keys ?? adminKeys, maxAttempts };
  }

  secrets = (where: Where = {}) => new SecretsManagerClient(this.#settings(where));
  trail = (where: Where = {}) => new CloudTrailClient(this.#settings(where));
  sts = (where: Where = {}) => new STSClient(this.#settings(where));

  async control(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
    const answer = await fetch(`${this.aws.url}/_local/${path}`, { method, body: body && JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  }
}

/** Opens a world before the file's tests and closes it after them. */
export function useLocalWorld(options: Partial<Options> = {}): LocalWorld {
  const world = new LocalWorld();
  beforeAll(() => world.open(options));
  afterAll(() => world.close());
  return world;
}
