import 'server-only';
import { z } from 'zod';
import { PERMISSION_NAMES } from '@/lib/domain/permission';
import { findTicketMistake, LONGEST_PATTERN } from '@/lib/domain/ticket';
import { athenaSection } from './athena-schema';
import { isPlainText } from './is-plain-text';
import { ID_TOKEN_ALGORITHMS } from './auth-config';
import { accountId, discoverySection, externalId, region, roleArn } from './discovery-schema';
import { isLoopback } from './loopback';
import { ledgerSection } from './ledger-schema';
import { notificationsSection } from './notifications-schema';
import { retentionSection } from './retention-schema';
import { rolePoliciesSection } from './role-policies-schema';
import { trailSection } from './trail-schema';
import { unusualSection } from './unusual-schema';
import { environment, exactlyOne, LOOKS_LIKE, ownName, text, variable } from './stated-text';

const list = <T extends z.ZodType>(item: T, max = 100) => z.array(item).min(1).max(max);

const account = z.strictObject({
  id: accountId,
  name: text(64),
  regions: list(region, 40),
  roles: z
    .strictObject({
      read: roleArn.optional(),
      reveal: roleArn.optional(),
      rotate: roleArn.optional(),
      recover: roleArn.optional(),
    })
    .default({}),
  externalId: externalId.optional(),
});

const oneRule = exactlyOne(['tag', 'name', 'account']);
const oneGrantee = exactlyOne(['group', 'subject', 'email', 'claim', 'anyone']);
const oneClientSecret = exactlyOne(['clientSecretEnv', 'clientSecretFile']);

const environmentRule = z
  .strictObject({
    tag: list(text(128), 20).optional(),
    name: z.enum(['first', 'any']).optional(),
    account: z.record(accountId, environment).optional(),
  })
  .refine(oneRule.check, oneRule.message);

const ticket = z.strictObject({ pattern: text(LONGEST_PATTERN), example: text(64) });

const actRule = z.strictObject({
  reveal: z.enum(['allowed', 'never']).optional(),
  revealNeedsReason: z.boolean().optional(),
  revealTicket: ticket.nullable().optional(),
  revealNeedsFreshSignInMinutes: z.int().min(1).max(1440).nullable().optional(),
  revealsPerHour: z.int().min(1).max(1000).optional(),
  rotateNeedsReason: z.boolean().optional(),
  rotateNeedsTypedName: z.boolean().optional(),
});

/** A pattern takes milliseconds to make, so that they are made of no more environments than there can be. */
const MOST_ENVIRONMENTS = 100;
const notTooMany = (named: object): boolean => Object.keys(named).length <= MOST_ENVIRONMENTS;
const TOO_MANY = { error: `names more than ${MOST_ENVIRONMENTS} environments`, abort: true };

const acts = z
  .record(z.union([environment, z.literal('*')]), actRule)
  .refine(notTooMany, TOO_MANY)
  .superRefine((stated, refinement) => {
    for (const [name, { revealTicket }] of Object.entries(stated)) {
      const message = revealTicket && findTicketMistake(revealTicket);
      if (message) refinement.addIssue({ code: 'custom', path: [name, 'revealTicket', 'pattern'], message });
    }
  });

const isSafeIssuer = (value: string): boolean => {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || url.username || url.password || url.search || url.hash) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
};

const provider = z
  .strictObject({
    id: ownName('id').refine((id) => id !== 'demo', 'is kept for the demo'),
    name: text(64),
    issuer: z.string().max(512).refine(isSafeIssuer, 'is no https address of an OpenID Connect issuer'),
    clientId: text(256),
    clientSecretEnv: variable.optional(),
    clientSecretFile: text(1024).optional(),
    scopes: list(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/, 'is no scope'), 20).default([
      'openid',
      'profile',
      'email',
    ]),
    groupsClaim: text(256).optional(),
    audiences: z.array(text(256)).max(20).default([]),
    idTokenAlgorithm: z.enum(ID_TOKEN_ALGORITHMS).default('RS256'),
    endsProviderSession: z.boolean().default(true),
    freshPrompt: z.enum(['login', 'none']).default('login'),
  })
  .refine(oneClientSecret.check, oneClientSecret.message);

const grant = z.strictObject({
  who: z
    .strictObject({
      group: text(256).optional(),
      subject: z
        .string()
        .regex(
          /^https?:\/\/[^|\s]+\|[\x20-\x7e]{1,255}$/,
          'is not issuer-qualified: write "https://issuer.example.com|subject"',
        )
        .optional(),
      email: z.email('is no e-mail address').optional(),
      claim: z
        .strictObject({
          name: text(256),
          value: z.string({ error: 'is not text in quotes' }).min(1).max(512).refine(isPlainText, LOOKS_LIKE),
        })
        .optional(),
      anyone: z.literal(true, 'can only be true').optional(),
      provider: text(32).optional(),
    })
    .refine(oneGrantee.check, oneGrantee.message)
    .refine(
      ({ provider: named, anyone, subject }) => named === undefined || !(anyone || subject),
      'names a provider where none is asked: anyone is of every provider, a subject names its issuer',
    ),
  may: list(z.enum(PERMISSION_NAMES)),
  where: z
    .strictObject({
      environments: list(environment).optional(),
      notEnvironments: list(environment).optional(),
      accounts: list(accountId).optional(),
      tag: z.strictObject({ key: text(128), value: z.string().max(256).refine(isPlainText, LOOKS_LIKE) }).optional(),
      namePrefix: text(512).optional(),
    })
    .refine(
      (where) => Object.values(where).some((condition) => condition !== undefined),
      'states no condition: leave `where` out for everywhere',
    )
    .optional(),
  effect: z.enum(['allow', 'deny']).default('allow'),
});

const seconds = (min: number, max: number) => z.int().min(min).max(max);

/** Events tell what changes, so that a whole listing four times a day catches the rest. */
const SYNC = { inventorySeconds: 21_600, withoutHistorySeconds: 300, historySeconds: 30, lookupEventsPercent: 75 };

/** keyledger.yaml, strictly: a key that is not here is a mistake. */
export const configFile = z.strictObject({
  accounts: list(account, 500).optional(),
  discovery: discoverySection.optional(),
  athena: athenaSection.optional(),
  trail: trailSection.optional(),
  environments: z
    .strictObject({
      aliases: z
        .record(environment, z.array(text(64)).max(50))
        .refine(notTooMany, TOO_MANY)
        .optional(),
      rules: list(environmentRule, 20).optional(),
      acts: acts.optional(),
    })
    .default({}),
  signIn: z
    .strictObject({
      providers: list(provider, 20),
      sessionIdleMinutes: z.int().min(1).max(1440).default(30),
      sessionHours: z.int().min(1).max(168).default(12),
      tokenNeedsFreshSignInMinutes: z.int().min(1).max(1440).nullable().default(null),
    })
    .optional(),
  grants: list(grant, 1000).optional(),
  ledger: ledgerSection,
  notifications: notificationsSection.optional(),
  unusual: unusualSection,
  retention: retentionSection,
  rolePolicies: rolePoliciesSection,
  sync: z
    .strictObject({
      inventorySeconds: seconds(30, 86_400).default(SYNC.inventorySeconds),
      withoutHistorySeconds: seconds(30, 86_400).default(SYNC.withoutHistorySeconds),
      historySeconds: seconds(10, 3600).default(SYNC.historySeconds),
      lookupEventsPercent: z.int().min(10).max(100).default(SYNC.lookupEventsPercent),
    })
    .default(SYNC),
});

export type ConfigFile = z.infer<typeof configFile>;
