import 'server-only';
import type { ChannelView } from '@/lib/contract/notifications';
import type { SettingsView } from '@/lib/contract/system';
import type { ActRule } from '@/lib/domain/act-rules';
import type { EnvironmentRule } from '@/lib/domain/environment';
import { ACTION_CLASSES } from '@/lib/domain/event-record';
import { holds, PERSONAS } from '@/lib/domain/grant';
import { toPublicPem } from '@/lib/domain/ledger/sign-anchor';
import { PERMISSION_NAMES, PERMISSIONS } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';
import { toAccountSummary } from './parts/account-summary';
import { toCallsView } from './parts/calls-view';
import { authorize } from './parts/authorize';
import { findChannels } from './parts/channels-view';
import { findConfigFiles } from './parts/config-files';
import { findDiscovery } from './parts/discovery-view';
import { findIntegrity } from './parts/find-integrity';
import { toListingsView } from './parts/listings-view';
import { toWire } from './parts/wire-time';

/** GET /api/settings: the configuration in force, explained; never a credential. */
export async function getSettings(ctx: Context): Promise<SettingsView> {
  authorize(ctx, 'settings.read');
  const tests = await ctx.store.roleTests.list();
  const {
    sessionIdleSeconds: _,
    sessionSeconds: __,
    tokenFreshSeconds: ___,
    discovery: ____,
    athena: _____,
    trail: ______,
    notifications: _______,
    unusual: ________,
    retention: _________,
    ledger,
    ...config
  } = ctx.config;
  return {
    config,
    ...(await findConfigFiles(ctx)),
    ledgerGuard: await ctx.store.ledgerGuard(),
    ledger: {
      everyMinutes: ledger.everyMinutes,
      everyEntries: ledger.everyEntries,
      stdout: ledger.stdout,
      publicKey: await findPublicKey(ctx),
      integrity: await findIntegrity(ctx),
    },
    permissions: PERMISSION_NAMES.map((permission) => ({
      permission,
      can: PERMISSIONS[permission].can,
      act: PERMISSIONS[permission].act,
      byToken: PERMISSIONS[permission].byToken,
      personas: Object.entries(PERSONAS)
        .filter(([, grants]) => holds(grants, permission))
        .map(([persona]) => persona),
    })),
    environmentRules: ctx.environmentRules.order.map(describeRule),
    environmentsText: ctx.rulesText.write(ctx.environmentRules),
    actRules: Object.entries(ctx.actRules).map(([environment, rule]) => ({ environment, asks: describeAsks(rule) })),
    accounts: ctx.aws.accounts().map((account) => toAccountSummary(account, tests)),
    discovery: (await findDiscovery(ctx))?.summary ?? null,
    notifications: toNotificationsSummary(await findChannels(ctx)),
    listings: await toListingsView(ctx),
    retention: await findRetention(ctx),
    calls: await toCallsView(ctx),
  };
}

/** As the file has it, and what came of it. */
async function findRetention(ctx: Context): Promise<SettingsView['retention']> {
  const gone = await ctx.store.retention.unkept();
  return ACTION_CLASSES.map((action) => {
    const own = gone.find((one) => one.action === action);
    return {
      action,
      days: ctx.config.retention[action],
      before: own ? toWire(own.before) : null,
      deleted: own?.deleted ?? 0,
      deletedAt: own ? toWire(own.deletedAt) : null,
    };
  });
}

const toNotificationsSummary = (channels: readonly ChannelView[]): SettingsView['notifications'] => ({
  channels: channels.length,
  failing: channels.filter(({ failingSince, goneSince }) => failingSince !== null || goneSince !== null).length,
  waiting: channels.reduce((sum, { waiting }) => sum + waiting, 0),
  dead: channels.reduce((sum, { dead }) => sum + dead, 0),
});

/** Of the keys that signed the last anchor: what the verifier is given. */
async function findPublicKey(ctx: Context): Promise<string | null> {
  const last = await ctx.store.anchors.last();
  return last ? last.anchor.keys.map(toPublicPem).join('') : null;
}

function describeRule(rule: EnvironmentRule): string {
  if (rule.by === 'tag') return `the tag ${rule.keys.join(', or ')}`;
  if (rule.by === 'name') return rule.part === 'first' ? 'the first part of the name' : 'any part of the name';
  const stated = Object.entries(rule.accounts).map(([account, environment]) => `${account} is ${environment}`);
  return `the account${stated.length > 0 ? `: ${stated.join(', ')}` : ''}`;
}

function describeAsks(rule: ActRule): string[] {
  return [
    ...describeReveal(rule),
    ...(rule.rotateNeedsReason ? ['a reason to rotate or recover'] : []),
    ...(rule.rotateNeedsTypedName ? ['the typed name to rotate'] : []),
  ];
}

function describeReveal(rule: ActRule): string[] {
  if (rule.reveal === 'never') return ['nobody to reveal: it is restricted'];
  const { revealTicket: ticket, revealNeedsFreshSignInMinutes: minutes } = rule;
  return [
    ...(rule.revealNeedsReason && !ticket ? ['a reason to reveal'] : []),
    ...(ticket ? [`a ticket to reveal, such as ${ticket.example}`] : []),
    ...(minutes === null ? [] : [`a sign-in within ${minutes} min to reveal`]),
    `at most ${rule.revealsPerHour} reveals by one person in an hour`,
  ];
}
