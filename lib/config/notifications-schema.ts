import 'server-only';
import { z } from 'zod';
import { CHANNEL_KINDS, CHANNEL_NAME } from '@/lib/domain/notification/channel';
import { readIpNetwork } from '@/lib/domain/ip-address';
import { isOwnedNetwork } from '@/lib/domain/notification/judge-address';
import { OCCASION_NAMES } from '@/lib/domain/notification/occasion';
import { accountId } from './discovery-schema';
import { environment, exactlyOne, text, variable } from './stated-text';

const name = z.string().regex(CHANNEL_NAME, 'is no name of a channel: a-z, 0-9 and -');
const file = text(1024);

const isOwned = (stated: string): boolean => {
  const network = readIpNetwork(stated);
  return network !== null && isOwnedNetwork(network);
};
const network = z
  .string()
  .refine(
    isOwned,
    'is no network of private addresses (10.1.0.0/16; RFC 1918, 6598, 4193), or has bits beyond its prefix',
  );

const oneAddress = exactlyOne(['urlEnv', 'urlFile']);
const oneSigningSecret = exactlyOne(['signingSecretEnv', 'signingSecretFile']);

const channel = z
  .strictObject({
    name,
    kind: z.enum(CHANNEL_KINDS),
    urlEnv: variable.optional(),
    urlFile: file.optional(),
    signingSecretEnv: variable.optional(),
    signingSecretFile: file.optional(),
    occasions: z.array(z.enum(OCCASION_NAMES)).min(1).max(50),
    environments: z.array(environment).min(1).max(100).optional(),
    accounts: z.array(accountId).min(1).max(500).optional(),
    ownersOnly: z.boolean().default(false),
  })
  .refine(oneAddress.check, oneAddress.message)
  .refine(
    ({ kind, ...stated }) =>
      kind === 'webhook'
        ? oneSigningSecret.check(stated)
        : stated.signingSecretEnv === undefined && stated.signingSecretFile === undefined,
    `${oneSigningSecret.message} where it is a webhook, and none where it is slack`,
  );

/** What is told outside, and to whom. */
export const notificationsSection = z.strictObject({
  channels: z.array(channel).min(1).max(20),
  ownerRoutes: z
    .record(text(256), name)
    .refine((routes) => Object.keys(routes).length <= 500, 'names more than 500 owners')
    .default({}),
  allowPrivate: z.array(network).max(50).default([]),
  allowLoopback: z.boolean().default(false),
  scopeFailingHours: z.int().min(1).max(168).default(3),
});
