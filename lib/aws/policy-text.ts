import 'server-only';

interface Parts {
  /** The role's key under `roles` in keyledger.yaml. */
  use: string;
  accountId: string;
  statements: object[];
  trust: object;
}

/** A role's two policies and where to name it, as a person pastes them. */
export const toPolicyText = ({ use, accountId, statements, trust }: Parts): string =>
  [
    `1. Policy of the ${use} role in account ${accountId}:`,
    print(statements),
    '2. Its trust policy (name the role or user that Keyledger runs as instead of the whole account):',
    print([trust]),
    `3. In keyledger.yaml, under the account ${accountId}: roles.${use}: <ARN of the role>`,
  ].join('\n\n');

const print = (Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement }, null, 2);
