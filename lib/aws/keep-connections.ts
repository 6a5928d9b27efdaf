import 'server-only';
import { STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import type { AwsOptions } from './aws-options';
import { HANDLER, SDK_ATTEMPTS, toClientSettings } from './client-settings';

/**
 * What sessions of one act each share, where the act may be sent twice (a kept connection may end just as it is used): the
 * connections, and the client that asks for roles. What a session may do hangs on what its requests are signed with alone.
 */
export interface KeptConnections {
  /** Outlives the clients that are made with it. */
  requestHandler: NonNullable<STSClientConfig['requestHandler']>;
  /** Asks for roles in a region, with credentials that it was found with once and that renew themselves. */
  sts(region: string): STSClient;
  /** The next to ask there is a new one, which finds its credentials anew. */
  forget(region: string): void;
}

export function toStsClient(
  options: Pick<AwsOptions, 'credentials' | 'endpointUrl'>,
  region: string,
  shared: Partial<Pick<KeptConnections, 'requestHandler'>> = {},
): STSClient {
  const as = options.credentials ? { credentials: options.credentials } : {};
  return new STSClient({ ...toClientSettings(options, region, SDK_ATTEMPTS), ...shared, ...as });
}

/** All acts' at once: what waits for a connection counts as one that cannot be made. */
const MANY = { keepAlive: true, maxSockets: 400 };

export function keepConnections(options: Pick<AwsOptions, 'credentials' | 'endpointUrl'>): KeptConnections {
  // The SDK's own, as it makes it of our timeouts.
  const own = { requestHandler: { ...HANDLER, httpsAgent: MANY, httpAgent: MANY } };
  const { requestHandler: handler } = toStsClient(options, 'us-east-1', own).config;
  const handle: typeof handler.handle = async (request, how) => handler.handle(request, how);
  // A client that is ended would end it for all others.
  const requestHandler = { metadata: handler.metadata, handle, destroy: () => undefined };
  const clients = new Map<string, STSClient>();
  return {
    requestHandler,
    sts(region) {
      const known = clients.get(region) ?? toStsClient(options, region, { requestHandler });
      clients.set(region, known);
      return known;
    },
    forget: (region) => void clients.delete(region),
  };
}
