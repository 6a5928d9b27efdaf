/** The scopes in which stories are told. */
export const prod = { account: '111122223333', region: 'eu-west-1' };
export const prodUs = { account: '111122223333', region: 'us-east-1' };
export const staging = { account: '222233334444', region: 'eu-west-1' };
export const stagingUs = { account: '222233334444', region: 'us-east-1' };
export const dev = { account: '333344445555', region: 'eu-west-1' };
export const devUs = { account: '333344445555', region: 'us-east-1' };

/** A partner's account: none of ours, and in no world. */
export const partnerAccount = '777788889999';
