import 'server-only';
import { ListAccountsCommand, OrganizationsClient, type Account } from '@aws-sdk/client-organizations';
import type { RawAccount } from '@/lib/domain/discovery/organization-account';
import { AppError } from '@/lib/domain/errors';
import type { ScopeProblem } from '@/lib/domain/scope';
import { assumeRole } from './assume-role';
import type { AwsDiscovery, AwsOptions } from './aws-options';
import { SDK_ATTEMPTS, toClientSettings } from './client-settings';
import { toFailure } from './failure';
import { followPages } from './follow-pages';
import { toAppError, type Call } from './to-app-error';

/** The largest page (Organizations API Reference, ListAccounts). */
const LARGEST_PAGE = 20;
/** More than any organisation has: an endpoint that goes on for ever ends here. */
const MOST_ACCOUNTS = 50_000;
/** Ten thousand accounts are listed within a minute. */
const SESSION_SECONDS = 900;

/** `Status` goes where `State` is not there yet (retired on 9 September 2026). */
const toRaw = ({ Id, Name, State, Status, JoinedTimestamp }: Account): RawAccount => ({
  id: Id,
  name: Name,
  state: State ?? Status,
  joinedAt: JoinedTimestamp,
});

const ROLE_OF_WHICH =
  'Organizations answers its management account and delegated administrators alone: name a role of one of them at discovery.organizations.role.';

/** Two refusals that no grant mends, which AWS words as if nothing more were to be said. */
function toProblem(error: unknown, call: Call): AppError {
  const told = toAppError(error, call);
  const { name, sentence } = toFailure(error);
  const change = (code: ScopeProblem['code'], remedy: string): AppError =>
    new AppError(told.code, told.message, {
      cause: told.cause,
      problem: { code, message: told.message, remedy },
      remedy,
    });
  if (name === 'AWSOrganizationsNotInUseException')
    return change(
      'unsupported',
      'The account that was asked is in no organization: name a role of the management account at discovery.organizations.role, or take discovery out of keyledger.yaml.',
    );
  // A policy that lacks the action is named in the sentence; without it the account is one that may not ask.
  if (name === 'AccessDeniedException' && !/not authorized to perform/.test(sentence))
    return change('denied', ROLE_OF_WHICH);
  return told;
}

function createClient(options: AwsOptions, { organizations, homeRegion }: AwsDiscovery): OrganizationsClient {
  const { role, externalId } = organizations;
  const asked = {
    region: homeRegion,
    accountId: role?.split(':')[4] ?? '',
    externalId,
    sessionName: 'keyledger-discovery',
    sourceIdentity: null,
    policy: null,
    durationSeconds: SESSION_SECONDS,
  };
  const credentials = role === null ? options.credentials : () => assumeRole(options, { ...asked, roleArn: role });
  return new OrganizationsClient({
    ...toClientSettings(options, homeRegion, SDK_ATTEMPTS),
    ...(credentials ? { credentials } : {}),
  });
}

/** The accounts of the organisation, page by page, unchecked (see the port). */
export async function* listAccounts(options: AwsOptions, discovery: AwsDiscovery): AsyncGenerator<RawAccount[]> {
  const account = discovery.organizations.role?.split(':')[4] ?? options.ownAccountId ?? 'its own account';
  const call = { action: 'organizations:ListAccounts', scopeId: `${account}:${discovery.homeRegion}` };
  const client = createClient(options, discovery);
  let listed = 0;
  try {
    const pages = followPages<Account>(
      call,
      ({ Id }) => Id,
      async (token) => {
        const input = { MaxResults: LARGEST_PAGE, ...(token === undefined ? {} : { NextToken: token }) };
        const { Accounts = [], NextToken } = await client.send(new ListAccountsCommand(input));
        return { items: Accounts, nextToken: NextToken };
      },
    );
    for await (const { items } of pages) {
      listed += items.length;
      if (listed > MOST_ACCOUNTS) throw toTooMany(call);
      yield items.map(toRaw);
    }
  } catch (error) {
    throw toProblem(error, call);
  } finally {
    client.destroy();
  }
}

function toTooMany({ action, scopeId }: Call): AppError {
  const message = `${action} in ${scopeId}: more than ${MOST_ACCOUNTS} accounts.`;
  const remedy = 'No organization has so many: check the endpoint URL.';
  return new AppError('upstream', message, { problem: { code: 'protocol', message, remedy } });
}
