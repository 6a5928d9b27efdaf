import 'server-only';
import { z } from 'zod';
import { CHANNEL_KINDS } from '@/lib/domain/notification/channel';
import { readIpNetwork } from '@/lib/domain/notification/ip-address';
import { isOwnedNetwork } from '@/lib/domain/notification/judge-address';
import { OCCASION_NAMES } from '@/lib/domain/notification/occasion';
import { accountId } from './discovery-schema';
import { isPlainText } from './is-plain-text';

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'is no name of a channel: a-z, 0-9 and -');
const variable = z.string().regex(/^[A-Z_][A-Z0-9_]*$/, 'is not the name of an environment variable (A-Z, 0-9, _)');
const file = z.string().min(1).max(1024);
const environment = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'is no name of an environment: a-z, 0-9 and -');
const owner = z
  .string()
  .min(1)
  .max(256)
  .refine(isPlainText, 'holds letters that show nothing, or that pass for others');

const isOwned = (text: string): boolean => {
  const network = readIpNetwork(text);
  return network !== null && isOwnedNetwork(network);
};
const network = z
  .string()
  .refine(
    isOwned,
    'is no network of private addresses (10.1.0.0/16; RFC 1918, 6598, 4193), or has bits beyond its prefix',
  );

const one = (a: string | undefined, b: string | undefined): boolean => (a === undefined) !== (b === undefined);

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
  .refine(({ urlEnv, urlFile }) => one(urlEnv, urlFile), 'needs exactly one of urlEnv, urlFile')
  .refine(
    ({ kind, signingSecretEnv: env, signingSecretFile: path }) =>
      kind === 'webhook' ? one(env, path) : env === undefined && path === undefined,
    'needs exactly one of signingSecretEnv, signingSecretFile where it is a webhook, and none where it is slack',
  );

/** What is told outside, and to whom. */
export const notificationsSection = z.strictObject({
  channels: z.array(channel).min(1).max(20),
  ownerRoutes: z
    .record(owner, name)
    .refine((routes) => Object.keys(routes).length <= 500, 'names more than 500 owners')
    .default({}),
  allowPrivate: z.array(network).max(50).default([]),
  allowLoopback: z.boolean().default(false),
  scopeFailingHours: z.int().min(1).max(168).default(3),
});
