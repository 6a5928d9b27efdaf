import 'server-only';
import { readIpAddress, toNetworks, withoutBrackets } from '@/lib/domain/ip-address';
import { mayConnectTo, type AddressRules } from '@/lib/domain/notification/judge-address';
import { readSigningSecret } from '@/lib/domain/notification/sign-webhook';
import type { Reading } from './environment';
import type { ConfigFile } from './file-schema';
import { isLoopback } from './loopback';
import type { ChannelConfig, NotificationsConfig } from './notifications-config';
import { readPointer } from './read-pointer';
import type { Path } from './yaml-document';

type Section = NonNullable<ConfigFile['notifications']>;
type Stated = Section['channels'][number];
type Complain = (path: Path, problem: string, mend: string) => void;

/** Two at once while one is replaced; more would be a list of whom nobody removed. */
const MOST_KEYS = 2;
const LONGEST_URL = 2048;
const NONE: NotificationsConfig = { channels: [], allowPrivate: [], allowLoopback: false, scopeFailingHours: 3 };

/**
 * Channels with their addresses and signing secrets, which the file only points at: Slack's address is all that it takes to
 * write there. No mistake repeats any of the two. `local`: all of Keyledger answers on this machine alone.
 */
export function toNotifications(
  section: Section | undefined,
  { local, ...reading }: Reading & { local: boolean },
  at: (path: Path) => string,
): NotificationsConfig {
  if (!section) return NONE;
  const { channels, ownerRoutes, allowPrivate, allowLoopback, scopeFailingHours } = section;
  const complain: Complain = (path, problem, mend) =>
    reading.mistakes.push({ where: at(['notifications', ...path]), problem, mend });
  if (allowLoopback && !local)
    complain(
      ['allowLoopback'],
      'is for a Keyledger that is on this machine alone',
      'Leave it out, or leave HOST and KEYLEDGER_URL at loopback.',
    );
  const names = channels.map(({ name }) => name);
  for (const [index, name] of names.entries())
    if (names.indexOf(name) !== index)
      complain(['channels', index, 'name'], 'is there twice', 'Name each channel once.');
  const routes = Object.entries(ownerRoutes);
  for (const [owner, name] of routes)
    if (!names.includes(name))
      complain(['ownerRoutes', owner], 'leads to no channel of the list', `Channels: ${names.join(', ')}.`);
  const rules = { allowPrivate: toNetworks(allowPrivate), allowLoopback: allowLoopback && local };
  return {
    channels: channels.map((stated, index): ChannelConfig => {
      const { name, kind, occasions, environments = null, accounts = null, ownersOnly } = stated;
      const owners = routes.flatMap(([owner, to]) => (to === name ? [owner] : []));
      const here: Complain = (path, ...words) => complain(['channels', index, ...path], ...words);
      const from = { reading, complain: here };
      if (ownersOnly && owners.length === 0)
        here(['ownersOnly'], 'is there, and no owner leads to it', 'Name it in notifications.ownerRoutes.');
      const url = readUrl(stated, rules, from);
      const keys = kind === 'webhook' ? readKeys(stated, from) : [];
      return { name, kind, occasions: [...new Set(occasions)], environments, accounts, ownersOnly, owners, url, keys };
    }),
    allowPrivate,
    allowLoopback,
    scopeFailingHours,
  };
}

/** `wrong` says a mistake of what was pointed to, by the key that does. */
interface Found {
  text: string | null;
  wrong: (problem: string, mend: string) => void;
}

function follow(
  stated: Stated,
  what: 'url' | 'signingSecret',
  mend: string,
  from: { reading: Reading; complain: Complain },
): Found {
  const pointer = { variable: stated[`${what}Env`], file: stated[`${what}File`] };
  const { key, value, problem } = readPointer(pointer, from.reading);
  const wrong: Found['wrong'] = (...words) => from.complain([`${what}${key}`], ...words);
  if (problem !== null) wrong(problem, mend);
  return { text: value, wrong };
}

function readUrl(stated: Stated, rules: AddressRules, from: { reading: Reading; complain: Complain }): string {
  const mend = 'Set it to the https address that takes the messages.';
  const found = follow(stated, 'url', mend, from);
  const { text } = found;
  if (text === null) return '';
  const wrong = (problem: string, how = mend): string => {
    found.wrong(problem, how);
    return '';
  };
  if (text.length > LONGEST_URL || /\s/.test(text) || !URL.canParse(text)) return wrong('points to what is no address');
  const url = new URL(text);
  const host = withoutBrackets(url.hostname);
  if (url.username || url.password || url.hash) return wrong('points to an address with a password or a #');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(host) && rules.allowLoopback))
    return wrong('points to an address that is not https');
  // Names are looked at when they are resolved, at every send.
  if (readIpAddress(host) && !mayConnectTo(host, rules))
    return wrong(
      'points to an address that is not public',
      'If it is inside, name its network in notifications.allowPrivate.',
    );
  return url.href;
}

function readKeys(stated: Stated, from: { reading: Reading; complain: Complain }): Buffer[] {
  const mend = 'Make one with: echo "whsec_$(openssl rand -base64 32)". While it is replaced: both, the new one first.';
  const { text, wrong } = follow(stated, 'signingSecret', mend, from);
  if (text === null) return [];
  const keys = text.split(/\s+/).map(readSigningSecret);
  const sound = keys.flatMap((key) => key ?? []);
  if (sound.length === keys.length && keys.length <= MOST_KEYS) return sound;
  wrong('points to what is not one or two secrets of the form whsec_<base64 of 24 to 64 bytes>', mend);
  return [];
}
