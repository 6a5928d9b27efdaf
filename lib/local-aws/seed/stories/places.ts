/** The scopes in which stories are told. */
export const prod = { account: '111122223333', region: 'eu-west-1' };
export const prodUs = { account: '111122223333', region: 'us-east-1' };
export const staging = { account: '222233334444', region: 'eu-west-1' };
export const stagingUs = { account: '222233334444', region: 'us-east-1' };
export const dev = { account: '333344445555', region: 'eu-west-1' };
export const devUs = { account: '333344445555', region: 'us-east-1' };

/** Accounts that are none of ours and in no world: a partner's, and one that nobody knows. */
export const partnerAccount = '777788889999';
export const strangersAccount = '909012345678';
