import { readOptions } from './options';
import { dashboardUser, roleArn } from './seed/identities';
import { planAccounts } from './seed/plan-places';

const { accounts, regions } = readOptions(process.argv.slice(2));

/**
 * Prints what a dashboard needs to know of the seeded world, as JSON: for whoever writes its configuration. Takes the flags
 * that the endpoint itself was started with.
 */
const described = {
  credentials: { accessKeyId: dashboardUser.accessKeyId, secretAccessKey: dashboardUser.secretAccessKey },
  regions,
  accounts: planAccounts(accounts).map(({ id, name, environment, dedicated }) => ({
    id,
    name,
    // An account that several environments share says nothing of its secrets.
    environment: dedicated ? environment : null,
    roles: {
      read: roleArn(id, 'read'),
      reveal: roleArn(id, 'reveal'),
      rotate: roleArn(id, 'rotate'),
      recover: roleArn(id, 'recover'),
    },
  })),
};

process.stdout.write(`${JSON.stringify(described)}\n`);
