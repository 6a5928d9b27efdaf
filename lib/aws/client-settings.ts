import 'server-only';
import type { AwsOptions } from './aws-options';

const CONNECT_MILLISECONDS = 3_000;
const REQUEST_MILLISECONDS = 15_000;

export const HANDLER = {
  connectionTimeout: CONNECT_MILLISECONDS,
  requestTimeout: REQUEST_MILLISECONDS,
  // Without it the SDK only warns and waits on.
  throwOnRequestTimeout: true,
};

/** What every client of the SDK is made with. `attempts` counts the first one: 1 means no retry by the SDK. */
export const toClientSettings = (options: Pick<AwsOptions, 'endpointUrl'>, region: string, attempts: number) => ({
  region,
  maxAttempts: attempts,
  retryMode: 'standard',
  ...(options.endpointUrl === undefined ? {} : { endpoint: options.endpointUrl }),
  requestHandler: HANDLER,
  // The SDK's logger would print whole answers, secret values included.
  logger: SILENT,
});

const drop = (): void => undefined;
const SILENT = { trace: drop, debug: drop, info: drop, warn: drop, error: drop };

/** The SDK's number: the first try and two more, with its own backoff and jitter. */
export const SDK_ATTEMPTS = 3;
